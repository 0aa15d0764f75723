import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { readSettings } from './config/settings.js';
import type { Foundation } from './foundation.js';
import { createLogger } from './logging/logger.js';
import { openFoundation } from './open-foundation.js';
import { waitUntil } from './testing/condition.js';
import { databaseKinds } from './testing/databases.js';
import { newApiKey, newJob } from './testing/rows.js';
import { clearRedis, createTestDatabase, findTestServices } from './testing/services.js';
import { testAssets } from './testing/test-assets.js';

const services = await findTestServices();
const logger = createLogger({ logLevel: 'silent', logFormat: 'json' }, { process: 'test' });

describe.each(databaseKinds(services))('the foundation on %s', (kind) => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'medpat-foundation-'));
  const cleaning: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const clean of cleaning) await clean();
    rmSync(dataDirectory, { recursive: true });
  });

  const open = async (variables: NodeJS.ProcessEnv): Promise<Foundation> => {
    const settings = readSettings({
      MEDPAT_DATA_DIRECTORY: dataDirectory,
      MEDPAT_SHUTDOWN_SECONDS: '1',
      ...variables,
    });
    const { embeddedThread, preparedDatabase } = testAssets();
    const role = kind === 'embedded' ? 'embedded' : 'worker';
    const foundation = await openFoundation({
      settings,
      role,
      logger,
      embeddedThreadEntry: embeddedThread,
      ...(preparedDatabase !== null && { preparedDatabaseFile: fileURLToPath(preparedDatabase) }),
    });
    await foundation.database.migrate();
    await foundation.queue.start();
    return foundation;
  };

  test('opens, works together, shows every series that it feeds, and closes twice', async () => {
    let variables: NodeJS.ProcessEnv = {};
    if (services.postgresUrl !== null && kind === 'postgres') {
      const { url, drop } = await createTestDatabase(services.postgresUrl);
      cleaning.push(drop);
      const redis = services.redisUrl === null ? {} : { REDIS_URL: services.redisUrl };
      const prefix = `medpat-test-${process.pid}`;
      variables = { DATABASE_URL: url, MEDPAT_REDIS_PREFIX: prefix, ...redis };
      const { redisUrl } = services;
      if (redisUrl !== null) cleaning.push(() => clearRedis(redisUrl, prefix));
    }
    const began = performance.now();
    const foundation = await open(variables);
    console.log(`${kind}: ready after ${Math.round(performance.now() - began)} ms, database made and all`);
    const { database, queue, caches, metrics } = foundation;
    const owner = await database.repositories.apiKeys.insert(newApiKey());

    let aborted = false;
    await queue.work('simulate', { concurrency: 1 }, async ({ payload, signal }) => {
      await database.repositories.jobs.transition(payload.jobId, ['queued'], 'running');
      await new Promise<void>((_, reject) => {
        signal.addEventListener('abort', () => {
          aborted = true;
          reject(signal.reason);
        });
      });
    });
    const job = newJob(owner.id);
    await database.transact(async ({ repositories, transaction }) => {
      await repositories.jobs.insert(job);
      const payload = { jobId: job.id, requestId: null };
      await queue.send({ type: 'simulate', payload, priority: 'normal' }, { transaction });
    });
    const statusOf = async () => (await database.repositories.jobs.find(job.id, null))?.status;
    await waitUntil(async () => (await statusOf()) === 'running', 'the job runs');
    await caches.jobStatus.get(job.id, () => database.repositories.jobs.find(job.id, null));
    const series = await metrics.registry.metrics();
    expect(series).toContain('jobs{status="running"} 1');
    expect(series).toContain('queue_depth{task="simulate",state="active"} 1');
    expect(series).toMatch(/db_pool_connections\{state="idle"\} \d/);
    expect(series).toMatch(/db_query_duration_seconds_count\{operation="select"\} [1-9]/);
    expect(series).toMatch(/cache_requests_total\{cache="jobStatus",level="l1",result="miss"\} 1/);
    expect(series).toContain('event_loop_lag_seconds{quantile="0.99"}');
    expect(series).toContain('process_resident_memory_bytes');

    // As another process would: the row changes, and the worker finds out by asking.
    const cancelled = await database.repositories.jobs.transition(job.id, ['running'], 'cancelled');
    const cancelledAt = performance.now();
    expect(cancelled?.status).toBe('cancelled');
    await waitUntil(() => aborted, 'the task is aborted');
    expect(performance.now() - cancelledAt).toBeLessThan(1000);
    await Promise.all([foundation.close(), foundation.close()]);
  });

  test.runIf(kind === 'embedded')('starts again on what it made, in a fraction of the time', async () => {
    const began = performance.now();
    const foundation = await open({});
    console.log(`${kind}: ready again after ${Math.round(performance.now() - began)} ms`);
    expect((await foundation.database.repositories.jobs.countByStatus()).cancelled).toBe(1);
    expect(foundation.sealer.open(foundation.sealer.seal('x', 'job'), 'job')).toBe('x');
    await foundation.close();
  });
});
