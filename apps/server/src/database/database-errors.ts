import { ServiceError } from '../errors.js';

/** System errors of a connection that could not be made, or has gone. */
const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);
/** Classes and codes of PostgreSQL: connection exceptions, too many connections, shut-down, start-up, recovery. */
const LOST_STATES = /^(?:08|53300|57P0[1-4]|25P03)/;
/** A statement that took too long, or waited too long for a lock: the connection is fine. */
const SLOW_STATES = /^(?:57014|55P03)$/;
/** Tables, schema or functions that are not there yet: the migrations of a new installation are under way. */
const UNPREPARED_STATES = /^(?:42P01|3F000|42883)$/;
/** No room for what a statement wrote. */
const FULL_STATE = '53100';
/** What the driver says without a code. */
const LOST_MESSAGES =
  /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable|Client was closed|Cannot use a pool after calling end|Query read timeout|timeout expired|embedded database has stopped/;

const RETRY_AFTER_SECONDS = 2;
/** Somebody has to make room first. */
const FULL_RETRY_AFTER_SECONDS = 30;

/** Whether the connection that a statement ran on can no longer be trusted. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (code !== undefined && (SYSTEM_CODES.has(code) || LOST_STATES.test(code))) return true;
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost);
  return LOST_MESSAGES.test(error.message);
}

/**
 * @returns ServiceError `database_unavailable` for a database that is away or drowned, `disk_full` where it has no room
 * left; any other error as it is
 */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof ServiceError) return error;
  if (error instanceof Error && UNPREPARED_STATES.test(codeOf(error) ?? '')) {
    return new ServiceError('database_unavailable', 'The database is being prepared; try again shortly.', {
      cause: error,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }
  if (error instanceof Error && codeOf(error) === FULL_STATE) {
    return new ServiceError('disk_full', 'The disk that keeps the database is full.', {
      cause: error,
      retryAfterSeconds: FULL_RETRY_AFTER_SECONDS,
    });
  }
  const slow = error instanceof Error && SLOW_STATES.test(codeOf(error) ?? '');
  if (!slow && !isConnectionLost(error)) return error;
  return new ServiceError('database_unavailable', 'The database does not answer; try again shortly.', {
    cause: error,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
