import { fileURLToPath } from 'node:url';
import type { ServerAssets } from './assets.js';
import type { Settings } from './config/settings.js';
import type { EmbeddedServer } from './database/embedded/embedded-server.js';
import type { Foundation } from './foundation.js';
import { createReadyScenarios } from './http/ready-scenarios.js';
import { createJobServices } from './jobs/create-job-services.js';
import { startJobWork } from './jobs/start-job-work.js';
import { findLocalKey } from './keys/local-key.js';
import type { Logger } from './logging/logger.js';
import { type RunningApi, startApi } from './main-api.js';
import { threadCount } from './main-worker.js';
import { openFoundation } from './open-foundation.js';
import { createJobThreads, type JobThreads } from './threads/job-threads.js';

export interface ServeOptions {
  readonly settings: Settings;
  readonly assets: ServerAssets;
  readonly version: string;
  /** Left out: a logger by the settings. */
  readonly logger?: Logger;
  /** The embedded database, where it has begun to start. Left out: it is started here. */
  readonly embeddedServer?: Promise<EmbeddedServer>;
}

/** A service that answers requests. */
export interface RunningService {
  /** Without a slash at its end. */
  readonly url: string;
  /** To be opened in a browser: carries the local key, if there is one, in its fragment. */
  readonly entryUrl: string;
  /** Key of whoever started an embedded service; null with a database of its own. */
  readonly localKey: string | null;
  readonly foundation: Foundation;
  /** Whether migrations and queue are ready; a database that is away is waited for. */
  readonly ready: Promise<boolean>;
  /** Accepts nothing more, drains for the bounded time, releases tasks, closes. Safe to call twice. */
  close(): Promise<void>;
}

/** Streams and records made on demand need little; jobs have threads of their own. */
const MOST_SERVING_THREADS = 2;

/**
 * Runs the API. Without DATABASE_URL everything else as well, in this one process: database, queue and worker threads.
 *
 * @throws ServiceError `data_directory_in_use`, `database_unavailable` (embedded only)
 */
export async function serve(options: ServeOptions): Promise<RunningService> {
  const { settings, assets, version, logger, embeddedServer } = options;
  const isEmbedded = settings.databaseUrl === null;
  const readyScenarios = createReadyScenarios();
  // Read while the database starts; a failure is told to whoever asks for them.
  readyScenarios().catch(() => {});
  const foundation = await openFoundation({
    settings,
    role: isEmbedded ? 'embedded' : 'api',
    embeddedThreadEntry: assets.embeddedThread,
    ...(assets.preparedDatabase !== null && { preparedDatabaseFile: fileURLToPath(assets.preparedDatabase) }),
    ...(logger !== undefined && { logger }),
    ...(embeddedServer !== undefined && { embeddedServer }),
  });
  const openThreads = (size: number, isNice: boolean): JobThreads =>
    createJobThreads({
      entry: assets.jobThread,
      size,
      memoryMegabytes: settings.maxJobMemoryMegabytes,
      isNice,
    });
  const threads = threadCount(settings);
  const serving = openThreads(Math.min(MOST_SERVING_THREADS, threads), false);
  let working: JobThreads | undefined;
  let running: RunningApi | undefined;
  let stopWork = (): void => {};

  let closing: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    if (running !== undefined) foundation.logger.info('the service stops');
    // One bound for all: tasks go on while answers end, and then have what is left of it.
    const endMs = performance.now() + settings.shutdownSeconds * 1000;
    await running?.close();
    stopWork();
    await foundation.close({ timeoutMs: Math.max(0, endMs - performance.now()) });
    await Promise.all([serving.close(), working?.close()]);
  };
  const close = (): Promise<void> => {
    closing ??= closeAll();
    return closing;
  };

  try {
    const services = createJobServices(foundation, serving);
    running = await startApi({ foundation, ...services, assets, version, readyScenarios });
    serving.warm().catch((error: unknown) => {
      if (closing === undefined) foundation.logger.error({ err: error }, 'threads do not start');
    });
    if (isEmbedded) {
      // Only now: until then the cores have the database to start.
      working = openThreads(threads, true);
      stopWork = await startJobWork(foundation, working);
    }
    const localKey = isEmbedded ? await findLocalKey(foundation.keys, settings.dataDirectory) : null;
    const { url, ready } = running;
    const entryUrl = localKey === null ? `${url}/` : `${url}/#key=${encodeURIComponent(localKey)}`;
    return { url, entryUrl, localKey, foundation, ready, close };
  } catch (error) {
    await close();
    throw error;
  }
}
