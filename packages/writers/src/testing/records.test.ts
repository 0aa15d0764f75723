import { patientRecordSchema } from '@medical-patients/contract';
import { expect, test } from 'vitest';
import { createRecords } from './records.js';

test('the records used in tests obey the schema, in its key order, and have a realistic size', () => {
  const records = createRecords(500);
  for (const record of records) {
    expect(JSON.stringify(patientRecordSchema.parse(record))).toBe(JSON.stringify(record));
    for (const list of [record.timeline, record.vital_signs, record.care, record.triage]) {
      const times = list.map((entry) => entry.time);
      expect(times).toEqual([...times].sort());
    }
  }
  const bytes = new TextEncoder().encode(JSON.stringify(records)).length / records.length;
  expect(bytes).toBeGreaterThan(6_000);
  expect(bytes).toBeLessThan(9_000);
});
