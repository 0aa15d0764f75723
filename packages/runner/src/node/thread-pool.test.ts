import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Scenario } from '@medical-patients/contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createThreadPool, type ThreadPool } from './thread-pool.js';

let folder: string;
const unhandled: unknown[] = [];
const remember = (reason: unknown) => unhandled.push(reason);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'threads-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', remember);
});
afterEach(() => {
  process.removeListener('unhandledRejection', remember);
  expect(unhandled).toEqual([]);
});

const scenario = { name: 'any' } as Scenario;
let entries = 0;

/** A pool whose threads run the given module. */
function poolOf(code: string, size = 1): ThreadPool {
  const path = join(folder, `thread-${entries++}.mjs`);
  writeFileSync(path, `import { parentPort } from 'node:worker_threads';\n${code}\n`);
  return createThreadPool(pathToFileURL(path), size);
}

describe('a thread that fails', () => {
  test('while it loads rejects what it was asked, with the cause', async () => {
    const pool = poolOf("throw new Error('no reference data');");
    await expect(pool.replicate(scenario, '1')).rejects.toMatchObject({
      code: 'worker-failed',
      message: 'A thread failed: no reference data.',
      cause: { message: 'no reference data' },
    });
    await expect(pool.replicate(scenario, '2')).rejects.toMatchObject({ code: 'worker-failed' });
    await pool.close();
  });

  test('in a task rejects that task with its error, and goes on', async () => {
    const pool = poolOf(`parentPort.on('message', ({ task, seed }) => {
      const cause = new RangeError('bug in casualty 7');
      parentPort.postMessage(seed === 'bad' ? { kind: 'failed', task, cause } : { kind: 'replicated', task, summary: seed });
    });`);
    await expect(pool.replicate(scenario, 'bad')).rejects.toThrow(new RangeError('bug in casualty 7'));
    await expect(pool.replicate(scenario, 'good')).resolves.toBe('good');
    await pool.close();
  });

  test('by ending in the middle rejects everything it was asked', async () => {
    const pool = poolOf("parentPort.on('message', () => process.exit(3));");
    const asked = [1, 2, 3].map((seed) => pool.replicate(scenario, String(seed)));
    for (const answer of await Promise.allSettled(asked)) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'worker-failed' } });
    }
    await pool.close();
  });
});

test('closing a pool ends threads that are busy', async () => {
  const pool = poolOf("parentPort.on('message', () => { for (;;); });", 2);
  const asked = Promise.allSettled([pool.replicate(scenario, '1'), pool.replicate(scenario, '2')]);
  await pool.close();
  for (const answer of await asked) expect(answer.status).toBe('rejected');
});

test('a thread starts with its first work, and none after the pool is closed', async () => {
  const started = join(folder, `started-${entries}`);
  const pool = poolOf(
    `import { appendFileSync } from 'node:fs';
    appendFileSync(${JSON.stringify(started)}, '.');
    parentPort.on('message', ({ task, seed }) => parentPort.postMessage({ kind: 'replicated', task, summary: seed }));`,
    2,
  );
  expect(existsSync(started)).toBe(false);
  await pool.replicate(scenario, '1');
  expect(readFileSync(started, 'utf8')).toBe('.');
  await pool.close();
  await expect(pool.replicate(scenario, '2')).rejects.toMatchObject({ code: 'worker-failed' });

  const unused = poolOf('');
  await unused.close();
  await expect(unused.replicate(scenario, '3')).rejects.toMatchObject({ code: 'worker-failed' });
});

test('a thread that cannot be made rejects what it is asked', async () => {
  const pool = createThreadPool(new URL('https://example.org/worker.js'), 1);
  for (const seed of ['1', '2']) {
    await expect(pool.replicate(scenario, seed)).rejects.toMatchObject({ code: 'worker-failed' });
  }
  await pool.close();
});

test('work goes to the thread that has the least', async () => {
  const pool = poolOf(
    `import { threadId } from 'node:worker_threads';
    parentPort.on('message', ({ task }) => parentPort.postMessage({ kind: 'replicated', task, summary: threadId }));`,
    3,
  );
  const threads = await Promise.all([1, 2, 3].map((seed) => pool.replicate(scenario, String(seed))));
  expect(new Set(threads).size).toBe(3);
  await pool.close();
});
