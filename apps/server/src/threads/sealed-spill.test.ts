import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSealedSpill } from './sealed-spill.js';

test('what is spilled comes back, and no file is to be seen meanwhile', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'medpat-spill-'));
  const spill = createSealedSpill(folder);
  const pieces = Array.from({ length: 50 }, (_, length) => new Uint8Array(length + 1).fill(length));
  const positions = pieces.map((piece) => spill.append(piece));
  expect(await readdir(folder)).toEqual([]);
  const read = (position: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    spill.read(position, bytes);
    return bytes;
  };
  for (const [at, piece] of pieces.entries()) {
    const position = positions[at] ?? 0;
    expect(read(position, piece.length)).toEqual(piece);
    // A part, from anywhere within it.
    for (let from = 0; from < piece.length; from++) {
      expect(read(position + from, piece.length - from)).toEqual(piece.subarray(from));
    }
  }
  expect(() => read(10_000, 1)).toThrow(RangeError);
  spill.close();
  await rm(folder, { recursive: true });
});
