import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ServerAssets } from './assets.js';
import { readSettings } from './config/settings.js';
import { startWorker } from './main-worker.js';
import { type RunningService, serve } from './serve.js';
import { createTestDatabase, findTestServices } from './testing/services.js';
import { testAssets } from './testing/test-assets.js';
import { startTestService } from './testing/test-service.js';

const testServices = await findTestServices();
const { postgresUrl, redisUrl } = testServices;
const VERSION = '0.0.0-test';
const SCENARIO = { schema: 1, name: 'First', casualties: { total: 5 } };

let assets: ServerAssets;
let dataDirectory: string;
beforeAll(async () => {
  assets = testAssets();
  dataDirectory = mkdtempSync(join(tmpdir(), 'medpat-serve-'));
});
afterAll(() => rmSync(dataDirectory, { recursive: true, force: true }));

const settingsOf = (variables: Readonly<Record<string, string>>) =>
  readSettings({
    PORT: '0',
    MEDPAT_DATA_DIRECTORY: dataDirectory,
    MEDPAT_LOG_LEVEL: 'silent',
    MEDPAT_SHUTDOWN_SECONDS: '2',
    ...variables,
  });

describe.skipIf(postgresUrl === null)('several processes on one PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let services: readonly RunningService[] = [];
  let worker: Awaited<ReturnType<typeof startWorker>>;
  let key: string;

  beforeAll(async () => {
    database = await createTestDatabase(postgresUrl ?? '');
    const settings = settingsOf({
      DATABASE_URL: database.url,
      MEDPAT_REDIS_PREFIX: `serve-${process.pid}-${Date.now()}`,
      ...(redisUrl !== null && { REDIS_URL: redisUrl }),
    });
    // All at once on an empty database: whoever comes second finds the tables, or makes them again.
    [services, worker] = await Promise.all([
      Promise.all([
        serve({ settings, assets, version: VERSION }),
        serve({ settings, assets, version: VERSION }),
      ]),
      startWorker({
        settings: { ...settings, workerPort: 0 },
        assets,
        version: VERSION,
        signal: new AbortController().signal,
      }),
    ]);
    expect(await Promise.all(services.map(({ ready }) => ready))).toEqual([true, true]);
    const made = await services[0]?.foundation.keys.create({ name: 'test', scopes: ['read', 'generate'] });
    key = made?.token ?? '';
  }, 120_000);

  afterAll(async () => {
    await worker?.stop();
    await Promise.all(services.map(({ close }) => close()));
    await database?.drop();
  });

  function call(at: 0 | 1, method: string, path: string, body?: object): Promise<Response> {
    const headers = { 'x-api-key': key, ...(body !== undefined && { 'content-type': 'application/json' }) };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    return fetch(`${services[at]?.url}/api/v1${path}`, { method, headers, ...text });
  }

  test('a write on one is read on the other within a second, and at once where it was made', async () => {
    const created = (await (await call(0, 'POST', '/configurations/', SCENARIO)).json()) as { id: string };
    const path = `/configurations/${created.id}`;
    const nameAt = async (at: 0 | 1) =>
      ((await (await call(at, 'GET', path)).json()) as { name: string }).name;
    expect([await nameAt(0), await nameAt(1)]).toEqual(['First', 'First']);
    for (const name of ['Second', 'Third', 'Fourth']) {
      await call(0, 'PUT', path, { ...SCENARIO, name });
      expect(await nameAt(0)).toBe(name);
      await expect.poll(() => nameAt(1), { timeout: 1000, interval: 20 }).toBe(name);
    }
  });

  test('a job started at one API is followed at the other', async () => {
    const answer = await call(0, 'POST', '/generation/', { configuration: SCENARIO });
    const { job_id: id } = (await answer.json()) as { job_id: string };
    const events = await (await call(1, 'GET', `/jobs/${id}/events`)).text();
    expect(events).toContain('event: completed');
    const results = (await (await call(1, 'GET', `/jobs/${id}/results`)).json()) as { total: number };
    expect(results.total).toBe(5);
  });

  test('the series of the work move where it is done, and the worker answers for its health', async () => {
    const answer = await call(0, 'POST', '/generation/', { configuration: SCENARIO });
    const { job_id: id } = (await answer.json()) as { job_id: string };
    await (await call(0, 'GET', `/jobs/${id}/events`)).text();
    const read = (path: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${worker?.url}${path}`, { headers });
    // The job is seen to have ended a moment before its worker has noted it.
    await expect
      .poll(async () => (await read('/metrics')).text(), { timeout: 5000 })
      .toMatch(/^job_duration_seconds_count\{status="completed"\} [1-9]/m);
    const text = await (await read('/metrics')).text();
    expect(text).toMatch(/^patients_generated_total\{format="json"\} [1-9]/m);
    expect(text).toMatch(/^generation_bytes_total\{format="json"\} [1-9]/m);
    expect((await read('/health/live')).status).toBe(200);
    expect(await (await read('/health/ready')).json()).toMatchObject({ status: 'ok', version: VERSION });
    // By the rules of the API: behind a proxy a key is needed, and nothing else is there.
    const forwarded = { 'x-forwarded-for': '192.0.2.1' };
    expect((await read('/metrics', forwarded)).status).toBe(401);
    expect((await read('/metrics', { ...forwarded, 'x-api-key': key })).status).toBe(200);
    expect((await read('/api/v1/jobs/', { 'x-api-key': key })).status).toBe(404);
  });

  test('the connections stay few', async () => {
    await Promise.all(
      Array.from({ length: 100 }, (_, at) => call(at % 2 === 0 ? 0 : 1, 'GET', `/jobs/?limit=${at + 1}`)),
    );
    const sizes = services.map(({ foundation }) => foundation.database.poolState().total);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4);
  });
});

test('without its database the service answers quickly, with 503 and when to come back', async () => {
  const settings = settingsOf({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  const service = await serve({ settings, assets, version: VERSION });
  try {
    const began = performance.now();
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    const ready = await fetch(`${service.url}/health/ready`);
    expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '2']);
    const headers = { 'x-api-key': `mp_0123456789abcdef.${'A'.repeat(43)}` };
    const answer = await fetch(`${service.url}/api/v1/jobs/`, { headers });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'database_unavailable' });
    expect(performance.now() - began).toBeLessThan(10_000);
  } finally {
    await service.close();
    await service.close();
  }
});

describe('streams that run when the service is told to stop', () => {
  async function openStream(patients: number, shutdownSeconds: string) {
    const variables = { MEDPAT_SHUTDOWN_SECONDS: shutdownSeconds };
    const service = await startTestService('embedded', testServices, variables);
    const path = `/api/v1/streaming/generate?preset=default&total_patients=${patients}`;
    const headers = { 'x-api-key': service.adminKey, accept: 'application/x-ndjson' };
    const pieces = (await fetch(`${service.url}${path}`, { headers })).body?.getReader();
    if (pieces === undefined) throw new Error('a stream has a body');
    const first = await pieces.read();
    const readRest = async (): Promise<string> => {
      const read: Uint8Array[] = first.value === undefined ? [] : [first.value];
      for (let step = await pieces.read(); !step.done; step = await pieces.read()) read.push(step.value);
      return Buffer.concat(read).toString();
    };
    return { service, readRest };
  }

  test('go on to their end, and hold up the stop no longer', async () => {
    const { service, readRest } = await openStream(3000, '600');
    const closed = service.close();
    expect((await readRest()).trimEnd().split('\n')).toHaveLength(3000);
    await closed;
  });

  test('are cut off when the time is over', async () => {
    const { service, readRest } = await openStream(5000, '1');
    // Nobody reads meanwhile, so that it cannot come to its end.
    await service.close();
    await expect(readRest()).rejects.toThrow('terminated');
  });
});
