import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { createHttpClient, type HttpClient } from './http.js';
import { awaitReady, findFreePort, type RunningProcess, runProcess, startProcess } from './processes.js';
import { parseMetrics, type Reading } from './prometheus.js';

/** Where the program under test and the services are. */
export interface Surroundings {
  /** What Node is started with: the built `bin/medpat.js`, options of Node's own before it. */
  readonly program: readonly string[];
  /** A folder of this run's own. */
  readonly folder: string;
  readonly postgresUrl: string;
  readonly redisUrl: string;
}

export interface RunningApi extends RunningProcess {
  readonly url: string;
  readonly client: HttpClient;
  readMetrics(): Promise<Reading>;
}

/** Processes of one installation on PostgreSQL and Redis, with a database of its own. */
export interface Installation {
  readonly key: string;
  startApi(): Promise<RunningApi>;
  startWorker(): Promise<RunningProcess>;
  /** Connections to the installation's database at this moment, but this question's own. */
  countConnections(): Promise<number>;
  close(): Promise<void>;
}

const SCOPES = 'read,generate,admin';

/** What processes see of this one's environment. */
export function cleanEnvironment(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: process.env.HOME, MEDPAT_LOG_LEVEL: 'warn', ...variables };
}

export async function createInstallation(surroundings: Surroundings): Promise<Installation> {
  const { program, folder, postgresUrl, redisUrl } = surroundings;
  const name = `medpat_bench_${process.pid}_${Date.now().toString(36)}`;
  await query(postgresUrl, `create database ${name}`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  const data = join(folder, name);
  mkdirSync(data);
  const variables = {
    DATABASE_URL: url.href,
    REDIS_URL: redisUrl,
    MEDPAT_REDIS_PREFIX: name,
    MEDPAT_DATA_DIRECTORY: data,
  };
  await runProcess([...program, 'migrate'], cleanEnvironment(variables));
  const printed = await runProcess(
    [...program, 'keys', 'create', 'bench', '--scopes', SCOPES, '--jobs', '1000', '--json'],
    cleanEnvironment(variables),
  );
  const { api_key: key } = JSON.parse(printed) as { api_key: string };
  const running: RunningProcess[] = [];
  let started = 0;
  const start = (command: string, more: Readonly<Record<string, string>> = {}): RunningProcess => {
    const processName = `${command} ${++started}`;
    const one = startProcess(processName, [...program, command], {
      environment: cleanEnvironment({ ...variables, ...more }),
      log: join(folder, `${processName.replace(' ', '-')}.log`),
    });
    running.push(one);
    return one;
  };
  return {
    key,
    startApi: async () => {
      const port = await findFreePort();
      const api = start('serve', { PORT: String(port) });
      const apiUrl = `http://127.0.0.1:${port}`;
      await awaitReady(apiUrl);
      return { ...api, ...apiTools(apiUrl, key) };
    },
    startWorker: async () => start('worker'),
    countConnections: async () => {
      const [row] = await query<{ count: number }>(
        postgresUrl,
        `select count(*)::int as count from pg_stat_activity where datname = '${name}'`,
      );
      return row?.count ?? 0;
    },
    close: async () => {
      await Promise.all(running.map((each) => each.stop()));
      await query(postgresUrl, `drop database if exists ${name} with (force)`);
      await forget(redisUrl, name);
    },
  };
}

/** What is asked of an API process, whatever it runs on. */
export function apiTools(url: string, key: string): Pick<RunningApi, 'url' | 'client' | 'readMetrics'> {
  const client = createHttpClient(url, key);
  return {
    url,
    client,
    readMetrics: async () => parseMetrics((await client.ask({ path: '/metrics' })).text),
  };
}

/** On a connection of its own, to another database than the one that is counted. */
async function query<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Removes what the installation has left in Redis. */
async function forget(url: string, prefix: string): Promise<void> {
  const client = new Redis(url);
  try {
    const keys = await client.keys(`${prefix}:*`);
    if (keys.length > 0) await client.del(keys);
  } finally {
    client.disconnect();
  }
}
