import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { testAssets } from '../testing/test-assets.js';
import { createJobThreads } from './job-threads.js';

/** Niceness of every thread of a process: field 19 of its line, the name in brackets may itself hold spaces. */
const NICENESSES = `(readdirSync, readFileSync) => readdirSync('/proc/self/task').map((thread) => {
  const stat = readFileSync('/proc/self/task/' + thread + '/stat', 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
})`;

const isLinux = process.platform === 'linux';
if (!isLinux) console.log('threads have no niceness of their own on this system: its tests are left out');

describe.skipIf(!isLinux)('niceness', () => {
  test('of a process is that of all its threads, those that Node started for itself too', () => {
    const source = readFileSync(fileURLToPath(new URL('./lower-priority.ts', import.meta.url)), 'utf8');
    const { code } = transformSync(source, { loader: 'ts', format: 'esm' });
    const program = `import { readFileSync } from 'node:fs';\n${code}
      lowerProcessPriority();
      console.log(JSON.stringify((${NICENESSES})(readdirSync, readFileSync)));`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    const nicenesses = JSON.parse(run.stdout) as number[];
    expect(nicenesses.length).toBeGreaterThan(4);
    expect(new Set(nicenesses)).toEqual(new Set([19]));
  });

  test.each([
    [true, 1],
    [false, 0],
  ])('of a thread of jobs: nice %s', async (isNice, expected) => {
    const list = new Function(`return ${NICENESSES}`)() as (
      ...files: [typeof readdirSync, typeof readFileSync]
    ) => number[];
    const count = (): number => list(readdirSync, readFileSync).filter((niceness) => niceness === 19).length;
    const before = count();
    const threads = createJobThreads({
      entry: testAssets().jobThread,
      size: 1,
      memoryMegabytes: 256,
      isNice,
    });
    try {
      await threads.warm();
      expect(count() - before).toBe(expected);
    } finally {
      await threads.close();
    }
  });
});
