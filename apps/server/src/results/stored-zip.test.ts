import { execFileSync } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPython, findUnzip } from '../../../../tests/support/tools.js';
import { collect } from '../testing/job-files.js';
import { createStoredZip, type ZipEntry } from './stored-zip.js';

const python = findPython();
const unzip = findUnzip();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medpat-zip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const entryOf = (path: string, content: Uint8Array): ZipEntry => ({
  path,
  bytes: content.length,
  crc32: crc32(content),
  open: async function* ({ start, end }) {
    yield content.subarray(start, end);
  },
});

test('an archive has the length it says, and any range of it is a part of the whole', async () => {
  const zip = createStoredZip([
    entryOf('a.txt', Buffer.from('first')),
    entryOf('empty', Buffer.alloc(0)),
    entryOf('folder/ü.txt', Buffer.from('second')),
  ]);
  const whole = await collect(zip.open());
  expect(whole.length).toBe(zip.bytes);
  for (let start = 0; start < whole.length; start += 13) {
    for (let end = start; end <= whole.length; end += 17) {
      expect((await collect(zip.open({ start, end }))).equals(whole.subarray(start, end))).toBe(true);
    }
  }
});

test.skipIf(python === undefined && unzip === undefined)(
  'files beyond 4 GB are listed by independent readers',
  async () => {
    // Its content is a hole in a sparse file: what is read are the headers.
    const bytes = 5 * 2 ** 30;
    const huge: ZipEntry = { path: 'huge.bin', bytes, crc32: 0, open: async function* () {} };
    const zip = createStoredZip([huge, entryOf('behind.txt', Buffer.from('behind it'))]);
    const path = join(folder, 'huge.zip');
    const file = await open(path, 'w');
    const headers = 30 + 'huge.bin'.length + 20;
    for (const range of [
      { start: 0, end: headers },
      { start: headers + bytes, end: zip.bytes },
    ]) {
      let at = range.start;
      for await (const piece of zip.open(range)) {
        await file.write(piece, 0, piece.length, at);
        at += piece.length;
      }
    }
    await file.truncate(zip.bytes);
    await file.close();
    const script = `
import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
print([(entry.filename, entry.file_size) for entry in archive.infolist()], archive.read('behind.txt').decode())
`;
    if (python !== undefined) {
      expect(execFileSync(python, ['-c', script, path]).toString().trim()).toBe(
        `[('huge.bin', ${bytes}), ('behind.txt', 9)] behind it`,
      );
    }
    if (unzip !== undefined) {
      expect(execFileSync(unzip, ['-p', path, 'behind.txt']).toString()).toBe('behind it');
    }
  },
);
