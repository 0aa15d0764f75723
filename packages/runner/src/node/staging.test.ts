import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFolderSink } from './folder-sink.js';
import { planRunPaths, type RunPaths } from './run-paths.js';
import { openStaging } from './staging.js';

const bytes = (text: string) => new TextEncoder().encode(text);
/** No process has this number: the limit of Linux is 2^22. */
const DEAD_PROCESS = 2 ** 22 + 17;

let parent: string;
let paths: RunPaths;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'staging-'));
  paths = planRunPaths(parent, 'run-1', process.pid);
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

async function writeRun(text: string, isForced = false): Promise<void> {
  const sink = createFolderSink(await openStaging(paths, isForced));
  await sink.write('manifest.json', bytes('{}'));
  await sink.write('csv/patients.csv', bytes(text));
  await sink.commit();
}
const content = () => readFileSync(join(paths.target, 'csv/patients.csv'), 'utf8');

describe('a run folder', () => {
  test('is there when it is whole, and not before', async () => {
    const sink = createFolderSink(await openStaging(paths, false));
    await sink.write('a.txt', bytes('one '));
    await sink.write('b/c.txt', bytes('other'));
    await sink.write('a.txt', bytes('two'));
    expect(existsSync(paths.target)).toBe(false);
    await sink.commit();
    expect(readdirSync(parent)).toEqual(['run-1']);
    expect(readFileSync(join(paths.target, 'a.txt'), 'utf8')).toBe('one two');
  });

  test('leaves nothing when it is discarded', async () => {
    const sink = createFolderSink(await openStaging(paths, false));
    await sink.write('a.txt', bytes('one'));
    await sink.discard();
    expect(readdirSync(parent)).toEqual([]);
  });

  test('is made with all folders above it, where the system lets', async () => {
    paths = planRunPaths(join(parent, 'a/b'), 'run-1', process.pid);
    await writeRun('deep');
    expect(content()).toBe('deep');
    if (process.platform !== 'linux') return;
    const nowhere = planRunPaths('/proc/x', 'run-1', process.pid);
    await expect(openStaging(nowhere, false)).rejects.toMatchObject({ code: 'output-unwritable' });
  });

  test('is not overwritten', async () => {
    await writeRun('first');
    await expect(writeRun('second')).rejects.toMatchObject({ code: 'run-exists' });
    expect(content()).toBe('first');
    expect(readdirSync(parent)).toEqual(['run-1']);
  });

  test('that appears while another is written is not overwritten either', async () => {
    const sink = createFolderSink(await openStaging(paths, false));
    await sink.write('a.txt', bytes('late'));
    mkdirSync(paths.target);
    writeFileSync(join(paths.target, 'a.txt'), 'early');
    await expect(sink.commit()).rejects.toMatchObject({ code: 'run-exists' });
    await sink.discard();
    expect(readFileSync(join(paths.target, 'a.txt'), 'utf8')).toBe('early');
    expect(readdirSync(parent)).toEqual(['run-1']);
  });

  test('is replaced whole when forced', async () => {
    await writeRun('first');
    writeFileSync(join(paths.target, 'left-over.txt'), '');
    await writeRun('second', true);
    expect(content()).toBe('second');
    expect(readdirSync(paths.target).sort()).toEqual(['csv', 'manifest.json']);
    expect(readdirSync(parent)).toEqual(['run-1']);
  });

  test('does not replace a folder that is no run, even when forced', async () => {
    mkdirSync(paths.target);
    writeFileSync(join(paths.target, 'thesis.docx'), 'years of work');
    await expect(writeRun('x', true)).rejects.toMatchObject({ code: 'folder-in-the-way' });
    expect(readdirSync(paths.target)).toEqual(['thesis.docx']);
  });

  test('a file where the folder belongs is one clear failure', async () => {
    writeFileSync(join(parent, 'file'), '');
    const inFile = planRunPaths(join(parent, 'file'), 'run-1', process.pid);
    await expect(openStaging(inFile, false)).rejects.toMatchObject({ code: 'output-unwritable' });
  });
});

test('what dead processes left is cleaned, what others use is not', async () => {
  const alive = `.other-2.partial-${process.ppid}`;
  for (const name of [
    `.run-1.partial-${DEAD_PROCESS}`,
    `.old-9.zip.replaced-${DEAD_PROCESS}`,
    alive,
    '.git',
  ]) {
    mkdirSync(join(parent, name));
  }
  const staging = await openStaging(paths, false);
  expect(readdirSync(parent).sort()).toEqual(['.git', alive, `.run-1.partial-${process.pid}`].sort());
  await staging.remove();
});
