import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORMATS } from './formats.js';
import { awkwardRecord } from './testing/arbitrary-records.js';
import { createRecords } from './testing/records.js';
import { writeAll, writeTexts } from './testing/write-all.js';

test.each(FORMATS.map((format) => format.name))('%s: the same bytes for every chunk size', (name) => {
  const records = createRecords(60);
  const whole = writeTexts(name, records);
  for (let chunkSize = 1; chunkSize <= records.length; chunkSize++) {
    expect(writeTexts(name, records, chunkSize)).toEqual(whole);
  }
  fc.assert(
    fc.property(
      fc.array(awkwardRecord, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 6 }),
      (some, size) => {
        expect(writeTexts(name, some, size)).toEqual(writeTexts(name, some));
      },
    ),
    { numRuns: 50 },
  );
});

test.each(FORMATS.map((format) => format.name))(
  '%s: the files are valid UTF-8 without a byte order mark',
  (name) => {
    fc.assert(
      fc.property(fc.array(awkwardRecord, { maxLength: 3 }), (records) => {
        for (const bytes of writeAll(name, records).values()) {
          new TextDecoder('utf-8', { fatal: true }).decode(bytes);
          expect(bytes[0]).not.toBe(0xef);
        }
      }),
      { numRuns: 50 },
    );
  },
);
