import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CachesWithLink, createCaches } from '../cache/create-caches.js';
import { createLogger } from '../logging/logger.js';
import { createMetrics } from '../metrics/metrics.js';
import { waitUntil } from '../testing/condition.js';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../testing/databases.js';
import { clearRedis, findTestServices } from '../testing/services.js';
import { type ClosableApiKeys, createApiKeys } from './create-api-keys.js';
import { findLocalKey } from './local-key.js';
import { createRateCounter } from './rate-counter.js';
import { requireScope } from './require-scope.js';

const services = await findTestServices();
const logger = createLogger({ logLevel: 'silent', logFormat: 'json' }, { process: 'test' });

describe.each(databaseKinds(services))('API keys on %s', (kind) => {
  const metrics = createMetrics();
  const prefix = `medpat-test-${process.pid}-${kind}`;
  const closing: (() => Promise<void>)[] = [];
  let opened: TestDatabase;
  let nowMs = Date.UTC(2026, 5, 1, 12, 0, 30);

  /** One process's keys: with Redis where there is one and several processes can be. */
  const open = async (): Promise<ClosableApiKeys & { caches: CachesWithLink }> => {
    const redisUrl = kind === 'postgres' ? services.redisUrl : null;
    const caches = createCaches({
      redisUrl,
      redisPrefix: prefix,
      megabytes: 4,
      alone: false,
      logger,
      metrics,
    });
    if (redisUrl !== null) await waitUntil(() => caches.state() === 'up', 'Redis is connected');
    const keys = createApiKeys({
      repository: opened.another().repositories.apiKeys,
      cache: caches.apiKey,
      counter: createRateCounter(caches.link),
      logger,
      now: () => nowMs,
    });
    closing.push(async () => {
      await keys.close();
      await caches.close();
    });
    return { ...keys, caches };
  };

  beforeAll(async () => {
    opened = await openTestDatabase(kind, services);
  });
  afterAll(async () => {
    await Promise.all(closing.map((close) => close()));
    await opened.close();
    if (services.redisUrl !== null) await clearRedis(services.redisUrl, prefix);
    metrics.close();
  });

  test('a key opens with its secret and nothing less; only its hash is kept', async () => {
    const keys = await open();
    const { key, token } = await keys.create({ name: 'exercise', scopes: ['read'] });
    expect(token).toMatch(/^mp_[0-9a-f]{16}\.[\w-]{43}$/);
    expect(await keys.authenticate(token)).toMatchObject({ keyId: key.id, name: 'exercise' });
    const secret = token.split('.')[1] as string;
    const invalid = { code: 'key_invalid' };
    await expect(keys.authenticate(`${key.prefix}.${'A'.repeat(43)}`)).rejects.toMatchObject(invalid);
    await expect(keys.authenticate(`mp_0000000000000000.${secret}`)).rejects.toMatchObject(invalid);
    await expect(keys.authenticate('nonsense')).rejects.toMatchObject(invalid);
    await expect(keys.authenticate(undefined)).rejects.toMatchObject({ code: 'key_missing' });
    const rows = await opened.database.connections.query('select * from api_key');
    expect(JSON.stringify(rows.rows)).not.toContain(secret);
    expect(await keys.show(key.id)).toEqual(key);
    expect((await keys.list({ limit: 10 })).rows.map((each) => each.id)).toContain(key.id);
  });

  test('a rotated key keeps its id; the old secret stops at once, here and elsewhere', async () => {
    const [here, there] = [await open(), await open()];
    const { key, token: old } = await here.create({ name: 'rotated', scopes: ['read'] });
    await there.authenticate(old);
    const { key: same, token: fresh } = await here.rotate(key.id);
    expect(same.id).toBe(key.id);
    await expect(here.authenticate(old)).rejects.toMatchObject({ code: 'key_invalid' });
    expect((await here.authenticate(fresh)).keyId).toBe(key.id);
    const rotated = performance.now();
    await waitUntil(
      () =>
        there.authenticate(old).then(
          () => false,
          () => true,
        ),
      'the other process refuses it',
    );
    expect(performance.now() - rotated).toBeLessThan(1000);
  });

  test('a revoked key is refused everywhere within a second, an expired one from its time on', async () => {
    const [here, there] = [await open(), await open()];
    const { key, token } = await here.create({ name: 'revoked', scopes: ['read'] });
    await there.authenticate(token);
    await here.revoke(key.id);
    await expect(here.authenticate(token)).rejects.toMatchObject({ code: 'key_revoked' });
    const revoked = performance.now();
    await waitUntil(
      () =>
        there.authenticate(token).then(
          () => false,
          () => true,
        ),
      'the other refuses it',
    );
    expect(performance.now() - revoked).toBeLessThan(1000);
    await expect(here.rotate(key.id)).rejects.toMatchObject({ code: 'state_conflict' });
    const expiring = await here.create({
      name: 'short',
      scopes: ['read'],
      expiresAt: new Date(nowMs + 1000),
    });
    await here.authenticate(expiring.token);
    nowMs += 1000;
    await expect(here.authenticate(expiring.token)).rejects.toMatchObject({ code: 'key_expired' });
  });

  test('limits bite, across processes where there is Redis, and say when to come back', async () => {
    const [here, there] = [await open(), await open()];
    const { key, token } = await here.create({
      name: 'limited',
      scopes: ['read'],
      limits: { requestsPerMinute: 3 },
    });
    const caller = await here.authenticate(token);
    const others = here.caches.link === null ? here : there;
    await here.countRequest(caller);
    await others.countRequest(caller);
    await others.countRequest(caller);
    const refused = await here.countRequest(caller).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'limit_exceeded' });
    const { retryAfterSeconds } = refused as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(60);
    nowMs += retryAfterSeconds * 1000;
    await here.countRequest(caller);
    const wider = await here.setLimits(key.id, { requestsPerMinute: null, requestsPerDay: 5 });
    expect(wider.limits).toMatchObject({ requestsPerMinute: null, requestsPerDay: 5 });
    expect((await here.authenticate(token)).limits.requestsPerDay).toBe(5);
  });

  test('the limit of a day counts what was used before this process began', async () => {
    const first = await open();
    const { key, token } = await first.create({
      name: 'daily',
      scopes: ['read'],
      limits: { requestsPerDay: 4 },
    });
    const caller = await first.authenticate(token);
    for (let i = 0; i < 3; i++) await first.countRequest(caller);
    first.countJob(caller, 1440);
    const day = new Date(nowMs).toISOString().slice(0, 10);
    expect(await first.usage(key.id, day, day)).toEqual([
      { key_id: key.id, day, requests: 3, jobs: 1, patients: 1440 },
    ]);
    const second = await open();
    await second.countRequest(caller);
    await expect(second.countRequest(caller)).rejects.toMatchObject({ code: 'limit_exceeded' });
  });

  test('scopes', async () => {
    const keys = await open();
    const { token } = await keys.create({ name: 'reader', scopes: ['read'] });
    const reader = await keys.authenticate(token);
    requireScope(reader, 'read');
    expect(() => requireScope(reader, 'generate')).toThrow(
      expect.objectContaining({ code: 'scope_missing' }),
    );
    const admin = await keys.authenticate((await keys.create({ name: 'boss', scopes: ['admin'] })).token);
    requireScope(admin, 'generate');
  });

  test('the local key is made once, for its owner only, and replaced when it opens nothing', async () => {
    const keys = await open();
    const directory = mkdtempSync(join(tmpdir(), 'medpat-key-'));
    try {
      const token = await findLocalKey(keys, directory);
      expect(await findLocalKey(keys, directory)).toBe(token);
      const path = join(directory, 'local-key');
      expect(statSync(path).mode & 0o777).toBe(0o600);
      writeFileSync(path, `mp_0000000000000000.${'A'.repeat(43)}\n`);
      const replaced = await findLocalKey(keys, directory);
      expect(replaced).not.toBe(token);
      expect((await keys.authenticate(replaced)).scopes).toEqual(new Set(['read', 'generate', 'admin']));
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
