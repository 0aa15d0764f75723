import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../apps/server/src/config/settings.js';
import { type RunningService, serve } from '../../apps/server/src/serve.js';
import { waitUntil } from '../../apps/server/src/testing/condition.js';
import {
  createOwnRedis,
  findServerPrograms,
  type OwnServer,
} from '../../apps/server/src/testing/own-servers.js';
import { createTestDatabase, findTestServices } from '../../apps/server/src/testing/services.js';
import { testAssets } from '../../apps/server/src/testing/test-assets.js';

const programs = findServerPrograms();
const { postgresUrl } = await findTestServices();
const SCENARIO = { schema: 1, name: 'At first', casualties: { total: 5 } };
const READS = 10;

describe.skipIf(programs.redis === undefined || postgresUrl === null)(
  'a service whose Redis is cut off',
  () => {
    let redis: OwnServer;
    let database: Awaited<ReturnType<typeof createTestDatabase>>;
    let services: readonly RunningService[] = [];
    let folder: string;
    let key: string;
    const statuses = new Map<number, number>();

    beforeAll(async () => {
      redis = await createOwnRedis(programs);
      await redis.start();
      database = await createTestDatabase(postgresUrl as string);
      folder = mkdtempSync(join(tmpdir(), 'medpat-cut-off-'));
      const settings = readSettings({
        DATABASE_URL: database.url,
        REDIS_URL: redis.url,
        MEDPAT_DATA_DIRECTORY: folder,
        MEDPAT_LOG_LEVEL: 'silent',
        MEDPAT_SHUTDOWN_SECONDS: '2',
        PORT: '0',
      });
      const assets = testAssets();
      services = [
        await serve({ settings, assets, version: '0.0.0-test' }),
        await serve({ settings, assets, version: '0.0.0-test' }),
      ];
      await Promise.all(services.map(({ ready }) => ready));
      key =
        (await services[0]?.foundation.keys.create({ name: 'test', scopes: ['read', 'generate'] }))?.token ??
        '';
    }, 120_000);
    afterAll(async () => {
      await Promise.all(services.map(({ close }) => close()));
      await database?.drop();
      await redis?.remove();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    async function call(at: 0 | 1, method: string, path: string, body?: object): Promise<Response> {
      const headers = { 'x-api-key': key, ...(body !== undefined && { 'content-type': 'application/json' }) };
      const text = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(`${services[at]?.url}/api/v1${path}`, { method, headers, ...text });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      return answer;
    }
    const isUp = () => services.every(({ foundation }) => foundation.caches.state() === 'up');
    const isDown = () => services.every(({ foundation }) => foundation.caches.state() === 'down');
    const nameAt = async (at: 0 | 1, id: string): Promise<string> =>
      ((await (await call(at, 'GET', `/configurations/${id}`)).json()) as { name: string }).name;

    async function createScenario(): Promise<string> {
      return ((await (await call(0, 'POST', '/configurations/', SCENARIO)).json()) as { id: string }).id;
    }

    /** Writes on one and reads on both, as long as there is something to see. */
    async function writeAndRead(id: string, round: string): Promise<void> {
      await call(0, 'PUT', `/configurations/${id}`, { ...SCENARIO, name: round });
      expect(await nameAt(0, id)).toBe(round);
      await expect.poll(() => nameAt(1, id), { timeout: 1000, interval: 20 }).toBe(round);
    }

    /** Hits of the second level on one service, for what the other one has written more than a second ago. */
    async function secondLevelHits(): Promise<number> {
      const count = async (): Promise<number> => {
        const text = (await services[1]?.foundation.metrics.registry.metrics()) ?? '';
        const line = /^cache_requests_total\{cache="scenarioCurrent",level="l2",result="hit"\} (\d+)$/m.exec(
          text,
        );
        return Number(line?.[1] ?? 0);
      };
      const ids = [];
      for (let made = 0; made < READS; made++) ids.push(await createScenario());
      const madeAtMs = performance.now();
      // What the bus has brought to the first level lives less than that.
      await waitUntil(() => performance.now() - madeAtMs > 1000, 'a second is over');
      const before = await count();
      for (const id of ids) await nameAt(1, id);
      return (await count()) - before;
    }

    test('clients notice nothing of its end, its return or its loss of everything, and it helps again', async () => {
      const id = await createScenario();
      await waitUntil(isUp, 'the second level is up');
      await writeAndRead(id, 'with Redis');
      const hitsBefore = await secondLevelHits();
      expect(hitsBefore).toBeGreaterThanOrEqual(READS * 0.9);

      await redis.stop('SIGKILL');
      for (let round = 0; round < 5; round++) await writeAndRead(id, `without Redis ${round}`);
      await waitUntil(isDown, 'the second level is down');
      await writeAndRead(id, 'down');

      await redis.start();
      await waitUntil(isUp, 'the second level is up again');
      await writeAndRead(id, 'back');
      expect(await secondLevelHits()).toBeGreaterThanOrEqual(READS * 0.9);

      const client = new Redis(redis.url);
      for (let round = 0; round < 3; round++) {
        await client.flushall();
        await writeAndRead(id, `flushed ${round}`);
      }
      client.disconnect();
      expect(await secondLevelHits()).toBeGreaterThanOrEqual(READS * 0.9);
      expect([...statuses.keys()].toSorted()).toEqual([200, 201]);
    }, 120_000);
  },
);
