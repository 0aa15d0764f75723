import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMetrics } from '../metrics/metrics.js';
import { waitUntil } from '../testing/condition.js';
import { type CuttableProxy, createCuttableProxy } from '../testing/cuttable-proxy.js';
import { createTestDatabase, findTestServices } from '../testing/services.js';
import type { Database } from './database.js';
import { openPostgres } from './open-database.js';

const services = await findTestServices();
const away = { code: 'database_unavailable' };

describe.skipIf(services.postgresUrl === null)('PostgreSQL that goes away', () => {
  const metrics = createMetrics();
  let proxy: CuttableProxy;
  let database: Database;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const created = await createTestDatabase(services.postgresUrl as string);
    drop = created.drop;
    const url = new URL(created.url);
    proxy = await createCuttableProxy({ host: url.hostname, port: Number(url.port || 5432) });
    url.hostname = '127.0.0.1';
    url.port = String(proxy.port);
    database = openPostgres({
      url: url.href,
      size: 4,
      applicationName: 'medpat-outage',
      statementTimeoutMs: 800,
      connectTimeoutMs: 700,
      metrics,
    });
    await database.migrate();
  });
  afterAll(async () => {
    await database.close();
    await proxy.close();
    metrics.close();
    await drop();
  });

  test('every call says so at once, also one under way, and all works again by itself', async () => {
    const underway = database.connections.query('select pg_sleep(0.5)');
    await waitUntil(() => database.poolState().total > 0, 'the statement runs');
    proxy.cut();
    await expect(underway).rejects.toMatchObject(away);
    const began = performance.now();
    await expect(database.ping()).rejects.toMatchObject(away);
    await expect(database.repositories.jobs.countByStatus()).rejects.toMatchObject(away);
    await expect(database.transact(async () => 1)).rejects.toMatchObject(away);
    expect(performance.now() - began).toBeLessThan(2000);
    proxy.mend();
    await database.ping();
    expect((await database.repositories.jobs.countByStatus()).queued).toBe(0);
  });

  test('a listener comes back and says that it may have missed something', async () => {
    const heard: string[] = [];
    let connects = 0;
    const listener = await database.connections.listen({
      channel: 'test_news',
      onNotification: (payload) => heard.push(payload),
      onConnect: () => {
        connects += 1;
      },
    });
    await database.connections.query("select pg_notify('test_news', 'before')");
    await waitUntil(() => heard.includes('before'), 'the news is heard');
    proxy.cut();
    proxy.mend();
    await waitUntil(() => connects === 2, 'the listener is back');
    await database.connections.query("select pg_notify('test_news', 'after')");
    await waitUntil(() => heard.includes('after'), 'the news is heard again');
    await listener.close();
  });

  test('with all connections in use, a request waits for one only so long', async () => {
    const held = await Promise.all(Array.from({ length: 4 }, () => database.connections.connect()));
    const began = performance.now();
    await expect(database.ping()).rejects.toMatchObject(away);
    expect(performance.now() - began).toBeLessThan(1500);
    for (const connection of held) connection.release();
    await database.ping();
    expect(database.poolState()).toMatchObject({ total: 4, waiting: 0 });
  });

  test('a statement that takes too long is ended by the server, and its connection serves on', async () => {
    await expect(database.connections.query('select pg_sleep(5)')).rejects.toMatchObject(away);
    await database.ping();
  });
});
