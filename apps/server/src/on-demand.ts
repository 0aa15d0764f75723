/**
 * What commands call, without its weight: the code behind it is loaded when it is called. It takes a few hundred
 * milliseconds to compile, in which the embedded database starts already, on its thread.
 */
import { fileURLToPath } from 'node:url';
import type { ServerAssets } from './assets.js';
import type { Settings } from './config/settings.js';
import { type EmbeddedServer, startEmbeddedServer } from './database/embedded/embedded-server.js';
import type { ApiKeys } from './keys/api-keys.js';
import type { RunningWorker, WorkerOptions } from './main-worker.js';
import type { RunningService, ServeOptions } from './serve.js';
import type { ToolOptions } from './tools.js';

/** See `serve.ts`. */
export async function serve(options: Omit<ServeOptions, 'embeddedServer'>): Promise<RunningService> {
  const { settings, assets } = options;
  const embeddedServer = settings.databaseUrl === null ? startEarly(settings, assets) : undefined;
  const loaded = await import('./serve.js');
  return loaded.serve({ ...options, ...(embeddedServer !== undefined && { embeddedServer }) });
}

/** See `main-worker.ts`. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker | undefined> {
  const loaded = await import('./main-worker.js');
  return loaded.startWorker(options);
}

/** Tells in a log of JSON lines why a process has ended that may have come to no logger of its own. */
export async function logFailure(process: 'api' | 'worker', code: string, message: string): Promise<void> {
  const { createLogger } = await import('./logging/logger.js');
  createLogger({ logLevel: 'fatal', logFormat: 'json' }, { process }).fatal({ code }, message);
}

/** See `tools.ts`. */
export async function migrateDatabase(options: ToolOptions): Promise<readonly string[]> {
  const loaded = await import('./tools.js');
  return loaded.migrateDatabase(options);
}

/** See `tools.ts`. */
export async function withKeys<Result>(
  options: ToolOptions,
  action: (keys: ApiKeys) => Promise<Result>,
): Promise<Result> {
  const loaded = await import('./tools.js');
  return loaded.withKeys(options, action);
}

function startEarly({ dataDirectory }: Settings, assets: ServerAssets): Promise<EmbeddedServer> {
  const { embeddedThread: threadEntry, preparedDatabase } = assets;
  const starting = startEmbeddedServer({
    directory: dataDirectory,
    threadEntry,
    preparedFile: preparedDatabase === null ? undefined : fileURLToPath(preparedDatabase),
  });
  // Its failure is told to whoever takes it over; until then it must not count as unhandled.
  starting.catch(() => {});
  return starting;
}
