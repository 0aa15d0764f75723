import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PatientRecord } from '@medical-patients/contract';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { awkwardRecord } from '../../packages/writers/src/testing/arbitrary-records.js';
import { createRecords } from '../../packages/writers/src/testing/records.js';
import { writeTexts } from '../../packages/writers/src/testing/write-all.js';
import { findPython } from '../support/tools.js';

const python = findPython();
const folder = mkdtempSync(join(tmpdir(), 'medpat-readers-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Rows = readonly Readonly<Record<string, string>>[];

const readWithCsvParse = (text: string): Rows => parse(text, { columns: true, record_delimiter: '\r\n' });

const readBefore = new Map<string, Rows>();

function readWithPython(text: string): Rows {
  const before = readBefore.get(text);
  if (before !== undefined) return before;
  const path = join(folder, 'in.csv');
  writeFileSync(path, text);
  const script = [
    'import csv, json, sys',
    'with open(sys.argv[1], encoding="utf-8", newline="") as file:',
    '    rows = list(csv.reader(file, strict=True))',
    'assert all(len(row) == len(rows[0]) for row in rows)',
    'sys.stdout.write(json.dumps([dict(zip(rows[0], row)) for row in rows[1:]]))',
  ].join('\n');
  const rows = JSON.parse(
    execFileSync(python!, ['-c', script, path], { encoding: 'utf8', maxBuffer: 1 << 28 }),
  ) as Rows;
  readBefore.set(text, rows);
  return rows;
}

/** The promise for a text cell: UTF-8 knows no lone surrogate, and a formula gets an apostrophe. */
function promised(text: string | null | undefined): string {
  const cell = Buffer.from(text ?? '', 'utf8').toString('utf8');
  return /^[=+\-@\t\r]/.test(cell) && !/^[+-]\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}

/** Compares what a reader got from the tables with the records, field by field. */
function expectSame(
  files: Readonly<Record<string, string>>,
  records: readonly PatientRecord[],
  read: (text: string) => Rows,
) {
  const table = (name: string): Rows => read(files[`csv/${name}.csv`]!);
  const flat = <T>(of: (record: PatientRecord) => readonly T[]): T[] =>
    records.flatMap((record) => [...of(record)]);

  expect(
    table('patients').map((row) => [
      row.id,
      row.number,
      row.family_name,
      row.given_name,
      row.display_name,
      row.unit,
      row.weight_kg,
      row.latitude,
      row.outcome_place,
      row.mass_casualty,
    ]),
  ).toEqual(
    records.map(({ id, number, identity, incident, outcome }) => [
      promised(id),
      String(number),
      promised(identity.family_name),
      promised(identity.given_name),
      promised(identity.display_name),
      promised(identity.unit),
      JSON.stringify(identity.weight_kg),
      incident.location === null ? '' : JSON.stringify(incident.location.lat),
      promised(outcome.place),
      String(incident.mass_casualty),
    ]),
  );
  expect(
    table('injuries').map((row) => [row.region, row.side, row.diagnosis, row.body_site, row.ais]),
  ).toEqual(
    flat((record) => record.injuries).map((it) => [
      promised(it.region),
      it.side ?? '',
      promised(it.diagnosis.display),
      promised(it.body_site?.display),
      String(it.ais),
    ]),
  );
  expect(
    table('vitals').map((row) => [row.time, row.place, row.heart_rate, row.gcs_total, row.temperature_c]),
  ).toEqual(
    flat((record) => record.vital_signs).map((it) => [
      it.time,
      promised(it.place),
      String(it.heart_rate),
      String(it.gcs.total),
      JSON.stringify(it.temperature_c),
    ]),
  );
  expect(
    table('treatments').map((row) => [row.display, row.code, row.dose, row.unit, row.successful]),
  ).toEqual(
    flat((record) => record.care).map((it) => [
      promised(it.code.display),
      promised(it.code.code),
      it.dose === undefined ? '' : JSON.stringify(it.dose),
      promised(it.unit),
      String(it.successful),
    ]),
  );
  expect(table('triage').map((row) => [row.patient_id, row.place, row.category, row.true_category])).toEqual(
    records.flatMap((record) =>
      record.triage.map((it) => [
        promised(record.id),
        promised(it.place),
        it.category,
        it.true_category ?? '',
      ]),
    ),
  );
  expect(
    table('complications').map((row) => [row.patient_id, row.time, row.place, row.diagnosis, row.icd_10]),
  ).toEqual(
    records.flatMap((record) =>
      record.complications.map((it) => [
        promised(record.id),
        it.time,
        promised(it.place),
        promised(it.diagnosis.display),
        promised(it.diagnosis.icd_10),
      ]),
    ),
  );
  expect(
    table('events').map((row) => [row.sequence, row.event, row.asset, row.detail, row.line_1_pickup]),
  ).toEqual(
    records.flatMap((record) =>
      record.timeline.map((it, nth) => [
        String(nth + 1),
        it.event,
        promised(it.asset),
        promised(it.detail),
        promised(it.request?.line_1_pickup),
      ]),
    ),
  );
}

describe('csv, read by others', () => {
  test('csv-parse reads what was written, whatever the strings are', () => {
    fc.assert(
      fc.property(fc.array(awkwardRecord, { minLength: 1, maxLength: 3 }), (records) => {
        expectSame(writeTexts('csv', records), records, readWithCsvParse);
      }),
      { numRuns: 100 },
    );
  });

  test.skipIf(!python)("python's csv module reads the same", () => {
    const records = fc.sample(awkwardRecord, { numRuns: 100, seed: 20_260_601 });
    const files = writeTexts('csv', records);
    expectSame(files, records, readWithPython);
    for (const text of Object.values(files)) expect(readWithPython(text)).toEqual(readWithCsvParse(text));
  });

  test('no cell that a reader hands on would run as a formula', () => {
    const records = fc.sample(awkwardRecord, { numRuns: 300, seed: 4 });
    for (const text of Object.values(writeTexts('csv', records))) {
      for (const cell of (parse(text, { record_delimiter: '\r\n' }) as string[][]).flat()) {
        if (/^[=+\-@\t\r]/.test(cell)) expect(cell).toMatch(/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/);
      }
    }
  });

  test('keys join, and the dictionary describes every column of every file', () => {
    const files = writeTexts('csv', createRecords(50));
    const ids = new Set(readWithCsvParse(files['csv/patients.csv']!).map((row) => row.id));
    expect(ids.size).toBe(50);
    const described = readWithCsvParse(files['csv/dictionary.csv']!);
    for (const [path, text] of Object.entries(files)) {
      expect(text.endsWith('\r\n')).toBe(true);
      const file = path.slice('csv/'.length);
      if (file === 'dictionary.csv') continue;
      const rows = readWithCsvParse(text);
      if (file !== 'patients.csv') for (const row of rows) expect(ids).toContain(row.patient_id);
      const columns = described.filter((row) => row.file === file);
      expect(columns.map((row) => row.column)).toEqual(Object.keys(rows[0]!));
      for (const { column, type, description } of columns) {
        expect(description).not.toBe('');
        for (const row of rows) expectType(row[column!]!, type!);
      }
    }
  });
});

function expectType(cell: string, type: string): void {
  if (cell === '') return;
  if (type === 'integer') expect(cell).toMatch(/^-?\d+$/);
  else if (type === 'number') expect(Number.isFinite(Number(cell))).toBe(true);
  else if (type === 'boolean') expect(cell).toMatch(/^(true|false)$/);
  else if (type === 'date') expect(cell).toMatch(/^\d{4}-\d\d-\d\d$/);
  else if (type === 'date-time') expect(cell).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  else expect(type).toBe('text');
}
