import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLines, readRecordLines } from './read-lines.js';

const encoder = new TextEncoder();

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

/** Cuts bytes at given places, also inside a character. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places.map((place) => Math.floor(place * bytes.length)), bytes.length].sort(
    (a, b) => a - b,
  );
  let from = 0;
  return ends.map((end) => {
    const piece = bytes.subarray(from, end);
    from = end;
    return piece;
  });
}

const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
// What decoding takes away is no line: a mark at the start of the text.
const line = fc.string({ unit: 'binary' }).filter((text) => !/[\n\ufeff]/.test(text));

test('lines come back however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1 }), places, async (lines, cuts) => {
      const bytes = encoder.encode(lines.map((text) => `${text}\n`).join(''));
      expect(await collect(readLines(cut(bytes, cuts)))).toEqual(lines);
    }),
    { seed: 1 },
  );
});

test('records come back from an array and from lines', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ a: fc.integer(), b: fc.string() })),
      places,
      async (records, cuts) => {
        const texts = records.map((record) => JSON.stringify(record));
        const array = encoder.encode(`[\n${texts.join(',\n')}\n]\n`);
        const lines = encoder.encode(texts.map((text) => `${text}\n`).join(''));
        for (const bytes of [array, lines]) {
          const read = await collect(readRecordLines(cut(bytes, cuts)));
          expect(read.map(({ value }) => value)).toEqual(records);
        }
      },
    ),
    { seed: 2 },
  );
});

test('a line that is no record says where it stands', async () => {
  const read = await collect(readRecordLines([encoder.encode('[\n{"a":1},\n{"a":\n]\n')]));
  expect(read).toEqual([
    { line: 2, value: { a: 1 } },
    { line: 3, value: undefined },
  ]);
});
