import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOf, type Medpat, openMedpat, until } from './support/medpat.js';

let medpat: Medpat;
beforeAll(async () => {
  medpat = openMedpat();
});
afterAll(() => medpat.remove());

const inWork = (...parts: readonly string[]) => join(medpat.folder, ...parts);
const filesIn = (folder: string): string[] => (existsSync(inWork(folder)) ? readdirSync(inWork(folder)) : []);
/** Takes long enough to be stopped in the middle. */
const long = ['generate', '-p', '30000', '-s', '1'] as const;
const stagingIn = (folder: string) => filesIn(folder).find((name) => name.includes('.partial-'));

/** Whether bytes of records have been written. */
function isWriting(folder: string): boolean {
  const staging = stagingIn(folder);
  return (
    staging !== undefined &&
    readdirSync(inWork(folder, staging)).some((name) => /patients|archive/.test(name))
  );
}

describe('a run that is stopped', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s leaves nothing behind', async (signal) => {
    const out = `stopped-${signal}`;
    const child = medpat.start(...long, '-o', out);
    let stderr = '';
    child.stderr?.on('data', (text) => {
      stderr += text;
    });
    await until(() => isWriting(out));
    child.kill(signal);
    expect(await endOf(child)).toBe(130);
    expect(filesIn(out)).toEqual([]);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('with one thread and into an archive leaves nothing behind', async () => {
    const child = medpat.start(...long, '-o', 'stopped-zip', '--zip', '--threads', '1');
    await until(() => isWriting('stopped-zip'));
    child.kill('SIGINT');
    expect(await endOf(child)).toBe(130);
    expect(filesIn('stopped-zip')).toEqual([]);
  });

  test('while it replaces another leaves that one as it was', async () => {
    expect(medpat.run('generate', '-p', '20', '-s', '1', '-o', 'kept').code).toBe(0);
    const child = medpat.start(...long, '-o', 'kept', '--force');
    await until(() => isWriting('kept'));
    child.kill('SIGINT');
    expect(await endOf(child)).toBe(130);
    expect(filesIn('kept')).toEqual(['default-exercise-1']);
    expect(medpat.run('verify', 'kept').code).toBe(0);
  });

  test('by a kill is cleaned up by the next run', async () => {
    const child = medpat.start(...long, '-o', 'killed');
    await until(() => isWriting('killed'));
    child.kill('SIGKILL');
    expect(await endOf(child)).toBe('SIGKILL');
    expect(stagingIn('killed')).toBeDefined();
    expect(medpat.run('generate', '-p', '20', '-s', '2', '-o', 'killed').code).toBe(0);
    expect(filesIn('killed')).toEqual(['default-exercise-2']);
  });
});

describe('an output that fails', () => {
  test('a reader that has seen enough ends the run quietly', async () => {
    const child = medpat.start(...long, '-f', 'ndjson', '-o', '-');
    let stderr = '';
    child.stderr?.on('data', (text) => {
      stderr += text;
    });
    const first: string = await new Promise((resolve) =>
      child.stdout?.once('data', (bytes: Buffer) => resolve(bytes.toString('utf8'))),
    );
    child.stdout?.destroy();
    expect(await endOf(child)).toBe(0);
    expect(first.startsWith('{"schema":1')).toBe(true);
    expect(stderr).not.toMatch(/EPIPE|\n\s+at /);
  });

  const tmpfs = { attach: 'mount', detach: 'umount' } as const;
  const mountPoint = () => inWork('tiny');
  const canMount =
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    spawnSync(tmpfs.attach, ['--version']).status === 0;
  if (!canMount)
    process.stderr.write('Test of a full disk left out: it needs Linux and root to mount a tmpfs\n');

  test.skipIf(!canMount)('a full disk is one clear error and leaves nothing behind', () => {
    mkdirSync(mountPoint());
    const mounted = spawnSync(tmpfs.attach, ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', mountPoint()], {
      encoding: 'utf8',
    });
    if (mounted.status !== 0) {
      // A container may be root without being allowed to mount.
      process.stderr.write(`Test of a full disk left out: ${mounted.stderr}`);
      return;
    }
    try {
      for (const extra of [['--threads', '1'], ['--threads', '2'], ['--zip'], ['-f', 'csv,json']]) {
        const { code, stdout, stderr } = medpat.run(
          'generate',
          '-p',
          '600',
          '-s',
          '1',
          '-o',
          'tiny',
          '-q',
          ...extra,
        );
        expect({ code, stdout }, extra.join(' ')).toEqual({ code: 1, stdout: '' });
        expect(stderr).toMatch(/^The disk is full: .+\n$/);
        expect(filesIn('tiny')).toEqual([]);
      }
    } finally {
      spawnSync(tmpfs.detach, [mountPoint()]);
    }
  });

  test.skipIf(!existsSync('/dev/full'))('a full disk behind standard output is one clear error', async () => {
    const child = spawn(process.execPath, [medpat.bin, 'generate', '-p', '500', '-o', '-', '-q'], {
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
    });
    let stderr = '';
    child.stderr?.on('data', (text) => {
      stderr += text;
    });
    expect(await endOf(child)).toBe(1);
    expect(stderr).toMatch(/^.*disk is full\.\n$/);
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a folder without permission', () => {
    mkdirSync(inWork('locked'), { mode: 0o500 });
    const { code, stderr } = medpat.run('generate', '-p', '20', '-o', 'locked', '-q');
    expect(code).toBe(1);
    expect(stderr).toContain('No permission');
  });
});
