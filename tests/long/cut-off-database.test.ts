import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../apps/server/src/config/settings.js';
import { type RunningService, serve } from '../../apps/server/src/serve.js';
import { waitUntil } from '../../apps/server/src/testing/condition.js';
import { type FileHashes, hashesOf, readBack, runAlone } from '../../apps/server/src/testing/job-files.js';
import {
  createOwnPostgres,
  findServerPrograms,
  type OwnServer,
} from '../../apps/server/src/testing/own-servers.js';
import { testAssets } from '../../apps/server/src/testing/test-assets.js';
import { startWorkerProcess } from '../../apps/server/src/testing/worker-process.js';

const programs = findServerPrograms();
const canRun = programs.postgres !== undefined && programs.initdb !== undefined;
/** One of a single task, one that goes through the queue; kept small, since they run once more for each proof. */
const DOCUMENTS = [400, 10_100].map((total, number) => ({
  name: `cut off ${number}`,
  seed: String(number),
  casualties: { total },
}));
const FORMAT = 'classic';
/** With a wait for a connection of 1.5 s. Generous, for a busy machine. */
const ANSWERED_WITHIN_MS = 5000;

describe.skipIf(!canRun)('a service whose PostgreSQL is cut off', () => {
  let database: OwnServer;
  let service: RunningService;
  let worker: ChildProcess;
  let folder: string;
  let key: string;
  let expected: readonly FileHashes[];

  beforeAll(async () => {
    database = await createOwnPostgres(programs);
    await database.start();
    folder = mkdtempSync(join(tmpdir(), 'medpat-cut-off-'));
    const environment = {
      DATABASE_URL: database.url,
      MEDPAT_DATA_DIRECTORY: folder,
      MEDPAT_LOG_LEVEL: 'silent',
      MEDPAT_SHUTDOWN_SECONDS: '2',
    };
    const settings = readSettings({ ...environment, PORT: '0' });
    service = await serve({ settings, assets: testAssets(), version: '0.0.0-test' });
    await service.ready;
    const made = await service.foundation.keys.create({ name: 'test', scopes: ['read', 'generate'] });
    key = made.token;
    worker = startWorkerProcess({ ...environment, MEDPAT_WORKER_THREADS: '1' });
    const runs = [];
    for (const document of DOCUMENTS) runs.push(hashesOf(await runAlone(document, [FORMAT])));
    expected = runs;
  }, 180_000);
  afterAll(async () => {
    const gone = worker && once(worker, 'exit');
    worker?.kill('SIGTERM');
    await gone;
    await service?.close();
    await database?.remove();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const call = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${service.url}${path}`, {
      method,
      headers: { 'x-api-key': key, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  async function startJobs(): Promise<readonly string[]> {
    const ids = [];
    for (const configuration of DOCUMENTS) {
      const answer = await call('POST', '/api/v1/generation/', { configuration, output_formats: [FORMAT] });
      ids.push(((await answer.json()) as { job_id: string }).job_id);
    }
    return ids;
  }

  const statusOf = async (id: string): Promise<{ status?: string; error?: string | null }> =>
    (await (await call('GET', `/api/v1/jobs/${id}`)).json()) as { status?: string };

  async function untilUnderWay(ids: readonly string[]): Promise<void> {
    const isRunning = async (id: string): Promise<boolean> => (await statusOf(id)).status === 'running';
    await waitUntil(async () => (await Promise.all(ids.map(isRunning))).includes(true), 'a job runs', 30_000);
  }

  async function expectSameBytes(ids: readonly string[]): Promise<void> {
    for (const [at, id] of ids.entries()) {
      await waitUntil(
        async () => ['completed', 'failed'].includes((await statusOf(id)).status ?? ''),
        `job ${at} has ended`,
        120_000,
      );
      const { status, error } = await statusOf(id);
      expect([status, error]).toEqual(['completed', null]);
      expect(await readBack({ foundation: service.foundation }, id)).toEqual(expected[at]);
    }
    expect([worker.exitCode, worker.signalCode]).toEqual([null, null]);
  }

  /** Requests that cannot be answered from a cache. */
  async function expectRefusals(): Promise<void> {
    let number = 0;
    const requests = [
      () => call('GET', `/api/v1/jobs/?limit=${++number}`),
      () => call('GET', `/api/v1/configurations/?limit=${++number}`),
      () => call('POST', '/api/v1/generation/', { configuration: DOCUMENTS[0] }),
      () => call('GET', '/health/ready'),
    ];
    for (const request of requests) {
      const began = performance.now();
      const answer = await request();
      expect(performance.now() - began).toBeLessThan(ANSWERED_WITHIN_MS);
      expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([503, true]);
    }
    expect((await call('GET', '/health/live')).status).toBe(200);
  }

  test.each([
    ['stopped in order', 'SIGINT'],
    ['killed at once', 'SIGQUIT'],
  ] as const)(
    '%s and started again: requests are refused at once, jobs wait, all completes',
    async (_, signal) => {
      const ids = await startJobs();
      await untilUnderWay(ids);
      await database.stop(signal);
      await expectRefusals();
      await database.start();
      await waitUntil(
        async () => (await call('GET', '/health/ready')).status === 200,
        'the service is ready again',
      );
      await expectSameBytes(ids);
    },
    240_000,
  );

  test('all of whose connections are dropped, again and again', async () => {
    const ids = await startJobs();
    await untilUnderWay(ids);
    const admin = new pg.Client({ connectionString: database.url, application_name: 'test' });
    await admin.connect();
    const statuses = new Set<number>();
    let dropped = 0;
    for (let round = 0; round < 10; round++) {
      const { rows } = await admin.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'medpat-%'",
      );
      dropped += rows.length;
      for (let request = 0; request < 5; request++) {
        statuses.add((await call('GET', `/api/v1/jobs/?limit=${1 + round * 5 + request}`)).status);
      }
    }
    await admin.end();
    expect(dropped).toBeGreaterThan(10);
    expect([...statuses].filter((status) => ![200, 503].includes(status))).toEqual([]);
    await waitUntil(
      async () => (await call('GET', '/api/v1/jobs/?limit=99')).status === 200,
      'it answers again',
      10_000,
    );
    await expectSameBytes(ids);
  }, 240_000);
});
