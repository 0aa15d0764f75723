import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { runProgram } from './program.js';

const folder = mkdtempSync(join(tmpdir(), 'medpat-program-'));
const inWork = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.restoreAllMocks();
});

/** Runs the program in this process; the end-to-end tests run it as it ships. */
async function run(...parameters: readonly string[]) {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      texts[name] += text;
      return true;
    });
  }
  const code = await runProgram(parameters, { version: '0.0.0', workerEntry: null, serverAssets: null });
  vi.restoreAllMocks();
  return { code, ...texts };
}

describe('help', () => {
  test.each(['generate', 'presets', 'check', 'schema', 'summary', 'study', 'compare', 'verify'])(
    'of %s has examples',
    async (command) => {
      const { code, stdout } = await run(command, '--help');
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`Examples:\\n +medpat ${command}`));
      expect((await run('help', command)).stdout).toBe(stdout);
    },
  );
});

describe('what is wrong gets a sentence and exit code 2', () => {
  test.each([
    [['generate', '-p', 'many'], '-p takes a whole number'],
    [['generate', '-p', '0'], 'casualties.total'],
    [['generate', '-d', '999'], 'days'],
    [['generate', '-d', '1.5'], '-d takes a whole number'],
    [['generate', '-f', 'docx'], 'Available: json, ndjson, csv, classic'],
    [['generate', '-f', ','], '-f takes the names of formats'],
    [['generate', '--preset', 'atlantis'], 'There are: default'],
    [['generate', 'absent.yaml'], 'There is no file absent.yaml'],
    [['generate', tmpdir()], 'is a folder'],
    [['generate', 'absent.yaml', '--preset', 'default'], 'not both'],
    [['generate', '--set', 'days'], 'path=value'],
    [['generate', '--set', 'dayz=3'], 'days'],
    [['generate', '--threads', '0'], '--threads'],
    [['generate', '-f', 'csv', '-o', '-'], 'several files'],
    [['generate', '-f', 'json,ndjson', '-o', '-'], 'single format'],
    [['generate', '-o', '-', '--zip'], 'standard output'],
    [['generate', '--password-file', 'x'], '--encrypt'],
    [['generate', '--nonsense'], '--nonsense'],
    [['generate', 'a', 'b'], 'too many arguments'],
    [['generator'], 'generate'],
  ])('%j', async (parameters, sentence) => {
    const { code, stdout, stderr } = await run(...parameters);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('all problems of a file at once, with line and column', async () => {
    writeFileSync(
      inWork('bad.yaml'),
      'dayz: 8\nintensity: huge\ncasualties: { total: 0 }\nfronts:\n  - { id: a, nations: { XXX: 1 } }\n',
    );
    const { code, stderr } = await run('generate', inWork('bad.yaml'));
    expect(code).toBe(2);
    expect(stderr).toContain('bad.yaml:1:1');
    expect(stderr).toContain('days');
    expect(stderr).toMatch(/bad\.yaml:2:\d+: .*intensity/);
    expect(stderr).toMatch(/bad\.yaml:3:\d+: .*total/);
    expect(stderr).toMatch(/bad\.yaml:5:\d+: .*XXX/);
  });

  test.each([
    ['empty', ''],
    ['binary', new Uint8Array([0, 1, 2, 255, 254])],
    ['a bomb', `a: &a [${'x,'.repeat(50)}]\n${'b: [*a,*a,*a,*a]\n'.repeat(20)}`],
    ['a tag', 'seed: !!js/function "x"'],
    ['50 MB', Buffer.alloc(50_000_000, 'a')],
    ['a date that does not exist', 'start: 2026-02-30'],
  ])('a file that is %s', async (name, content) => {
    const path = inWork(`${name.replaceAll(' ', '-')}.yaml`);
    writeFileSync(path, content);
    const { code, stderr } = await run('generate', path);
    expect(code).toBe(2);
    expect(stderr.length).toBeLessThan(3000);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
