import { patientRecordSchema } from '@medical-patients/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awkwardRecord, awkwardString } from '../testing/arbitrary-records.js';
import { createRecords } from '../testing/records.js';
import { writeText } from '../testing/write-all.js';
import { JsonSink } from './json-sink.js';
import { writeRecord } from './record-json.js';

function toJson(record: Parameters<typeof writeRecord>[1]): string {
  const out = new JsonSink();
  writeRecord(out, record);
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(out.take());
}

test('a record is what JSON.stringify makes of it, in the key order of the schema', () => {
  fc.assert(
    fc.property(awkwardRecord, (record) => {
      expect(toJson(record)).toBe(JSON.stringify(patientRecordSchema.parse(record)));
    }),
    { numRuns: 1_000 },
  );
});

test('every key that the schema knows is written', () => {
  // The records of the factory fill every optional part somewhere; strict parsing refuses what the schema lacks.
  const written = JSON.parse(writeText('json', 'patients.json', createRecords(200)));
  expect(written).toEqual(createRecords(200));
  const schema = JSON.stringify(patientRecordSchema.toJSONSchema());
  const text = JSON.stringify(written);
  const known = [...schema.matchAll(/"required":\[([^\]]*)\]/g)].flatMap((match) =>
    JSON.parse(`[${match[1]}]`),
  );
  expect(known.length).toBeGreaterThan(100);
  for (const key of [...known, 'true_category', 'dose', 'unit', 'route', 'asset', 'detail', 'request']) {
    expect(text).toContain(`"${key}":`);
  }
});

test('any string and any number are written as JSON.stringify writes them', () => {
  const out = new JsonSink();
  const decode = (): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(out.take());
  fc.assert(
    fc.property(awkwardString, (text) => {
      out.jsonString(text);
      expect(decode()).toBe(JSON.stringify(text));
    }),
    { numRuns: 5_000 },
  );
  const decimal = fc.tuple(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: 0, max: 7 }));
  const anyNumber = fc.oneof(
    fc.double(),
    fc.integer(),
    decimal.map(([digits, places]) => digits / 10 ** places),
  );
  fc.assert(
    fc.property(anyNumber, (value) => {
      out.number(value);
      expect(decode()).toBe(JSON.stringify(value));
    }),
    { numRuns: 50_000 },
  );
});
