import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { GrowingFile } from './growing-file.js';

async function openFile() {
  const folder = await mkdtemp(join(tmpdir(), 'medpat-growing-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'file');
  return { path, handle: await open(path, 'wx') };
}

test('pieces given at once stand one after another', async () => {
  const { path, handle } = await openFile();
  const file = new GrowingFile(handle, true);
  const pieces = Array.from({ length: 200 }, (_, index) => Buffer.alloc(1 + (index % 7) * 1000, index));
  await Promise.all(pieces.map((piece) => file.append(piece)));
  await file.sync();
  await file.close();
  expect((await readFile(path)).equals(Buffer.concat(pieces))).toBe(true);
});

test('a failure of the disk on the way is heard at once', async () => {
  const { handle } = await openFile();
  const failing = Object.assign(Object.create(handle) as typeof handle, {
    write: async (bytes: Uint8Array, _at: number, length: number) => ({
      buffer: bytes,
      bytesWritten: length,
    }),
    datasync: () => Promise.reject(new Error('no more disk')),
  });
  const file = new GrowingFile(failing, true);
  await expect(file.append(new Uint8Array(65 * 1024 * 1024))).rejects.toThrow('no more disk');
  await handle.close();
});
