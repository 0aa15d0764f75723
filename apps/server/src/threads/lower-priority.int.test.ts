import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
const hasSessionNiceness = existsSync('/proc/self/autogroup');
if (isLinux && !hasSessionNiceness) console.log('this kernel does not group sessions: a test is left out');

/** Runs a program that lowers its priority and prints an expression. @param isSession whether it begins a session */
function runProgram(expression: string, isSession: boolean): SpawnSyncReturns<string> {
  const source = readFileSync(fileURLToPath(new URL('./lower-priority.ts', import.meta.url)), 'utf8');
  const { code } = transformSync(source, { loader: 'ts', format: 'esm' });
  const program = `${code}
    lowerProcessPriority();
    console.log(${expression});`;
  const args = ['--input-type=module', '-e', program];
  return spawnSync(process.execPath, args, { encoding: 'utf8', ...(isSession && { detached: true }) });
}

describe.skipIf(!isLinux)('niceness', () => {
  test('of a process is that of all its threads, those that Node started for itself too', () => {
    const run = runProgram(`JSON.stringify((${NICENESSES})(readdirSync, readFileSync))`, false);
    expect(run.stderr).toBe('');
    const nicenesses = JSON.parse(run.stdout) as number[];
    expect(nicenesses.length).toBeGreaterThan(4);
    expect(new Set(nicenesses)).toEqual(new Set([19]));
  });

  test.skipIf(!hasSessionNiceness)(
    'of a process that begins a session is that of the session, no other',
    () => {
      const told = "readFileSync('/proc/self/autogroup', 'utf8').trim()";
      const own = runProgram(told, true);
      expect([own.stderr, own.stdout.trim()]).toEqual(['', expect.stringMatching(/ nice 19$/)]);
      const before = readFileSync('/proc/self/autogroup', 'utf8').trim();
      expect(runProgram(told, false).stdout.trim()).toBe(before);
    },
  );

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
