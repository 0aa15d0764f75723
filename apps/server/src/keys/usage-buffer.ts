import type { ApiKeyRepository } from '../database/repositories.js';
import type { ApiKeyUsageRow } from '../database/schema.js';
import type { Logger } from '../logging/logger.js';

const FLUSH_MS = 5000;

/** Usage that is counted in memory and written together: a request never waits for it. */
export interface UsageBuffer {
  add(keyId: string, day: string, usage: Partial<Omit<ApiKeyUsageRow, 'key_id' | 'day'>>): void;
  /** What is counted here and not yet written. */
  waiting(keyId: string, day: string): number;
  flush(): Promise<void>;
  close(): Promise<void>;
}

type Counts = { requests: number; jobs: number; patients: number };

export function createUsageBuffer(
  repository: Pick<ApiKeyRepository, 'addUsage'>,
  logger: Logger,
): UsageBuffer {
  let counts = new Map<string, Counts>();
  const nameOf = (keyId: string, day: string): string => `${keyId} ${day}`;

  const merge = (name: string, added: Counts): void => {
    const known = counts.get(name) ?? { requests: 0, jobs: 0, patients: 0 };
    counts.set(name, {
      requests: known.requests + added.requests,
      jobs: known.jobs + added.jobs,
      patients: known.patients + added.patients,
    });
  };
  const write = async (): Promise<void> => {
    if (counts.size === 0) return;
    const writing = counts;
    counts = new Map();
    try {
      await repository.addUsage(
        [...writing].map(([name, each]) => {
          const [keyId = '', day = ''] = name.split(' ');
          return { key_id: keyId, day, ...each };
        }),
      );
    } catch (error) {
      for (const [name, each] of writing) merge(name, each);
      throw error;
    }
  };
  /** One after another: whoever flushes waits for what is being written as well, a process that stops above all. */
  let last: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    last = last.catch(() => {}).then(write);
    return last;
  };
  const timer = setInterval(() => {
    flush().catch((error: unknown) => logger.warn({ err: error }, 'usage could not be written; it is kept'));
  }, FLUSH_MS);
  timer.unref();

  return {
    add: (keyId, day, usage) => merge(nameOf(keyId, day), { requests: 0, jobs: 0, patients: 0, ...usage }),
    waiting: (keyId, day) => counts.get(nameOf(keyId, day))?.requests ?? 0,
    flush,
    close: async () => {
      clearInterval(timer);
      await flush().catch((error: unknown) =>
        logger.warn({ err: error }, 'the last usage could not be written'),
      );
    },
  };
}
