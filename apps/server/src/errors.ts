import type { RequestError } from '@medical-patients/contract';

/**
 * Every code of an expected failure of the service, with the HTTP status it answers with. Codes are a public
 * promise: they are never reused and never renamed.
 */
export const SERVICE_ERRORS = {
  settings_invalid: 500,
  data_directory_in_use: 500,
  database_unavailable: 503,
  overloaded: 503,
  shutting_down: 503,
  not_found: 404,
  version_conflict: 409,
  state_conflict: 409,
  job_encrypted: 409,
  idempotency_conflict: 409,
  key_missing: 401,
  key_invalid: 401,
  key_expired: 401,
  key_revoked: 401,
  scope_missing: 403,
  limit_exceeded: 429,
  concurrent_jobs_exceeded: 429,
  patients_exceeded: 422,
  format_not_available: 422,
  encryption_unavailable: 422,
  sealed_value_unreadable: 500,
  artifact_missing: 404,
  disk_full: 503,
} as const;

export type ServiceErrorCode = keyof typeof SERVICE_ERRORS;

export interface ServiceErrorOptions {
  readonly cause?: unknown;
  /** When the caller may try again, in seconds; becomes `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** Facts for the answer's body; never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** The fields of the request that it is about. */
  readonly errors?: readonly RequestError[];
}

/** A failure that is expected to happen: it has a stable code and a sentence for people, and needs no stack trace. */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode;
  readonly retryAfterSeconds: number | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  readonly errors: readonly RequestError[];

  constructor(code: ServiceErrorCode, message: string, options: ServiceErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'ServiceError';
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.details = options.details;
    this.errors = options.errors ?? [];
  }

  /** The HTTP status of this failure. */
  get status(): number {
    return SERVICE_ERRORS[this.code];
  }
}

export function isServiceError(error: unknown, code?: ServiceErrorCode): error is ServiceError {
  return error instanceof ServiceError && (code === undefined || error.code === code);
}
