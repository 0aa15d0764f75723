import { Redis } from 'ioredis';
import pg from 'pg';

const PROBE_MS = 1500;
const POSTGRES_CANDIDATES = [
  'postgres://root@127.0.0.1:5432/test',
  'postgres://postgres@127.0.0.1:5432/postgres',
  'postgres://postgres:postgres@127.0.0.1:5432/postgres',
];
const REDIS_CANDIDATE = 'redis://127.0.0.1:6379/5';

/** What the machine has for tests; null where it lacks it. */
export interface TestServices {
  readonly postgresUrl: string | null;
  readonly redisUrl: string | null;
}

/**
 * Looks for a real PostgreSQL and a real Redis: in the environment, then where they usually are.
 *
 * @throws Error with CI=true, where a missing service is a failure
 */
export async function findTestServices(): Promise<TestServices> {
  const { MEDPAT_TEST_DATABASE_URL, MEDPAT_TEST_REDIS_URL, CI } = process.env;
  const candidates = MEDPAT_TEST_DATABASE_URL ? [MEDPAT_TEST_DATABASE_URL] : POSTGRES_CANDIDATES;
  let postgresUrl: string | null = null;
  for (const url of candidates) postgresUrl ??= (await answersAsPostgres(url)) ? url : null;
  const redis = MEDPAT_TEST_REDIS_URL ?? REDIS_CANDIDATE;
  const redisUrl = (await answersAsRedis(redis)) ? redis : null;
  if (CI === 'true' && (postgresUrl === null || redisUrl === null)) {
    throw new Error(
      `With CI=true PostgreSQL and Redis must be there: ${JSON.stringify({ postgresUrl, redisUrl })}`,
    );
  }
  return { postgresUrl, redisUrl };
}

async function answersAsPostgres(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: PROBE_MS });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function answersAsRedis(url: string): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, connectTimeout: PROBE_MS, retryStrategy: () => null });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}

/** A database of its own for one test file, and the way to drop it. */
export async function createTestDatabase(serverUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `medpat_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await run(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database if exists ${name} with (force)`) };
}

/** Removes what a test has left in Redis. */
export async function clearRedis(url: string, prefix: string): Promise<void> {
  const client = new Redis(url);
  client.on('error', () => {});
  try {
    const keys = await client.keys(`${prefix}:*`);
    if (keys.length > 0) await client.del(keys);
  } finally {
    client.disconnect();
  }
}
