import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findSevenZip, findUnzip } from '../support/tools.js';
import { type Medpat, openMedpat } from './support/medpat.js';

let medpat: Medpat;
beforeAll(async () => {
  medpat = openMedpat();
  expect(medpat.run(...run, '-o', 'plain').code).toBe(0);
});
afterAll(() => medpat.remove());

const run = ['generate', '-p', '60', '-d', '2', '-s', '3', '-f', 'json,csv'] as const;
const inWork = (...parts: readonly string[]) => join(medpat.folder, ...parts);

/** Every file below a folder with its content. */
function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}

describe('medpat generate --zip', () => {
  test.skipIf(!findUnzip())('unpacks to the same run, with another program', () => {
    expect(medpat.run(...run, '-o', 'zip', '--zip').code).toBe(0);
    expect(readdirSync(inWork('zip'))).toEqual(['default-exercise-3.zip']);
    mkdirSync(inWork('unzipped'));
    const unzip = spawnSync(findUnzip()!, [
      '-q',
      inWork('zip/default-exercise-3.zip'),
      '-d',
      inWork('unzipped'),
    ]);
    expect(unzip.status).toBe(0);
    expect(contents(inWork('unzipped'))).toEqual(contents(inWork('plain/default-exercise-3')));
  });

  test('gives the same bytes every time', () => {
    for (const out of ['zip-a', 'zip-b']) expect(medpat.run(...run, '-o', out, '--zip').code).toBe(0);
    const [a, b] = ['zip-a', 'zip-b'].map((out) => readFileSync(inWork(out, 'default-exercise-3.zip')));
    expect(a?.equals(b!)).toBe(true);
  });

  test('is not overwritten without --force', () => {
    expect(medpat.run(...run, '-o', 'zip-c', '--zip').code).toBe(0);
    expect(medpat.run(...run, '-o', 'zip-c', '--zip').code).toBe(1);
    expect(medpat.run(...run, '-o', 'zip-c', '--zip', '--force').code).toBe(0);
    expect(readdirSync(inWork('zip-c'))).toEqual(['default-exercise-3.zip']);
  });
});

describe('medpat generate --encrypt', () => {
  const password = 'pass wörd';

  test.skipIf(!findSevenZip())('is opened by 7-Zip with the password, and not without', () => {
    writeFileSync(inWork('secret.txt'), `${password}\nsecond line\n`);
    const { code, stderr } = medpat.run(...run, '-o', 'aes', '--encrypt', '--password-file', 'secret.txt');
    expect(code, stderr).toBe(0);
    const archive = inWork('aes/default-exercise-3.zip');
    const list = spawnSync(findSevenZip()!, ['l', '-slt', archive], { encoding: 'utf8' });
    expect(list.stdout).toContain('AES-256');
    const open = (word: string, out: string) =>
      spawnSync(findSevenZip()!, ['x', '-y', `-p${word}`, `-o${inWork(out)}`, archive], { encoding: 'utf8' });
    expect(open('wrong', 'aes-wrong').status).not.toBe(0);
    expect(open(password, 'aes-right').status).toBe(0);
    expect(contents(inWork('aes-right'))).toEqual(contents(inWork('plain/default-exercise-3')));
    expect(readFileSync(archive).includes('patient')).toBe(true);
    expect(readFileSync(archive).includes('family_name')).toBe(false);
  });

  test('takes the password from the environment', () => {
    const env = { MEDPAT_PASSWORD: password };
    expect(medpat.runWith({ env }, ...run, '-o', 'aes-env', '--encrypt').code).toBe(0);
    expect(existsSync(inWork('aes-env/default-exercise-3.zip'))).toBe(true);
  });

  test('refuses an empty password', () => {
    writeFileSync(inWork('empty.txt'), '\n');
    const { code, stderr } = medpat.run(...run, '-o', 'aes-no', '--encrypt', '--password-file', 'empty.txt');
    expect(code).toBe(2);
    expect(stderr).toContain('empty');
    expect(existsSync(inWork('aes-no'))).toBe(false);
  });
});
