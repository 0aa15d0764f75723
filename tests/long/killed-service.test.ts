import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearRedis, createTestDatabase, findTestServices } from '../../apps/server/src/testing/services.js';
import { endOf, type Medpat, openMedpat } from '../e2e/support/medpat.js';
import type { JobDocument } from '../e2e/support/service.js';

const JOBS = 20;
const KILLS = 12;
/** What the jobs ask for; several ask for the same, and all of those must get the same bytes. */
const ORDERS = [
  { patients: 3000, format: 'json', path: 'patients.json' },
  { patients: 5000, format: 'classic', path: 'classic/patients.json' },
  { patients: 4000, format: 'ndjson', path: 'patients.ndjson' },
  { patients: 1440, format: 'json', path: 'patients.json' },
] as const;
const REDIS_PREFIX = `medpat-killed-${process.pid}`;

const services = await findTestServices();
if (services.postgresUrl === null) console.log('left out: no PostgreSQL for the service to be killed on');

/** Repeatable moments and victims; what the processes are doing then is not, and that is the point. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const scenarioOf = (index: number) => ({
  schema: 1,
  name: `Killed ${index}`,
  days: 3,
  casualties: { total: ORDERS[index]?.patients },
});

describe.skipIf(services.postgresUrl === null)('an installation whose processes are killed', () => {
  let medpat: Medpat;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let environment: NodeJS.ProcessEnv;
  let port: number;
  let key: string;
  const running = new Map<string, ChildProcess>();

  beforeAll(async () => {
    medpat = openMedpat();
    database = await createTestDatabase(services.postgresUrl ?? '');
    port = await freePort();
    environment = {
      PATH: process.env.PATH,
      DATABASE_URL: database.url,
      MEDPAT_DATA_DIRECTORY: join(medpat.folder, 'data'),
      MEDPAT_LOG_LEVEL: 'error',
      MEDPAT_WORKER_THREADS: '1',
      ...(services.redisUrl !== null && { REDIS_URL: services.redisUrl, MEDPAT_REDIS_PREFIX: REDIS_PREFIX }),
    };
    const made = medpat.runWith({ env: environment }, 'keys', 'create', 'killer', '--json');
    expect(made.code, made.stderr).toBe(0);
    key = JSON.parse(made.stdout).api_key;
  });
  afterAll(async () => {
    for (const child of running.values()) child.kill('SIGKILL');
    await database?.drop();
    if (services.redisUrl !== null) await clearRedis(services.redisUrl, REDIS_PREFIX);
    medpat?.remove();
  });

  const start = (name: string): void => {
    const command = name === 'api' ? ['serve', '--port', String(port)] : ['worker'];
    const child = spawn(process.execPath, [medpat.bin, ...command], {
      cwd: medpat.folder,
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    running.set(name, child);
  };
  const kill = async (name: string): Promise<void> => {
    const child = running.get(name);
    if (child === undefined) return;
    const gone = endOf(child);
    child.kill('SIGKILL');
    expect(await gone, `${name} ended by itself`).toBe('SIGKILL');
  };
  /** Asks until somebody answers: the service may be down. */
  const ask = async (method: string, path: string, body?: object, idempotencyKey = ''): Promise<Response> => {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
        method,
        headers: {
          'x-api-key': key,
          ...(body !== undefined && {
            'content-type': 'application/json',
            'idempotency-key': idempotencyKey,
          }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }).catch(() => null);
      if (answer !== null && answer.status !== 503) return answer;
      await delay(100);
    }
  };

  test('every job completes with the bytes of an undisturbed run', async () => {
    for (const name of ['api', 'worker-1', 'worker-2']) start(name);
    const ids: string[] = [];
    const posting = (async () => {
      for (let job = 0; job < JOBS; job++) {
        const order = job % ORDERS.length;
        const answer = await ask(
          'POST',
          '/generation/',
          {
            configuration: scenarioOf(order),
            output_formats: [ORDERS[order]?.format],
            seed: `killed-${order}`,
            priority: ['low', 'normal', 'high'][job % 3],
          },
          `killed-${job}`,
        ).then(async (response) => ({ status: response.status, body: await response.json() }));
        expect(answer.status, JSON.stringify(answer.body)).toBe(201);
        ids.push((answer.body as { job_id: string }).job_id);
      }
    })();

    const dice = createDice(20);
    for (let kills = 0; kills < KILLS; kills++) {
      await delay(500 + dice() * 3000);
      const throwOf = dice();
      const victims =
        throwOf < 0.6
          ? [`worker-${1 + Math.floor(dice() * 2)}`]
          : throwOf < 0.8
            ? ['api']
            : ['api', 'worker-1', 'worker-2'];
      await Promise.all(victims.map(kill));
      await delay(dice() * 500);
      victims.forEach(start);
    }
    await posting;

    const wanted = new Map<number, string>();
    for (const [job, id] of ids.entries()) {
      const order = job % ORDERS.length;
      const { status, error } = await untilEnded(id);
      expect([id, status, error]).toEqual([id, 'completed', null]);
      const download = await ask('GET', `/downloads/${id}?format=${ORDERS[order]?.format}`);
      expect(download.status).toBe(200);
      if (!wanted.has(order)) wanted.set(order, hashOfRunAlone(order));
      expect(sha256(new Uint8Array(await download.arrayBuffer()))).toBe(wanted.get(order));
    }
    const listed = (await (await ask('GET', '/jobs/?limit=100')).json()) as JobDocument[];
    // A request that was sent again because the service died over it started nothing twice.
    expect(listed.map(({ job_id }) => job_id).sort()).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(JOBS);
  });

  const untilEnded = async (id: string): Promise<JobDocument> => {
    for (;;) {
      const job = (await (await ask('GET', `/jobs/${id}`)).json()) as JobDocument;
      if (['completed', 'failed', 'cancelled'].includes(job.status)) return job;
      await delay(200);
    }
  };
  const hashOfRunAlone = (order: number): string => {
    const { code, stderr } = medpat.runWith(
      { input: JSON.stringify(scenarioOf(order)) },
      ...['generate', '-', '-s', `killed-${order}`, '-f', ORDERS[order]?.format ?? ''],
      ...['-o', `alone-${order}`, '-q'],
    );
    expect(code, stderr).toBe(0);
    const home = join(medpat.folder, `alone-${order}`);
    const [run] = readdirSync(home);
    return sha256(readFileSync(join(home, run ?? '', ORDERS[order]?.path ?? '')));
  };
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(),
      );
    });
  });
}
