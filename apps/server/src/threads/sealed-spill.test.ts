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
  for (const [at, piece] of pieces.entries()) {
    expect(new Uint8Array(spill.read(positions[at] ?? 0, piece.length))).toEqual(piece);
  }
  expect(() => spill.read(10_000, 1)).toThrow(RangeError);
  spill.close();
  await rm(folder, { recursive: true });
});
