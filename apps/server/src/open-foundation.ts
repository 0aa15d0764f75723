import { join } from 'node:path';
import { createDirectoryStore, prepareStoreFolder } from './artifacts/directory-store.js';
import { createCaches } from './cache/create-caches.js';
import type { Settings } from './config/settings.js';
import type { Database } from './database/database.js';
import type { EmbeddedServer } from './database/embedded/embedded-server.js';
import { connectEmbedded, openEmbedded, openPostgres } from './database/open-database.js';
import type { JobStatus } from './database/schema.js';
import type { Foundation, ProcessRole } from './foundation.js';
import { createApiKeys } from './keys/create-api-keys.js';
import { createRateCounter } from './keys/rate-counter.js';
import { createLogger, type Logger } from './logging/logger.js';
import { createMetrics, type Metrics } from './metrics/metrics.js';
import { createQueue } from './queue/boss-queue.js';
import type { FindEndedJobs } from './queue/running-tasks.js';
import { createSealer } from './secrets/aes-sealer.js';
import { findSecretKey } from './secrets/secret-key.js';

const POOL_SIZES: Readonly<Record<ProcessRole, number>> = { api: 4, worker: 2, embedded: 4, tool: 1 };
const ENDED: readonly JobStatus[] = ['completed', 'failed', 'cancelled'];
const RETRY_DELAY_SECONDS = 1;
/** A task outlives its job's own limit by this much, so that the job can say why it ended. */
const TASK_MARGIN_SECONDS = 60;

export interface FoundationOptions {
  readonly settings: Settings;
  readonly role: ProcessRole;
  /** The built thread of the embedded database. */
  readonly embeddedThreadEntry: URL;
  /** What the build prepared with `prepareDatabase`, to make the first start of the embedded database faster. */
  readonly preparedDatabaseFile?: string;
  /** The embedded database, where it has begun to start already. */
  readonly embeddedServer?: Promise<EmbeddedServer>;
  /** Left out: a logger by the settings. */
  readonly logger?: Logger;
}

/**
 * Opens everything a process stands on. The database is connected to at its first use, or, when it is embedded,
 * started here; `database.migrate()` and `queue.start()` are left to the composition root, which knows whether to
 * wait for a database that is away.
 *
 * @throws ServiceError `data_directory_in_use`, `database_unavailable` (embedded only); for a worker, what the file system
 * says of a data directory that cannot be written
 */
export async function openFoundation(options: FoundationOptions): Promise<Foundation> {
  const { settings, role } = options;
  const folder = join(settings.dataDirectory, 'artifacts');
  // Rather no worker than one that fails every job.
  if (role === 'worker') await prepareStoreFolder(folder);
  const logger = options.logger ?? createLogger(settingsOfLog(settings, role), { process: role });
  const metrics = createMetrics();
  const database = await openDatabase(options, metrics).catch((error: unknown) => {
    metrics.close();
    throw error;
  });
  const { jobs } = database.repositories;
  const caches = createCaches({
    redisUrl: settings.redisUrl,
    redisPrefix: settings.redisPrefix,
    megabytes: settings.cacheMegabytes,
    alone: database.kind === 'embedded',
    // A command ends before that would matter.
    logger: role === 'tool' ? logger.child({}, { level: 'silent' }) : logger,
    metrics,
  });
  const findEnded: FindEndedJobs = async (ids) => {
    const statuses = await jobs.statuses(ids);
    return new Set(ids.filter((id) => ENDED.includes(statuses.get(id) ?? 'cancelled')));
  };
  const queue = createQueue({
    connections: database.connections,
    logger,
    metrics,
    embedded: database.kind === 'embedded',
    works: role === 'worker' || role === 'embedded',
    maxTaskSeconds: settings.maxJobMinutes * 60 + TASK_MARGIN_SECONDS,
    retryDelaySeconds: RETRY_DELAY_SECONDS,
    findEnded,
  });
  // The bus says it sooner than the worker's own question, twice a second, would find out.
  caches.onJobStatus((job) => {
    if (job.status === 'cancelled') queue.abortJob(job.id);
  });
  const keys = createApiKeys({
    repository: database.repositories.apiKeys,
    cache: caches.apiKey,
    counter: createRateCounter(caches.link),
    logger,
    now: () => Date.now(),
  });
  metrics.read({ pool: database.poolState, jobs: jobs.countByStatus, queue: queue.depth });

  let closing: Promise<void> | undefined;
  const close = async (timeoutMs: number): Promise<void> => {
    await queue.stop({ timeoutMs });
    await keys.close();
    await caches.close();
    await database.close();
    metrics.close();
  };
  return {
    settings,
    logger,
    metrics,
    database,
    queue,
    caches,
    artifacts: createDirectoryStore(folder),
    keys,
    sealer: createSealer(findSecretKey(settings)),
    close: ({ timeoutMs } = { timeoutMs: settings.shutdownSeconds * 1000 }) => {
      closing ??= close(timeoutMs);
      return closing;
    },
  };
}

/** Whoever runs a command wants its answer; that a connection stands is news for the log of a service. */
function settingsOfLog(settings: Settings, role: ProcessRole): Settings {
  return role === 'tool' && settings.logLevel === 'info' ? { ...settings, logLevel: 'warn' } : settings;
}

async function openDatabase(options: FoundationOptions, metrics: Metrics): Promise<Database> {
  const { settings, role } = options;
  const common = {
    applicationName: `medpat-${role}`,
    statementTimeoutMs: settings.databaseStatementTimeoutMs,
    connectTimeoutMs: settings.databaseConnectTimeoutMs,
    metrics,
  };
  if (settings.databaseUrl === null) {
    if (options.embeddedServer !== undefined) return connectEmbedded(await options.embeddedServer, common);
    return openEmbedded({
      ...common,
      directory: settings.dataDirectory,
      threadEntry: options.embeddedThreadEntry,
      preparedFile: options.preparedDatabaseFile,
    });
  }
  const size = settings.databasePoolSize ?? POOL_SIZES[role];
  return openPostgres({ ...common, url: settings.databaseUrl, size });
}
