import { availableParallelism } from 'node:os';
import { setUpV8 } from '@medical-patients/runner/v8';
import type { ServerAssets } from './assets.js';
import { prepareDatabase } from './await-database.js';
import type { Settings } from './config/settings.js';
import type { Foundation } from './foundation.js';
import { createHttpServer, type Listening, listen } from './http/http-server.js';
import { addHealthRoutes } from './http/routes/health.js';
import { startJobWork } from './jobs/start-job-work.js';
import { openFoundation } from './open-foundation.js';
import { createJobThreads } from './threads/job-threads.js';

const MOST_THREADS = 4;

export interface WorkerOptions {
  readonly settings: Settings;
  readonly assets: Pick<ServerAssets, 'jobThread' | 'embeddedThread'>;
  readonly version: string;
  /** Ends the wait for a database that is away. */
  readonly signal: AbortSignal;
}

export interface RunningWorker {
  /** Where it answers for its health and its figures, without a slash at its end; null: nowhere. */
  readonly url: string | null;
  /** Takes no more tasks, waits a bounded time for those that run, releases the rest, closes everything. */
  stop(): Promise<void>;
}

/** Threads of a process that works: one for each core, four at most, unless the settings say otherwise. */
export function threadCount({ workerThreads }: Pick<Settings, 'workerThreads'>): number {
  return workerThreads ?? Math.min(MOST_THREADS, availableParallelism());
}

/**
 * A worker: waits for the database, applies what it lacks, then takes tasks. Where the settings name a port for it, it
 * answers there from the beginning.
 *
 * V8 is set up for this process from here on; niceness and signals are the caller's.
 *
 * @returns undefined when it was told to stop before it began
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker | undefined> {
  setUpV8();
  const { settings, assets, version, signal } = options;
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
  let answering: Listening | undefined;
  const close = async (): Promise<void> => {
    await answering?.close();
    await foundation.close();
    await threads.close();
  };
  try {
    answering = await answer(foundation, version);
    const [isReady] = await Promise.all([prepareDatabase(foundation, signal), threads.warm()]);
    if (!isReady) {
      await close();
      return undefined;
    }
    const stopCaretaker = await startJobWork(foundation, threads);
    logger.info({ threads: size, concurrency: settings.workerConcurrency }, 'the worker takes tasks');
    return {
      url: answering?.url ?? null,
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

/** A worker has no API, yet its health and its figures are asked for in the same way, by the same rules. */
async function answer(foundation: Foundation, version: string): Promise<Listening | undefined> {
  const { host, workerPort: port, shutdownSeconds } = foundation.settings;
  if (port === null) return undefined;
  const { api, closing } = createHttpServer(foundation);
  addHealthRoutes(api, { foundation, version, closing });
  return listen(api, { host, port, shutdownSeconds });
}
