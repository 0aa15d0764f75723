import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { collect } from '../../testing/job-files.js';
import { deriveStreamKey, openStream, sealStream } from './sealed-stream.js';

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const key = await deriveStreamKey('a password', 'job');

test.each([0, 1, 1000, 700_000])('%i bytes come back, however they are cut', async (size) => {
  const plain = randomBytes(size);
  const sealed = await collect(sealStream(cut(plain, 4096), key));
  expect(sealed.includes(plain.subarray(0, 64)) && size > 8).toBe(false);
  for (const piece of [sealed.length, 65_536, 1000]) {
    expect((await collect(openStream(cut(sealed, piece), key))).equals(plain)).toBe(true);
  }
});

test('what was changed, cut off or sealed with another key does not open', async () => {
  const sealed = await collect(sealStream(cut(randomBytes(600_000), 100_000), key));
  const open = (bytes: Uint8Array, by = key) => collect(openStream(cut(bytes, 50_000), by));
  const changed = Buffer.from(sealed);
  changed[300_000] = (changed[300_000] ?? 0) ^ 1;
  await expect(open(changed)).rejects.toThrow();
  await expect(open(sealed.subarray(0, sealed.length - 20))).rejects.toThrow('ends before its end');
  await expect(open(sealed.subarray(0, 300))).rejects.toThrow('ends before its end');
  await expect(open(Buffer.concat([sealed, sealed.subarray(7)]))).rejects.toThrow();
  await expect(open(sealed, await deriveStreamKey('a password', 'another job'))).rejects.toThrow();
});
