import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSpillFile, type SpillFile } from './spill-file.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'spill-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(spill: SpillFile, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  spill.read(position, bytes);
  return bytes;
}

test('reads back what was appended, in any order, whole or in part, and leaves nothing', () => {
  const path = join(folder, 'care-paths');
  const spill = createSpillFile(path);
  expect(existsSync(path)).toBe(false);
  const pieces = [1, 2, 3].map((value) => new Uint8Array(value * 1000).fill(value));
  const places = pieces.map((piece) => spill.append(piece));
  expect(places).toEqual([0, 1000, 3000]);
  for (const index of [2, 0, 1]) {
    expect(read(spill, places[index] ?? 0, pieces[index]?.length ?? 0)).toEqual(pieces[index]);
  }
  expect(read(spill, 2999, 2)).toEqual(Uint8Array.of(2, 3));
  expect(() => read(spill, 5500, 1000)).toThrow(RangeError);
  spill.close();
  spill.close();
  expect(existsSync(path)).toBe(false);
});

test('without a single append there is no file', () => {
  const path = join(folder, 'never');
  const spill = createSpillFile(path);
  expect(() => read(spill, 0, 1)).toThrow('nothing has been spilled');
  spill.close();
  expect(existsSync(path)).toBe(false);
});
