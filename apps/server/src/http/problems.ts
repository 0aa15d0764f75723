import type { ProblemDetails, RequestError } from '@medical-patients/contract';
import { SERVICE_ERRORS, ServiceError, type ServiceErrorCode } from '../errors.js';

/** Failures that only HTTP knows, with their status. Together with SERVICE_ERRORS: every `code` of an answer. */
export const HTTP_ERRORS = {
  malformed: 400,
  body_too_deep: 400,
  host_not_allowed: 400,
  forbidden: 403,
  method_not_allowed: 405,
  not_acceptable: 406,
  request_timeout: 408,
  precondition_failed: 412,
  body_too_large: 413,
  uri_too_long: 414,
  unsupported_media_type: 415,
  range_not_satisfiable: 416,
  validation_failed: 422,
  scenario_invalid: 422,
  precondition_required: 428,
  too_many_attempts: 429,
  headers_too_large: 431,
  internal: 500,
} as const;

export type HttpErrorCode = keyof typeof HTTP_ERRORS;
export type ProblemCodeOfApi = HttpErrorCode | ServiceErrorCode;

/** What people call each status; RFC 9457 wants a title that does not vary. */
const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'A valid key is needed',
  403: 'The key may not do this',
  404: 'Not found',
  405: 'This path does not have that method',
  406: 'No answer in the form asked for',
  408: 'The request took too long',
  409: 'The state does not permit this',
  412: 'It has changed meanwhile',
  413: 'The body is too large',
  414: 'The address is too long',
  415: 'The body has another type',
  416: 'The range lies outside the file',
  422: 'The request has problems',
  428: 'A condition is needed',
  429: 'Too many requests',
  431: 'The headers are too large',
  500: 'Something is broken here',
  503: 'Not available right now',
};

export interface HttpProblemOptions {
  readonly errors?: readonly RequestError[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** An answer that is not a success, known where it is thrown. */
export class HttpProblem extends Error {
  readonly code: HttpErrorCode;
  readonly errors: readonly RequestError[];
  readonly headers: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: HttpErrorCode, message: string, options: HttpProblemOptions = {}) {
    super(message);
    this.name = 'HttpProblem';
    this.code = code;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
    this.details = options.details;
  }
}

/** A problem as it goes out. */
export interface RenderedProblem {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ProblemDetails;
}

/** @returns undefined for an error that is no expected failure: a bug */
export function renderProblem(error: unknown, requestId: string): RenderedProblem | undefined {
  if (error instanceof HttpProblem) {
    const { code, message, errors, headers, details } = error;
    return {
      status: HTTP_ERRORS[code],
      headers,
      body: problemBody({ code, message, errors, details }, requestId),
    };
  }
  if (error instanceof ServiceError) {
    const { code, message, errors, details, retryAfterSeconds } = error;
    const headers: Record<string, string> = {};
    const wait = retryAfterSeconds ?? (error.status === 503 || error.status === 429 ? 2 : undefined);
    if (wait !== undefined) headers['retry-after'] = String(Math.max(1, Math.ceil(wait)));
    if (error.status === 401) headers['www-authenticate'] = 'Bearer realm="medpat"';
    return {
      status: error.status,
      headers,
      body: problemBody({ code, message, errors, details }, requestId),
    };
  }
  return undefined;
}

/** What a bug looks like from outside: nothing of its inside shows. */
export function renderInternal(requestId: string): RenderedProblem {
  const message = `The service has met an error of its own. Its log has the reason under ${requestId}.`;
  return {
    status: 500,
    headers: {},
    body: problemBody({ code: 'internal', message, errors: [] }, requestId),
  };
}

interface ProblemFacts {
  readonly code: ProblemCodeOfApi;
  readonly message: string;
  readonly errors: readonly RequestError[];
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

function problemBody({ code, message, errors, details }: ProblemFacts, requestId: string): ProblemDetails {
  const status =
    code in HTTP_ERRORS ? HTTP_ERRORS[code as HttpErrorCode] : SERVICE_ERRORS[code as ServiceErrorCode];
  return {
    ...details,
    type: `urn:medpat:problem:${code}`,
    title: TITLES[status] ?? 'Failed',
    status,
    detail: message,
    code,
    request_id: requestId,
    errors: [...errors],
    error: message,
    timestamp: new Date().toISOString(),
  };
}
