import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobRow } from '../database/schema.js';
import { createLogger } from '../logging/logger.js';
import { createMetrics, type Metrics } from '../metrics/metrics.js';
import { waitUntil } from '../testing/condition.js';
import { type CuttableProxy, createCuttableProxy } from '../testing/cuttable-proxy.js';
import { newJob } from '../testing/rows.js';
import { clearRedis, findTestServices } from '../testing/services.js';
import { type CachesWithLink, createCaches } from './create-caches.js';

const services = await findTestServices();
const logger = createLogger({ logLevel: 'silent', logFormat: 'json' }, { process: 'test' });

function jobAt(id: string, revision: number): JobRow {
  const job = newJob(randomUUID(), { id });
  return {
    id,
    owner_key_id: job.ownerKeyId,
    status: 'running',
    record: 'full',
    scenario_id: null,
    scenario_version: null,
    config: job.config,
    content_hash: job.contentHash,
    seed: '1',
    total_patients: 5,
    options: job.options,
    warnings: [],
    progress: job.progress,
    summary: null,
    error: null,
    request_id: null,
    revision,
    created_at: new Date(1_700_000_000_123),
    started_at: null,
    completed_at: null,
    expires_at: null,
  };
}

const never = async (): Promise<never> => {
  throw new Error('this should have been cached');
};

async function counted(metrics: Metrics, level: string, result: string): Promise<number> {
  const { values } = await metrics.cacheRequests.get();
  const matching = values.filter(({ labels }) => labels.level === level && labels.result === result);
  return matching.reduce((sum, { value }) => sum + value, 0);
}

describe('without Redis', () => {
  const metrics = createMetrics();
  const open = (alone: boolean) =>
    createCaches({ redisUrl: null, redisPrefix: 'x', megabytes: 4, alone, logger, metrics });
  afterAll(() => metrics.close());

  test('a value is loaded once, however many ask', async () => {
    const caches = open(true);
    const row = jobAt('a', 1);
    let loads = 0;
    const load = async (): Promise<JobRow> => {
      loads++;
      await delay(20);
      return row;
    };
    const results = await Promise.all(Array.from({ length: 50 }, () => caches.jobStatus.get('a', load)));
    expect(loads).toBe(1);
    expect(new Set(results)).toEqual(new Set([row]));
    expect(await caches.jobStatus.get('a', never)).toBe(row);
    expect(caches.state()).toBe('off');
  });

  test('what is not there is asked for again; what fails tells its own error', async () => {
    const caches = open(true);
    expect(await caches.jobStatus.get('b', async () => undefined)).toBeUndefined();
    expect(await caches.jobStatus.get('b', async () => jobAt('b', 1))).toMatchObject({ revision: 1 });
    const failure = new Error('database away');
    await expect(
      caches.jobStatus.get('c', async () => {
        throw failure;
      }),
    ).rejects.toBe(failure);
  });

  test('a slow read never puts back what a write has replaced or dropped', async () => {
    const caches = open(true);
    for (const write of ['set', 'drop'] as const) {
      const id = randomUUID();
      let reading = false;
      const slow = caches.jobStatus.get(id, async () => {
        reading = true;
        await delay(50);
        return jobAt(id, 1);
      });
      await waitUntil(() => reading, 'the read is under way');
      if (write === 'set') await caches.jobStatus.set(id, jobAt(id, 2));
      else await caches.jobStatus.drop(id);
      await slow;
      const after = await caches.jobStatus.get(id, async () => undefined);
      expect(after?.revision).toBe(write === 'set' ? 2 : undefined);
    }
  });

  test('a page of a list that was read before a write is not shown after it', async () => {
    const caches = open(true);
    const page = (id: string) => ({ rows: [jobAt(id, 1)], nextCursor: null });
    let reading = false;
    const early = caches.jobList.get('owner', 'first', async () => {
      reading = true;
      await delay(50);
      return page('old');
    });
    await waitUntil(() => reading, 'the page is being read');
    await caches.jobList.drop('owner');
    await early;
    expect((await caches.jobList.get('owner', 'first', async () => page('new'))).rows[0]?.id).toBe('new');
    expect((await caches.jobList.get('owner', 'first', never)).rows[0]?.id).toBe('new');
    await caches.jobList.dropAll();
    expect((await caches.jobList.get('owner', 'first', async () => page('newer'))).rows[0]?.id).toBe('newer');
  });

  test('beside other processes what can change lives less than a second', async () => {
    const caches = open(false);
    await caches.jobStatus.set('d', jobAt('d', 1));
    const set = performance.now();
    await waitUntil(
      async () => (await caches.jobStatus.get('d', async () => jobAt('d', 2)))?.revision === 2,
      'the entry is forgotten',
    );
    expect(performance.now() - set).toBeLessThan(1000);
  });

  test('memory is bounded', async () => {
    const caches = createCaches({
      redisUrl: null,
      redisPrefix: 'x',
      megabytes: 1,
      alone: true,
      logger,
      metrics,
    });
    for (let i = 0; i < 2000; i++) await caches.jobStatus.set(`${i}`, jobAt(`${i}`, 1));
    let loads = 0;
    for (let i = 0; i < 2000; i++) {
      await caches.jobStatus.get(`${i}`, async () => {
        loads++;
        return undefined;
      });
    }
    expect(loads).toBeGreaterThan(1000);
    expect(await caches.jobStatus.get('1999', never)).toBeDefined();
  });
});

describe.skipIf(services.redisUrl === null)('with Redis', () => {
  const metrics = createMetrics();
  const opened: CachesWithLink[] = [];
  let proxy: CuttableProxy;
  let proxied: string;
  const prefix = `medpat-test-${randomUUID()}`;

  const open = async (url = services.redisUrl as string): Promise<CachesWithLink> => {
    const caches = createCaches({
      redisUrl: url,
      redisPrefix: prefix,
      megabytes: 4,
      alone: false,
      logger,
      metrics,
    });
    opened.push(caches);
    await waitUntil(() => caches.state() === 'up', 'Redis is connected');
    return caches;
  };

  beforeAll(async () => {
    const target = new URL(services.redisUrl as string);
    proxy = await createCuttableProxy({ host: target.hostname, port: Number(target.port || 6379) });
    const through = new URL(target);
    through.hostname = '127.0.0.1';
    through.port = String(proxy.port);
    proxied = through.href;
  });
  afterAll(async () => {
    await Promise.all(opened.map((caches) => caches.close()));
    await proxy.close();
    await clearRedis(services.redisUrl as string, prefix);
    metrics.close();
  });

  test('another process finds a value in the second level, dates and all', async () => {
    const [writer, reader] = [await open(), await open()];
    const id = randomUUID();
    const row = jobAt(id, 3);
    await writer.jobStatus.get(id, async () => row);
    const before = await counted(metrics, 'l2', 'hit');
    expect(await reader.jobStatus.get(id, never)).toEqual(row);
    expect(await counted(metrics, 'l2', 'hit')).toBe(before + 1);
  });

  test('the bus carries a job status to other processes', async () => {
    const [writer, reader] = [await open(), await open()];
    const id = randomUUID();
    const heard: number[] = [];
    const stop = reader.onJobStatus((job) => {
      if (job.id === id) heard.push(job.revision);
    });
    await waitUntil(async () => {
      await writer.jobStatus.set(id, jobAt(id, 1));
      return heard.length > 0;
    }, 'the first message arrives');
    for (const revision of [2, 3, 4]) await writer.jobStatus.set(id, jobAt(id, revision));
    await waitUntil(() => heard.includes(4), 'all are heard');
    expect(heard.filter((revision) => revision > 1)).toEqual([2, 3, 4]);
    stop();
  });

  test('an older value never replaces a newer one, whichever process is last', async () => {
    const [first, second] = [await open(), await open()];
    const id = randomUUID();
    await first.jobStatus.set(id, jobAt(id, 8));
    await second.jobStatus.set(id, jobAt(id, 7));
    const reader = await open();
    expect((await reader.jobStatus.get(id, never))?.revision).toBe(8);
  });

  test.each([
    ['with Redis up', false],
    ['with Redis coming and going', true],
  ])('no acknowledged write is followed by an older read, %s', async (_name, cutting) => {
    const processes = [await open(proxied), await open(proxied), await open(proxied)];
    const ids: string[] = Array.from({ length: 3 }, () => randomUUID());
    /** The database: revisions as committed. */
    const committed = new Map(ids.map((id) => [id, 1]));
    /** Writes that were acknowledged: by which process, when. */
    const writes: { id: string; revision: number; process: number; atMs: number }[] = [];
    const problems: string[] = [];
    const end = performance.now() + 2500;
    const pause = (ms: number) => delay(Math.random() * ms);

    const read = async (process: number): Promise<void> => {
      const id = ids[Math.floor(Math.random() * ids.length)] as string;
      const began = performance.now();
      const required = Math.max(
        1,
        ...writes
          .filter((write) => write.id === id && (write.process === process || write.atMs < began - 1000))
          .map((write) => write.revision),
      );
      const row = await processes[process]?.jobStatus.get(id, async () => {
        await pause(3);
        const revision = committed.get(id) as number;
        await pause(20);
        return jobAt(id, revision);
      });
      if ((row?.revision ?? 0) < required)
        problems.push(`process ${process} read ${row?.revision}, not ${required}`);
    };
    const write = async (process: number): Promise<void> => {
      const id = ids[Math.floor(Math.random() * ids.length)] as string;
      await pause(3);
      const revision = (committed.get(id) as number) + 1;
      committed.set(id, revision);
      await pause(5);
      await processes[process]?.jobStatus.set(id, jobAt(id, revision));
      writes.push({ id, revision, process, atMs: performance.now() });
    };
    const client = async (process: number, act: (process: number) => Promise<void>, restMs: number) => {
      // On a busy machine longer, for enough writes to have been made.
      while (performance.now() < end || writes.length <= 10) {
        await act(process);
        await pause(restMs);
      }
    };
    const saboteur = async (): Promise<void> => {
      while (cutting && performance.now() < end) {
        await pause(400);
        proxy.cut();
        await pause(400);
        proxy.mend();
      }
    };
    await Promise.all([
      saboteur(),
      ...[0, 1, 2].flatMap((process) => [
        client(process, read, 5),
        client(process, read, 5),
        client(process, write, 300),
      ]),
    ]);
    expect(writes.length).toBeGreaterThan(10);
    expect(problems).toEqual([]);
  });

  test('Redis goes and comes: no error, and it is used again', async () => {
    const caches = await open(proxied);
    const other = await open();
    const id = randomUUID();
    await caches.jobStatus.set(id, jobAt(id, 1));
    proxy.cut();
    await waitUntil(() => caches.state() === 'down', 'the loss is noticed');
    await caches.jobStatus.set(id, jobAt(id, 2));
    expect((await caches.jobStatus.get(id, never))?.revision).toBe(2);
    proxy.mend();
    await waitUntil(() => caches.state() === 'up', 'it is back');
    // The other may still hold what it was told of the first write, or be about to hear of the new epoch.
    await waitUntil(
      async () => (await other.jobStatus.get(id, async () => jobAt(id, 2)))?.revision === 2,
      'the other sees what was written meanwhile',
      1000,
    );
  });

  test('Redis forgets everything: who comes later hides no write from who was there before', async () => {
    const [before, another] = [await open(), await open()];
    const id = randomUUID();
    await before.jobStatus.set(id, jobAt(id, 1));
    // As an eviction does: the name of the epoch is read at connections only, so it is the first to go.
    const client = new Redis(services.redisUrl as string);
    await client.del(`${prefix}:epoch`);
    client.disconnect();
    const after = await open();
    expect((await after.jobStatus.get(id, async () => jobAt(id, 1)))?.revision).toBe(1);
    await before.jobStatus.set(id, jobAt(id, 2));
    const wroteAtMs = performance.now();
    for (const caches of [before, after, another]) {
      await waitUntil(
        async () => (await caches.jobStatus.get(id, async () => jobAt(id, 2)))?.revision === 2,
        'the write is seen',
        1000,
      );
    }
    // What the first level was told has gone by now: what is read comes from the second.
    await waitUntil(() => performance.now() - wroteAtMs > 1000, 'a second is over');
    for (const caches of [before, after, another]) {
      expect((await caches.jobStatus.get(id, async () => jobAt(id, 2)))?.revision).toBe(2);
    }
    const hits = await counted(metrics, 'l2', 'hit');
    const shared = randomUUID();
    await before.jobStatus.get(shared, async () => jobAt(shared, 1));
    expect((await after.jobStatus.get(shared, never))?.revision).toBe(1);
    expect(await counted(metrics, 'l2', 'hit')).toBe(hits + 1);
  });

  test('what a hit in the first level costs', async () => {
    const caches = createCaches({
      redisUrl: null,
      redisPrefix: prefix,
      megabytes: 4,
      alone: true,
      logger,
      metrics,
    });
    await caches.jobStatus.set('cost', jobAt('cost', 1));
    const rounds = 20_000;
    const began = performance.now();
    for (let i = 0; i < rounds; i++) await caches.jobStatus.get('cost', never);
    const each = ((performance.now() - began) / rounds) * 1000;
    const [remote, reader] = [await open(), await open()];
    const latencies: number[] = [];
    for (let i = 0; i < 200; i++) {
      const id = randomUUID();
      await remote.jobStatus.set(id, jobAt(id, 1));
      const start = performance.now();
      await reader.jobStatus.get(id, async () => jobAt(id, 1));
      latencies.push(performance.now() - start);
    }
    latencies.sort((a, b) => a - b);
    console.log(`first level ${each.toFixed(2)} µs, second level ${latencies[100]?.toFixed(2)} ms (median)`);
    expect(each).toBeGreaterThan(0);
  });
});
