import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReadyScenarios } from '../../apps/server/src/http/ready-scenarios.js';
import { createLogger } from '../../apps/server/src/logging/logger.js';
import { type RunningApi, startApi } from '../../apps/server/src/main-api.js';
import { waitUntil } from '../../apps/server/src/testing/condition.js';
import { type JobSystem, openJobSystem } from '../../apps/server/src/testing/job-system.js';
import { keepLosingThreads } from '../../apps/server/src/testing/lose-threads.js';
import { findTestServices } from '../../apps/server/src/testing/services.js';
import { testAssets } from '../../apps/server/src/testing/test-assets.js';

const services = await findTestServices();
const SECRETS = {
  password: `open-sesame-${randomBytes(12).toString('hex')}`,
  secretKey: randomBytes(32).toString('hex'),
};
const SCENARIO = { schema: 1, name: 'Secret', days: 2, casualties: { total: 300 } };
const LONG = { ...SCENARIO, name: 'Long', casualties: { total: 200_000 } };

describe.skipIf(services.postgresUrl === null)('secrets of an installation', () => {
  let system: JobSystem;
  let api: RunningApi;
  let token: string;
  let log = '';
  let answers = '';

  beforeAll(async () => {
    const destination = {
      write: (line: string) => {
        log += line;
      },
    };
    const logger = createLogger({ logLevel: 'trace', logFormat: 'json' }, { process: 'test', destination });
    // A busy machine is no failure here.
    const variables = { MEDPAT_SECRET_KEY: SECRETS.secretKey, MEDPAT_DATABASE_CONNECT_TIMEOUT_MS: '30000' };
    system = await openJobSystem('postgres', services, { logger, variables, threads: 1 });
    const { foundation, services: jobServices } = system;
    const assets = testAssets();
    const readyScenarios = createReadyScenarios();
    api = await startApi({ foundation, ...jobServices, assets, version: '0.0.0-test', readyScenarios });
    await api.ready;
    token = (await foundation.keys.create({ name: 'test', scopes: ['read', 'generate', 'admin'] })).token;
  });
  afterAll(async () => {
    await api?.close();
    await system?.close();
  });

  async function call(method: string, path: string, body?: object): Promise<string> {
    const answer = await fetch(`${api.url}${path}`, {
      method,
      headers: { 'x-api-key': token, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = Buffer.from(await answer.arrayBuffer()).toString('latin1');
    answer.headers.forEach((value, name) => {
      answers += `${name}: ${value}\n`;
    });
    answers += `${text}\n`;
    return text;
  }

  async function startEncrypted(configuration: object): Promise<string> {
    const body = { configuration, use_encryption: true, encryption_password: SECRETS.password };
    return (JSON.parse(await call('POST', '/api/v1/generation/', body)) as { job_id: string }).job_id;
  }

  /** Every row of every table, the queue's and its archive's included. */
  async function allRows(): Promise<string> {
    const { connections } = system.foundation.database;
    const { rows: tables } = await connections.query<{ name: string }>(
      `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(8);
    const texts = [];
    for (const { name } of tables) {
      const { rows } = await connections.query<{ text: string }>(
        `select each::text as text from ${name} each`,
      );
      texts.push(...rows.map(({ text }) => `${name} ${text}`));
    }
    return texts.join('\n');
  }

  async function allOfRedis(): Promise<string> {
    if (services.redisUrl === null) return '';
    const client = new Redis(services.redisUrl);
    try {
      const names = await client.keys(`${system.environment.MEDPAT_REDIS_PREFIX}:*`);
      expect(names.length).toBeGreaterThan(0);
      const values = await Promise.all(names.map((name) => client.get(name)));
      return [...names, ...values].join('\n');
    } finally {
      client.disconnect();
    }
  }

  function allFiles(): string {
    const folder = system.environment.MEDPAT_DATA_DIRECTORY as string;
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
      .join('\n');
  }

  /** As they are, and as they would look where somebody had encoded them. */
  function formsOf(secret: string): string[] {
    const bytes = Buffer.from(secret);
    // Base64 of a text within another one depends on where it begins: its middle is the same in one of three places.
    const within = [0, 1, 2].map((at) =>
      Buffer.concat([Buffer.alloc(at), bytes])
        .toString('base64')
        .slice(4, -4),
    );
    return [secret, bytes.toString('hex'), ...within];
  }

  async function expectNoSecret(when: string): Promise<void> {
    const places = {
      log,
      answers,
      rows: await allRows(),
      redis: await allOfRedis(),
      files: allFiles(),
    };
    const [, secretOfKey = ''] = token.split('.');
    const secrets = {
      ...SECRETS,
      secretKeyBytes: Buffer.from(SECRETS.secretKey, 'hex').toString('latin1'),
      secretOfKey,
    };
    const found = Object.entries(places).flatMap(([place, text]) =>
      Object.entries(secrets).flatMap(([name, secret]) =>
        formsOf(secret).some((form) => text.includes(form)) ? [`${name} in ${place}`] : [],
      ),
    );
    expect(found, when).toEqual([]);
  }

  test('are in no log, row, file, cache or answer: while a job runs, when it is done, cancelled or dead', async () => {
    const cancelled = await startEncrypted(LONG);
    await waitUntil(async () => (await allRows()).includes('sealedPassword'), 'the task is in the queue');
    await expectNoSecret('while it runs');
    await call('POST', `/api/v1/jobs/${cancelled}/cancel`);

    const done = await startEncrypted(SCENARIO);
    expect((await system.untilEnded(done, 150_000)).status).toBe('completed');
    await call('GET', `/api/v1/jobs/${done}`);
    await call('GET', '/api/v1/jobs/');
    await call('GET', `/api/v1/jobs/${done}/results`);
    await call('GET', `/api/v1/jobs/${done}/events`);
    expect(await call('GET', `/api/v1/downloads/${done}`)).toMatch(/^PK/);
    await call('GET', '/health');
    await call('GET', '/metrics');
    await call('GET', '/api/v1/keys');

    const dead = await startEncrypted(LONG);
    const stopLosing = keepLosingThreads(system.threads);
    expect((await system.untilEnded(dead, 150_000)).error?.code).toBe('task_failed');
    await stopLosing();
    await call('GET', `/api/v1/jobs/${dead}`);

    expect(log).toContain(done);
    expect(log).toContain(dead);
    await expectNoSecret('at the end');
    // Nor anything that the installation's key would open.
    await waitUntil(
      async () => !(await allRows()).includes('sealedPassword'),
      'sealed passwords are gone, too',
    );
  }, 400_000);
});
