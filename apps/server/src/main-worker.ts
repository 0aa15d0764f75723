import { availableParallelism } from 'node:os';
import { setUpV8 } from '@medical-patients/runner/v8';
import type { ServerAssets } from './assets.js';
import { prepareDatabase } from './await-database.js';
import type { Settings } from './config/settings.js';
import { startJobWork } from './jobs/start-job-work.js';
import { openFoundation } from './open-foundation.js';
import { createJobThreads } from './threads/job-threads.js';

const MOST_THREADS = 4;

export interface RunningWorker {
  /** Takes no more tasks, waits a bounded time for those that run, releases the rest, closes everything. */
  stop(): Promise<void>;
}

/** Threads of a process that works: one for each core, four at most, unless the settings say otherwise. */
export function threadCount({ workerThreads }: Pick<Settings, 'workerThreads'>): number {
  return workerThreads ?? Math.min(MOST_THREADS, availableParallelism());
}

/**
 * A worker: waits for the database, applies what it lacks, then takes tasks.
 *
 * V8 is set up for this process from here on; niceness and signals are the caller's.
 *
 * @param signal ends the wait for a database that is away
 * @returns undefined when it was told to stop before it began
 */
export async function startWorker(
  settings: Settings,
  assets: Pick<ServerAssets, 'jobThread' | 'embeddedThread'>,
  signal: AbortSignal,
): Promise<RunningWorker | undefined> {
  setUpV8();
  const { embeddedThread: embeddedThreadEntry, jobThread: entry } = assets;
  const foundation = await openFoundation({ settings, role: 'worker', embeddedThreadEntry });
  const { logger } = foundation;
  const size = threadCount(settings);
  const threads = createJobThreads({
    entry,
    size,
    memoryMegabytes: settings.maxJobMemoryMegabytes,
    // The whole process is.
    isNice: false,
  });
  const close = async (): Promise<void> => {
    await foundation.close();
    await threads.close();
  };
  try {
    const [isReady] = await Promise.all([prepareDatabase(foundation, signal), threads.warm()]);
    if (!isReady) {
      await close();
      return undefined;
    }
    const stopCaretaker = await startJobWork(foundation, threads);
    logger.info({ threads: size, concurrency: settings.workerConcurrency }, 'the worker takes tasks');
    return {
      stop: async () => {
        logger.info('the worker stops');
        stopCaretaker();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
