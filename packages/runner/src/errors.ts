/** How an expected failure is told to the shell: by its kind. */
export type FailureKind = 'failed' | 'usage' | 'aborted';

/** Every code of an expected failure. Codes are a public promise: never reused, never renamed. */
export const FAILURE_KINDS = {
  'bad-arguments': 'usage',
  'format-not-available': 'usage',
  'format-does-not-stream': 'usage',
  'file-unreadable': 'usage',
  'preset-unknown': 'usage',
  'password-missing': 'usage',
  'environment-invalid': 'usage',
  'not-a-run': 'usage',
  'different-casualties': 'usage',
  'run-exists': 'failed',
  'folder-in-the-way': 'failed',
  'disk-full': 'failed',
  'output-unwritable': 'failed',
  'verification-failed': 'failed',
  'worker-failed': 'failed',
  aborted: 'aborted',
} as const satisfies Record<string, FailureKind>;

export type FailureCode = keyof typeof FAILURE_KINDS;

/** A failure that is expected to happen: it has a stable code and a sentence for people, and needs no stack trace. */
export class MedpatError extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'MedpatError';
    this.code = code;
  }

  get kind(): FailureKind {
    return FAILURE_KINDS[this.code];
  }
}

/** The failure that an aborted run rejects with. */
export function abortedError(): MedpatError {
  return new MedpatError('aborted', 'Stopped before the end; nothing was written.');
}
