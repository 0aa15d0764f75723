import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.js';
import { createLogger } from '../logging/logger.js';
import { createMetrics } from '../metrics/metrics.js';
import { waitUntil } from '../testing/condition.js';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../testing/databases.js';
import { findTestServices } from '../testing/services.js';
import { QUEUE_SCHEMA } from './boss.js';
import { createQueue } from './boss-queue.js';
import type { DeadTask, Queue } from './queue.js';
import type { NewTask, Task } from './tasks.js';

const services = await findTestServices();
const logger = createLogger({ logLevel: 'silent', logFormat: 'json' }, { process: 'test' });

const simulate = (jobId: string, priority: NewTask['priority'] = 'normal'): NewTask => ({
  type: 'simulate',
  payload: { jobId, requestId: null, sealedPassword: `sealed-for-${jobId}` },
  priority,
});
const render = (jobId: string, range: number) =>
  ({
    type: 'render',
    payload: { jobId, requestId: null, range, ranges: 3, firstSegment: range, segments: 1 },
    priority: 'normal',
  }) as const;
const finish = (jobId: string) =>
  ({ type: 'finish', payload: { jobId, requestId: null, ranges: 3 }, priority: 'normal' }) as const;

describe.each(databaseKinds(services))('queue on %s', (kind) => {
  let opened: TestDatabase;
  const metrics = createMetrics();
  const queues: Queue[] = [];
  let ended: ReadonlySet<string> = new Set();

  const open = async (database: Database = opened.database, works = true): Promise<Queue> => {
    const queue = createQueue({
      connections: database.connections,
      logger,
      metrics,
      embedded: kind === 'embedded',
      works,
      maxTaskSeconds: 60,
      retryDelaySeconds: 0,
      findEnded: async (ids) => new Set(ids.filter((id) => ended.has(id))),
    });
    await queue.start();
    queues.push(queue);
    return queue;
  };

  beforeAll(async () => {
    opened = await openTestDatabase(kind, services);
  });
  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.stop({ timeoutMs: 1000 })));
    ended = new Set();
  });
  afterAll(async () => {
    metrics.close();
    await opened.close();
  });

  test('a task sent twice runs once, and a transaction that fails sends nothing', async () => {
    const queue = await open();
    const jobId = randomUUID();
    expect(await queue.send(simulate(jobId))).toBe(true);
    expect(await queue.send(simulate(jobId))).toBe(false);
    const other = randomUUID();
    const failing = opened.database.transact(async ({ transaction }) => {
      expect(await queue.send(simulate(other), { transaction })).toBe(true);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const seen: Task<'simulate'>[] = [];
    await queue.work('simulate', { concurrency: 1 }, async (task) => {
      seen.push(task);
    });
    await waitUntil(async () => !(await queue.hasLiveTasks(jobId)), 'the task is done');
    expect(seen.map((task) => task.payload.jobId)).toEqual([jobId]);
    expect(seen[0]).toMatchObject({ attempt: 0, lastAttempt: false, type: 'simulate' });
    expect(await queue.send(simulate(jobId))).toBe(false);
    await queue.wipeJob(jobId);
  });

  test('a task starts at once when it is sent', async () => {
    const worker = await open();
    const sender = kind === 'embedded' ? worker : await open(opened.another(), false);
    const starts = new Map<string, number>();
    await worker.work('simulate', { concurrency: 2 }, async (task) => {
      starts.set(task.payload.jobId, performance.now());
    });
    const latencies: number[] = [];
    for (let i = 0; i < 10; i++) {
      const jobId = randomUUID();
      const sent = performance.now();
      await sender.send(simulate(jobId));
      await waitUntil(() => starts.has(jobId), 'the task starts');
      latencies.push((starts.get(jobId) as number) - sent);
    }
    latencies.sort((a, b) => a - b);
    console.log(`${kind}: a task starts within ${latencies.map((each) => each.toFixed(1)).join(', ')} ms`);
  });

  test('the finish waits for every render, and comes at once after the last', async () => {
    const queue = await open();
    const jobId = randomUUID();
    const order: string[] = [];
    let lastRenderAt = 0;
    let finishedAt = 0;
    await queue.work('render', { concurrency: 2 }, async (task) => {
      order.push(`render ${task.payload.range}`);
      lastRenderAt = performance.now();
    });
    await queue.work('finish', { concurrency: 1 }, async () => {
      order.push('finish');
      finishedAt = performance.now();
    });
    const send = () =>
      queue.sendFanOut([render(jobId, 0), render(jobId, 1), render(jobId, 2)], finish(jobId));
    await send();
    await send();
    await waitUntil(() => order.includes('finish'), 'the finish runs');
    await waitUntil(async () => !(await queue.hasLiveTasks(jobId)), 'all is done');
    console.log(`${kind}: finish starts ${(finishedAt - lastRenderAt).toFixed(1)} ms after the last render`);
    expect([...order].sort()).toEqual(['finish', 'render 0', 'render 1', 'render 2']);
    expect(order.at(-1)).toBe('finish');
    await send();
    expect(await queue.hasLiveTasks(jobId)).toBe(false);
  });

  test('what is urgent goes first', async () => {
    const queue = await open();
    const jobs = { low: randomUUID(), normal: randomUUID(), high: randomUUID() };
    for (const priority of ['low', 'normal', 'high'] as const)
      await queue.send(simulate(jobs[priority], priority));
    expect((await queue.depth()).simulate).toEqual({ waiting: 3, active: 0 });
    const order: string[] = [];
    await queue.work('simulate', { concurrency: 1 }, async (task) => {
      order.push(task.payload.jobId);
    });
    await waitUntil(() => order.length === 3, 'all three have run');
    expect(order).toEqual([jobs.high, jobs.normal, jobs.low]);
  });

  test('a cancelled job: waiting tasks never start, a running one is aborted within a second', async () => {
    const queue = await open();
    const [here, elsewhere, waiting] = [randomUUID(), randomUUID(), randomUUID()];
    const started = new Set<string>();
    const aborted = new Map<string, number>();
    await queue.work('simulate', { concurrency: 2 }, async (task) => {
      started.add(task.payload.jobId);
      await new Promise((_, reject) => {
        task.signal.addEventListener('abort', () => {
          aborted.set(task.payload.jobId, performance.now());
          reject(task.signal.reason);
        });
      });
    });
    await queue.send(simulate(here));
    await queue.send(simulate(elsewhere));
    await waitUntil(() => started.size === 2, 'both run');
    await queue.send(simulate(waiting));
    await queue.cancelJob(waiting);
    const cancelledAt = performance.now();
    ended = new Set([elsewhere]);
    await queue.cancelJob(here);
    await waitUntil(() => aborted.size === 2, 'both are aborted');
    expect((aborted.get(elsewhere) as number) - cancelledAt).toBeLessThan(1000);
    await queue.cancelJob(elsewhere);
    await waitUntil(async () => !(await queue.hasLiveTasks(elsewhere)), 'nothing is left');
    expect(await queue.hasLiveTasks(waiting)).toBe(false);
    expect(started.has(waiting)).toBe(false);
    for (const jobId of [here, elsewhere, waiting]) await queue.wipeJob(jobId);
  });

  test('a task that keeps failing is tried three times and ends among the dead; its followers never start', async () => {
    const queue = await open();
    const jobId = randomUUID();
    const attempts: [number, boolean][] = [];
    const dead: DeadTask[] = [];
    let finished = false;
    await queue.work('render', { concurrency: 1 }, async (task) => {
      if (task.payload.jobId !== jobId || task.payload.range !== 1) return;
      attempts.push([task.attempt, task.lastAttempt]);
      throw new Error('no such luck');
    });
    await queue.work('finish', { concurrency: 1 }, async (task) => {
      finished ||= task.payload.jobId === jobId;
    });
    await queue.workDead(async (task) => {
      if (task.payload.jobId === jobId) dead.push(task);
    });
    await queue.sendFanOut([render(jobId, 0), render(jobId, 1)], finish(jobId));
    await waitUntil(() => dead.length > 0, 'it is dead');
    expect(attempts).toEqual([
      [0, false],
      [1, false],
      [2, true],
    ]);
    expect(dead).toMatchObject([{ type: 'render', payload: { jobId, range: 1 }, reason: 'no such luck' }]);
    expect(finished).toBe(false);
    await queue.wipeJob(jobId);
    expect(await queue.hasLiveTasks(jobId)).toBe(false);
  });

  test('nothing of a wiped job is left, its sealed password least of all', async () => {
    const queue = await open();
    const jobId = randomUUID();
    await queue.send(simulate(jobId));
    const traces = () =>
      opened.database.connections.query<{ count: number }>(
        `select count(*) as count from ${QUEUE_SCHEMA}.job where data::text like $1`,
        [`%${jobId}%`],
      );
    expect((await traces()).rows[0]?.count).toBe(1);
    await queue.wipeJob(jobId);
    expect((await traces()).rows[0]?.count).toBe(0);
  });

  test('a worker that stops lets its task go, and another one takes it', async () => {
    const first = await open();
    const jobId = randomUUID();
    const attempts: number[] = [];
    let release: (() => void) | undefined;
    const handler = async (task: Task<'simulate'>): Promise<void> => {
      if (task.payload.jobId !== jobId) return;
      attempts.push(task.attempt);
      if (task.attempt > 0) return;
      await new Promise<void>((resolve, reject) => {
        release = resolve;
        task.signal.addEventListener('abort', () => reject(task.signal.reason));
      });
    };
    await first.work('simulate', { concurrency: 1 }, handler);
    await first.send(simulate(jobId));
    await waitUntil(() => release !== undefined, 'the task runs');
    queues.splice(0);
    await first.stop({ timeoutMs: 1000 });
    const second = await open();
    await second.work('simulate', { concurrency: 1 }, handler);
    await waitUntil(async () => !(await second.hasLiveTasks(jobId)), 'the other has done it');
    expect(attempts).toEqual([0, 1]);
  });
});
