import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { createRecord, createRecords } from '../testing/records.js';
import { writeText } from '../testing/write-all.js';

type Row = Readonly<Record<string, string>>;

const rowsOf = (file: string, records: Parameters<typeof writeText>[2]): readonly Row[] =>
  parse(writeText('csv', `csv/${file}`, records), { columns: true });

test.each(['vitals.csv', 'treatments.csv', 'triage.csv', 'complications.csv', 'events.csv'])(
  '%s tells minutes since injury and the echelon, which the record has once',
  (file) => {
    const records = createRecords(60);
    const rows = rowsOf(file, records);
    expect(rows.length).toBeGreaterThan(5);
    const recordOf = new Map(records.map((record) => [record.id, record]));
    for (const { patient_id, time, minutes_since_injury, place, echelon } of rows) {
      const { incident, timeline } = recordOf.get(patient_id!)!;
      const minutes = (Date.parse(time!) - Date.parse(incident.time)) / 60_000;
      expect(Math.abs(Number(minutes_since_injury) - minutes)).toBeLessThan(0.051);
      expect(echelon).toBe(timeline.find((event) => event.place === place)?.echelon);
    }
  },
);

test('a place where no event happens is a vehicle', () => {
  const record = createRecord(0);
  const care = [{ ...record.care[0]!, time: '2026-06-01T00:50:00Z', place: 'ambulance-1' }];
  expect(rowsOf('treatments.csv', [{ ...record, care }])).toMatchObject([
    { minutes_since_injury: '50', place: 'ambulance-1', echelon: 'transport' },
  ]);
});
