import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { waitUntil } from './condition.js';

/** A database or cache that belongs to one test, which may stop it and start it again. */
export interface OwnServer {
  readonly url: string;
  start(): Promise<void>;
  /** Resolves when the process has ended. */
  stop(signal: NodeJS.Signals): Promise<void>;
  /** Stops it for good and removes what it has left. */
  remove(): Promise<void>;
}

/** Programs that such servers run from; undefined where the machine lacks one. */
export interface ServerPrograms {
  readonly initdb: string | undefined;
  readonly postgres: string | undefined;
  readonly redis: string | undefined;
}

const POSTGRES_HOME = '/usr/lib/postgresql';
const START_MS = 60_000;

/**
 * Looks for the programs, and says in a line what tests are left out without them.
 *
 * @throws Error with CI=true, where a missing program is a failure
 */
export function findServerPrograms(): ServerPrograms {
  const programs = {
    initdb: find('initdb'),
    postgres: find('postgres'),
    redis: find('redis-server'),
  };
  const missing = Object.entries(programs).flatMap(([name, path]) => (path === undefined ? [name] : []));
  if (missing.length > 0) {
    const sentence = `Tests that stop and start servers of their own left out for want of: ${missing.join(', ')}`;
    if (process.env.CI === 'true') throw new Error(`${sentence}. With CI=true they must run.`);
    process.stderr.write(`${sentence}\n`);
  }
  return programs;
}

/** A new PostgreSQL cluster on a free port. */
export async function createOwnPostgres({ initdb, postgres }: ServerPrograms): Promise<OwnServer> {
  if (initdb === undefined || postgres === undefined)
    throw new Error('there is no PostgreSQL on this machine');
  const identity = unprivileged();
  const directory = mkdtempSync(join(tmpdir(), 'medpat-postgres-'));
  if (identity !== null) chownSync(directory, identity.uid, identity.gid);
  const cluster = join(directory, 'cluster');
  execFileSync(initdb, ['-D', cluster, '-U', 'medpat', '-A', 'trust', '--no-sync', '-E', 'UTF8'], {
    ...identity,
    cwd: directory,
    stdio: 'ignore',
  });
  const port = await freePort();
  const url = `postgres://medpat@127.0.0.1:${port}/postgres`;
  return ownServer({
    url,
    directory,
    start: () =>
      spawn(
        postgres,
        ['-D', cluster, '-p', String(port), '-k', directory, '-c', 'listen_addresses=127.0.0.1'],
        {
          ...identity,
          cwd: directory,
          stdio: 'ignore',
        },
      ),
    answers: async () => {
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => {});
      try {
        await client.connect();
        await client.query('select 1');
        return true;
      } catch {
        return false;
      } finally {
        await client.end().catch(() => {});
      }
    },
  });
}

/** A new Redis, which keeps nothing when it stops, on a free port. */
export async function createOwnRedis({ redis }: ServerPrograms): Promise<OwnServer> {
  if (redis === undefined) throw new Error('there is no Redis on this machine');
  const directory = mkdtempSync(join(tmpdir(), 'medpat-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}/0`;
  return ownServer({
    url,
    directory,
    start: () =>
      spawn(redis, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
        cwd: directory,
        stdio: 'ignore',
      }),
    answers: async () => {
      const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
      client.on('error', () => {});
      try {
        await client.connect();
        return (await client.ping()) === 'PONG';
      } catch {
        return false;
      } finally {
        client.disconnect();
      }
    },
  });
}

interface OwnServerParts {
  readonly url: string;
  readonly directory: string;
  readonly start: () => ChildProcess;
  readonly answers: () => Promise<boolean>;
}

function ownServer({ url, directory, start, answers }: OwnServerParts): OwnServer {
  let child: ChildProcess | undefined;
  const isRunning = (): boolean =>
    child !== undefined && child.exitCode === null && child.signalCode === null;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (!isRunning()) return;
    const gone = once(child as ChildProcess, 'exit');
    child?.kill(signal);
    await gone;
  };
  return {
    url,
    start: async () => {
      child = start();
      await waitUntil(answers, `${url} answers`, START_MS);
    },
    stop,
    remove: async () => {
      await stop('SIGINT');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function find(name: string): string | undefined {
  const versions = readFolder(POSTGRES_HOME).toSorted((a, b) => Number(b) - Number(a));
  const folders = [
    ...versions.map((version) => join(POSTGRES_HOME, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function readFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string, user: string): number | undefined => {
    const { status, stdout } = spawnSync('id', [flag, user], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  };
  for (const user of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf('-u', user), idOf('-g', user)];
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error('there is no user to run PostgreSQL as');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      server.close(() => resolve(address.port));
    });
  });
}
