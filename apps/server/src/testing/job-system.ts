import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseScenario } from '@medical-patients/contract';
import { readSettings } from '../config/settings.js';
import type { JobRow } from '../database/schema.js';
import type { Foundation } from '../foundation.js';
import type { JobRequest } from '../http/services.js';
import { createJobServices, type JobServices } from '../jobs/create-job-services.js';
import { startJobWork } from '../jobs/start-job-work.js';
import type { Caller } from '../keys/api-keys.js';
import type { Logger } from '../logging/logger.js';
import { openFoundation } from '../open-foundation.js';
import { createJobThreads, type JobThreads } from '../threads/job-threads.js';
import { waitUntil } from './condition.js';
import { NO_LIMITS } from './rows.js';
import { createTestDatabase, type TestServices } from './services.js';
import { testAssets } from './test-assets.js';

export interface JobSystem {
  readonly foundation: Foundation;
  readonly services: JobServices;
  readonly threads: JobThreads;
  readonly caller: Caller;
  /** Variables with which another process joins this installation. */
  readonly environment: Readonly<Record<string, string>>;
  /** A request for this configuration. */
  request(document: unknown, changes?: Partial<JobRequest>): JobRequest;
  /** Waits until the job has ended. */
  untilEnded(id: string, withinMs?: number): Promise<JobRow>;
  close(): Promise<void>;
}

export interface JobSystemOptions {
  /** Whether this process takes tasks. */
  readonly works?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
  readonly threads?: number;
  /** Left out: nothing is logged. */
  readonly logger?: Logger;
}

/** Everything that jobs need, on a database of its own. */
export async function openJobSystem(
  kind: 'postgres' | 'embedded',
  services: TestServices,
  { works = true, variables = {}, threads: size = 2, logger }: JobSystemOptions = {},
): Promise<JobSystem> {
  const folder = await mkdtemp(join(tmpdir(), 'medpat-test-'));
  const server = kind === 'postgres' && services.postgresUrl !== null ? services.postgresUrl : null;
  const created = server === null ? null : await createTestDatabase(server);
  const environment: Record<string, string> = {
    MEDPAT_DATA_DIRECTORY: folder,
    MEDPAT_LOG_LEVEL: 'silent',
    MEDPAT_SECRET_KEY: 'ab'.repeat(32),
    ...(created === null ? {} : { DATABASE_URL: created.url }),
    ...(created === null || services.redisUrl === null
      ? {}
      : { REDIS_URL: services.redisUrl, MEDPAT_REDIS_PREFIX: `medpat-test-${randomUUID()}` }),
    ...variables,
  };
  const assets = testAssets();
  const foundation = await openFoundation({
    settings: readSettings(environment),
    role: works ? 'embedded' : 'api',
    embeddedThreadEntry: assets.embeddedThread,
    ...(assets.preparedDatabase !== null && { preparedDatabaseFile: fileURLToPath(assets.preparedDatabase) }),
    ...(logger !== undefined && { logger }),
  });
  const threads = createJobThreads({
    entry: assets.jobThread,
    size,
    memoryMegabytes: 512,
    isNice: false,
  });
  await Promise.all([foundation.database.migrate(), threads.warm()]);
  await foundation.queue.start();
  const stopWork = works ? await startJobWork(foundation, threads) : () => {};
  const jobServices = createJobServices(foundation, threads);
  const { key } = await foundation.keys.create({ name: 'test', scopes: ['read', 'generate'] });
  const caller: Caller = { keyId: key.id, name: 'test', scopes: new Set(key.scopes), limits: NO_LIMITS };

  return {
    foundation,
    services: jobServices,
    threads,
    caller,
    environment,
    request: (document, changes = {}) => {
      const parsed = parseScenario(document);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      return {
        caller,
        document,
        scenario: parsed.scenario,
        record: parsed.classic ? 'classic' : 'full',
        warnings: parsed.warnings,
        scenarioId: null,
        scenarioVersion: null,
        formats: ['json'],
        compression: false,
        encryptionPassword: null,
        priority: 'normal',
        idempotency: null,
        requestId: randomUUID(),
        ...changes,
      };
    },
    untilEnded: async (id, withinMs = 60_000) => {
      let job = await jobServices.jobs.find(id, null);
      await waitUntil(
        async () => {
          job = await jobServices.jobs.find(id, null);
          return ['completed', 'failed', 'cancelled'].includes(job.status);
        },
        `job ${id} has ended`,
        withinMs,
      );
      return job;
    },
    close: async () => {
      stopWork();
      await foundation.close();
      await threads.close();
      await created?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
