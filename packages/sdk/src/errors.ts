import type { ProblemDetails } from '@medical-patients/contract';

/** The service said no: its problem document says why. */
export class MedpatRequestError extends Error {
  override readonly name = 'MedpatRequestError';
  readonly status: number;
  /** Stable code, such as `validation_failed`. */
  readonly code: string;
  /** Null where the answer was none of the service's own, a proxy's page for instance. */
  readonly problem: ProblemDetails | null;

  constructor(status: number, problem: ProblemDetails | null) {
    super(problem?.detail ?? `The service answered with status ${status}.`);
    this.status = status;
    this.code = problem?.code ?? 'unknown';
    this.problem = problem;
  }
}

/** A job ended otherwise than completed. */
export class JobNotCompleted extends Error {
  override readonly name = 'JobNotCompleted';
  readonly jobId: string;
  readonly status: string;

  constructor(jobId: string, status: string, reason: string | null) {
    super(`Job ${jobId} ${status}${reason === null ? '' : `: ${reason}`}.`);
    this.jobId = jobId;
    this.status = status;
  }
}
