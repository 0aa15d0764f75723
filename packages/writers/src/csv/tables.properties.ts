import type { PatientRecord, RecordCoding } from '@medical-patients/contract';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minutesSince } from '../iso-time.js';
import { awkwardRecord } from '../testing/arbitrary-records.js';
import { createRecord, createRecords } from '../testing/records.js';
import { writeTexts } from '../testing/write-all.js';
import { neutralise } from './csv-sink.js';

type Values = Readonly<Record<string, unknown>>;

/** The rows of each file as values by column name, and more values that no column has. */
const ROWS: Readonly<Record<string, (record: PatientRecord) => readonly Values[]>> = {
  'patients.csv': (record) => [patientOf(record)],
  'injuries.csv': (record) =>
    record.injuries.map(({ diagnosis, body_site, ...injury }) => ({
      ...injury,
      ...diagnosisOf(diagnosis),
      body_site_code: body_site?.code,
      body_site: body_site?.display,
    })),
  'vitals.csv': (record) =>
    record.vital_signs.map(({ gcs, ...signs }) => ({
      ...placed(record, signs),
      gcs_eye: gcs.eye,
      gcs_verbal: gcs.verbal,
      gcs_motor: gcs.motor,
      gcs_total: gcs.total,
    })),
  'treatments.csv': (record) =>
    record.care.map(({ code, ...care }) => ({
      dose: null,
      unit: null,
      route: null,
      ...placed(record, care),
      ...code,
    })),
  'triage.csv': (record) =>
    record.triage.map((triage) => ({ true_category: null, ...placed(record, triage) })),
  'events.csv': (record) =>
    record.timeline.map(({ request, ...event }) => ({
      asset: null,
      detail: null,
      ...placed(record, event),
      ...(request ?? NO_REQUEST),
    })),
  'complications.csv': (record) =>
    record.complications.map(({ diagnosis, ...rest }) => ({
      ...placed(record, rest),
      ...diagnosisOf(diagnosis),
    })),
};

const NO_REQUEST = {
  line_1_pickup: null,
  line_2_call_sign: null,
  line_3_precedence: null,
  line_4_equipment: null,
  line_5_type: null,
  line_6_security: null,
  line_7_marking: null,
  line_8_status: null,
  line_9_contamination: null,
};

function patientOf(record: PatientRecord): Values {
  const { identity, history, incident, disease, exposure, outcome } = record;
  const joined = (codings: readonly RecordCoding[], key: 'display' | 'code') =>
    codings.map((coding) => coding[key]).join('; ');
  return {
    ...record,
    ...identity,
    rank_title: identity.rank.title,
    rank_code: identity.rank.code,
    allergies: joined(history.allergies, 'display'),
    allergy_codes: joined(history.allergies, 'code'),
    medications: joined(history.medications, 'display'),
    medication_codes: joined(history.medications, 'code'),
    problems: joined(history.problems, 'display'),
    problem_codes: joined(history.problems, 'code'),
    ...incident,
    front_id: incident.front.id,
    front: incident.front.name,
    latitude: incident.location?.lat,
    longitude: incident.location?.lon,
    injury_time: incident.time,
    injury_day: incident.day,
    mechanism_code: incident.mechanism.code,
    mechanism: incident.mechanism.display,
    environment: incident.environment.join('; '),
    disease_code: disease?.diagnosis.code,
    disease: disease?.diagnosis.display,
    disease_icd_10: disease?.diagnosis.icd_10,
    disease_body_site: disease?.body_site?.display,
    disease_severity: disease?.severity,
    exposure_agent: exposure?.agent,
    exposure_dose_class: exposure?.dose_class,
    exposure_decontaminated: exposure?.decontaminated,
    outcome: outcome.status,
    outcome_time: outcome.time,
    outcome_place: outcome.place,
    outcome_echelon: outcome.echelon,
    cause_of_death: outcome.cause_of_death,
    preventability: outcome.preventability?.judgement,
    preventability_reason: outcome.preventability?.reason,
  };
}

function diagnosisOf({ system, code, display, icd_10 }: PatientRecord['injuries'][number]['diagnosis']) {
  return { diagnosis_system: system, diagnosis_code: code, diagnosis: display, icd_10 };
}

function placed(
  { incident, timeline }: PatientRecord,
  row: { readonly time: string; readonly place: string },
): Values {
  return {
    ...row,
    minutes_since_injury: minutesSince(Date.parse(incident.time) / 1000, row.time),
    echelon: timeline.find(({ place }) => place === row.place)?.echelon ?? 'transport',
  };
}

/** A value as the cell of it must be read; undefined where the row has no such value. */
function cellOf(value: unknown): string {
  if (typeof value !== 'string') return value === null || value === undefined ? '' : JSON.stringify(value);
  return neutralise(Buffer.from(value, 'utf8').toString('utf8'));
}

/** Reads every file back and compares each cell with the value that its column names. */
function expectCells(records: readonly PatientRecord[]): void {
  const files = writeTexts('csv', records);
  for (const [file, rowsOf] of Object.entries(ROWS)) {
    const read: string[][] = parse(files[`csv/${file}`]!, { record_delimiter: '\r\n' });
    const [columns, ...rows] = read;
    const expected = records.flatMap((record) =>
      rowsOf(record).map((row, index) => ({ patient_id: record.id, sequence: index + 1, ...row })),
    );
    expect(rows).toEqual(
      expected.map((values: Values) =>
        columns!.map((column) => (column in values ? cellOf(values[column]) : `no value ${column}`)),
      ),
    );
  }
}

test('every cell holds what its column is called, whatever the strings are', () => {
  fc.assert(fc.property(fc.array(awkwardRecord, { minLength: 1, maxLength: 3 }), expectCells), {
    numRuns: 200,
  });
});

test('no two cells change places: where each value of a record is another, each is found in its column', () => {
  expectCells(createRecords(100).map(withDistinctValues));
});

/** The record with another value in each place but the times and keys: what the schema allows does not matter here. */
function withDistinctValues(record: PatientRecord): PatientRecord {
  let count = 0;
  const replace = (key: string, value: unknown): unknown => {
    if (typeof value === 'number') return ++count;
    if (typeof value === 'string') return /time|^place$/.test(key) ? value : `${key} ${++count}`;
    if (Array.isArray(value)) return value.map((element) => replace(key, element));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([inner, member]) => [inner, replace(inner, member)]),
    );
  };
  return replace('', record) as PatientRecord;
}

test('the same place in two records, at two echelons', () => {
  const record = createRecord(0);
  const timeline = record.timeline.map((event) => ({ ...event, echelon: 'role-4' as const }));
  expectCells([record, { ...record, timeline }, { ...record, timeline: [] }, record]);
});
