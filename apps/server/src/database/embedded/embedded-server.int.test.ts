import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createMetrics } from '../../metrics/metrics.js';
import { openTestEmbedded } from '../../testing/databases.js';
import type { Database } from '../database.js';
import { lockDirectory } from './directory-lock.js';
import { thisProcess } from './lock-holder.js';

const metrics = createMetrics();
const root = mkdtempSync(join(tmpdir(), 'medpat-embedded-'));

const open = (directory: string): Promise<Database> =>
  openTestEmbedded(directory, {
    metrics,
    statementTimeoutMs: 10_000,
    connectTimeoutMs: 500,
    turnTimeoutMs: 500,
  });
const timed = async <Result>(work: () => Promise<Result>): Promise<[Result, number]> => {
  const began = performance.now();
  return [await work(), Math.round(performance.now() - began)];
};

afterAll(() => {
  metrics.close();
  rmSync(root, { recursive: true });
});

describe('the embedded database', () => {
  test('is made once, keeps what it is told, and belongs to one process at a time', async () => {
    const directory = join(root, 'kept');
    const [first, firstMs] = await timed(() => open(directory));
    const [applied, migrateMs] = await timed(() => first.migrate());
    expect(applied).toEqual([]);
    await first.connections.query('create table note (text text)');
    await first.connections.query('insert into note values ($1)', ['kept']);
    await expect(open(directory)).rejects.toMatchObject({
      code: 'data_directory_in_use',
      message: expect.stringContaining(String(process.pid)),
    });
    await first.close();
    expect(existsSync(join(directory, 'server.lock'))).toBe(false);

    const [second, againMs] = await timed(() => open(directory));
    expect(await second.migrate()).toEqual([]);
    expect((await second.connections.query('select text from note')).rows).toEqual([{ text: 'kept' }]);
    await second.close();
    console.log(`embedded: first start ${firstMs} ms, migrations ${migrateMs} ms, start again ${againMs} ms`);
  });

  test('a transaction keeps others out, and one that never ends does not keep them waiting for ever', async () => {
    const database = await open(join(root, 'turns'));
    try {
      const order: string[] = [];
      const holding = database.transact(async ({ transaction }) => {
        await database.connections.query('select 1').catch((error: { code?: string }) => {
          order.push(`refused: ${error.code}`);
        });
        await transaction.executeQuery({ sql: 'select 1', parameters: [] } as never);
        order.push('held');
      });
      await holding;
      await database.ping();
      expect(order).toEqual(['refused: database_unavailable', 'held']);
    } finally {
      await database.close();
    }
  });

  test('whose first start was cut off begins anew', async () => {
    const directory = join(root, 'cut-off');
    mkdirSync(join(directory, 'database'), { recursive: true });
    writeFileSync(join(directory, 'database', 'PG_VERSION'), '17');
    writeFileSync(join(directory, 'database.unfinished'), '');
    const database = await open(directory);
    expect(await database.migrate()).toEqual([]);
    await database.close();
    expect(readdirSync(directory)).toEqual(['database']);
  });

  test('an open transaction of a connection that broke is rolled back', async () => {
    const database = await open(join(root, 'broken'));
    try {
      await database.connections.query('create table note (text text)');
      await expect(
        database.connections.query("begin; insert into note values ('lost'); select 1 / 0; commit"),
      ).rejects.toThrow(/division by zero/);
      expect((await database.connections.query('select * from note')).rows).toEqual([]);
    } finally {
      await database.close();
    }
  });
});

describe('the lock on a data directory', () => {
  const lockIn = (name: string): { directory: string; path: string } => {
    const directory = mkdtempSync(join(root, name));
    return { directory, path: join(directory, 'server.lock') };
  };

  test('of a process that was killed is taken over at once', async () => {
    const { directory, path } = lockIn('killed');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const holder = { ...thisProcess(), pid: child.pid, started: null };
    writeFileSync(path, JSON.stringify(holder));
    await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'data_directory_in_use' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await lockDirectory(directory);
    expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(process.pid);
    lock.release();
    expect(existsSync(path)).toBe(false);
  });

  test.skipIf(process.platform !== 'linux')('of a process that nobody has buried is taken over', async () => {
    const { directory, path } = lockIn('zombie');
    // Its parent is a shell that has become a program which asks after no child by the time that it ends.
    const parent = spawn('sh', ['-c', 'sleep 1 & echo $!; exec sleep 30'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [line] = await once(parent.stdout, 'data');
      const pid = Number(line);
      const stat = (): string => readFileSync(`/proc/${pid}/stat`, 'utf8');
      await expect.poll(stat, { timeout: 5000 }).toContain(') Z ');
      const started = stat().split(' ')[21];
      writeFileSync(path, JSON.stringify({ ...thisProcess(), pid, started }));
      (await lockDirectory(directory)).release();
    } finally {
      parent.kill('SIGKILL');
    }
  });

  test('of a process whose id another one has now is taken over', async () => {
    const { directory, path } = lockIn('reused');
    writeFileSync(path, JSON.stringify({ ...thisProcess(), started: '1' }));
    (await lockDirectory(directory)).release();
  });

  test('that was cut short holds nothing', async () => {
    const { directory, path } = lockIn('cut');
    writeFileSync(path, '{"pid": 1');
    (await lockDirectory(directory)).release();
  });

  test('of another container stands while it is touched', async () => {
    const { directory, path } = lockIn('elsewhere');
    writeFileSync(path, JSON.stringify({ ...thisProcess(), place: 'another container' }));
    const heart = setInterval(() => utimesSync(path, new Date(), new Date()), 50);
    await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'data_directory_in_use' });
    clearInterval(heart);
  });

  test('is won by one of many', async () => {
    const { directory } = lockIn('race');
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => lockDirectory(directory)));
    const won = results.filter((result) => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const result of won) result.value.release();
  });
});
