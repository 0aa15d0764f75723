import { isServiceError } from './errors.js';
import type { Foundation } from './foundation.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;
const MOST_COLLISIONS = 5;
/** PostgreSQL's states: unique violation, duplicate schema, table and object. */
const ALREADY_THERE = new Set(['23505', '42P06', '42P07', '42710']);

/**
 * Brings the database's tables up to date and starts the queue; waits, as long as it takes, for a database that is
 * away.
 *
 * @returns whether it came to that before the signal said stop
 */
export async function prepareDatabase(
  { database, queue, logger }: Pick<Foundation, 'database' | 'queue' | 'logger'>,
  signal: AbortSignal,
): Promise<boolean> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      const applied = await database.migrate();
      if (applied.length > 0)
        logger.info({ migrations: applied }, 'the database has been brought up to date');
      await queue.start();
      return true;
    } catch (error) {
      const isAway = isServiceError(error, 'database_unavailable');
      if (!isAway && !(isMadeByAnother(error) && attempt < MOST_COLLISIONS)) throw error;
      if (isAway && attempt === 0) logger.warn('the database does not answer; waiting for it');
      await pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt), signal);
    }
  }
  return false;
}

/** Two processes that start for the first time make the queue's tables at once: the slower one looks again. */
function isMadeByAnother(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ALREADY_THERE.has(String(error.code));
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}
