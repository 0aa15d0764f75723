import type {
  Complication,
  Injury,
  Intervention,
  RecordCoding,
  TimelineEvent,
  TriageAssessment,
  VitalSigns,
} from '@medical-patients/contract';
import type { CsvSink } from './csv-sink.js';
import type { Patient } from './patient.js';
import { type Column, column, measure, type Table } from './table.js';

/** The two columns that begin every table but `patients.csv`: which patient, and which row of that patient. */
const KEY: readonly Column[] = [
  column('patient_id', 'text', 'id in patients.csv'),
  column('sequence', 'integer', 'Order among the rows of this patient, from 1'),
];

function writeKey(out: CsvSink, patient: Patient, sequence: number): void {
  out.raw(patient.id);
  out.count(sequence);
}

/** The key and four more columns, which begin the tables of what happens at a time and a place. */
const KEY_AND_PLACE: readonly Column[] = [
  ...KEY,
  column('time', 'date-time', 'Time, UTC'),
  measure('minutes_since_injury', 'min', 'Time since injury or onset'),
  column('place', 'text', 'Where: point of injury, vehicle or facility'),
  column('echelon', 'text', 'poi, transport or role-1 to role-4'),
];

/** Time and place apart: the rows of five tables have more shapes than V8 tells apart at one place. */
function writeKeyAndPlace(
  out: CsvSink,
  time: string,
  place: string,
  patient: Patient,
  sequence: number,
): void {
  writeKey(out, patient, sequence);
  out.time(time);
  out.count(patient.minutesSinceInjury(time));
  out.raw(patient.placeAndEchelon(place));
}

const DIAGNOSIS: readonly Column[] = [
  column('diagnosis_system', 'text', 'Code system of the diagnosis'),
  column('diagnosis_code', 'text', 'Code of the diagnosis'),
  column('diagnosis', 'text', 'Diagnosis'),
  column('icd_10', 'text', 'ICD-10 code of the diagnosis'),
];

function writeDiagnosis(out: CsvSink, diagnosis: Injury['diagnosis']): void {
  out.text(diagnosis.system);
  out.text(diagnosis.code);
  out.text(diagnosis.display);
  out.text(diagnosis.icd_10);
}

/** One row an injury. */
export const injuriesTable: Table<Injury> = {
  file: 'injuries.csv',
  columns: [
    ...KEY,
    column('region', 'text', 'Body region'),
    column('side', 'text', 'left, right, midline or empty'),
    ...DIAGNOSIS,
    column('body_site_code', 'text', 'Code of the body site'),
    column('body_site', 'text', 'Body site'),
    column('ais', 'integer', 'Abbreviated Injury Scale severity, 1 to 6'),
    column('bleeding_class', 'integer', 'Haemorrhage class, 0 (none) to 4'),
    column('tourniquet_possible', 'boolean', 'A tourniquet can be used'),
  ],
  rows: (record) => record.injuries,
  write(out, injury, patient, sequence) {
    writeKey(out, patient, sequence);
    out.text(injury.region);
    out.word(injury.side);
    out.shared(injury.diagnosis, writeDiagnosis);
    out.text(injury.body_site?.code);
    out.text(injury.body_site?.display);
    out.count(injury.ais);
    out.count(injury.bleeding_class);
    out.flag(injury.tourniquet_possible);
  },
};

/** One row a complication. */
export const complicationsTable: Table<Complication> = {
  file: 'complications.csv',
  columns: [...KEY_AND_PLACE, ...DIAGNOSIS],
  rows: (record) => record.complications,
  write(out, complication, patient, sequence) {
    writeKeyAndPlace(out, complication.time, complication.place, patient, sequence);
    out.shared(complication.diagnosis, writeDiagnosis);
  },
};

/** One row a reading. */
export const vitalsTable: Table<VitalSigns> = {
  file: 'vitals.csv',
  columns: [
    ...KEY_AND_PLACE,
    column('at', 'text', 'What happened when it was taken'),
    measure('heart_rate', '/min', 'Heart rate'),
    measure('systolic', 'mm[Hg]', 'Systolic blood pressure'),
    measure('diastolic', 'mm[Hg]', 'Diastolic blood pressure'),
    measure('respiratory_rate', '/min', 'Respiratory rate'),
    measure('spo2', '%', 'Oxygen saturation'),
    column('gcs_eye', 'integer', 'Glasgow Coma Scale, eye, 1 to 4'),
    column('gcs_verbal', 'integer', 'Glasgow Coma Scale, verbal, 1 to 5'),
    column('gcs_motor', 'integer', 'Glasgow Coma Scale, motor, 1 to 6'),
    column('gcs_total', 'integer', 'Glasgow Coma Scale, 3 to 15'),
    measure('temperature_c', 'Cel', 'Body temperature'),
    column('pain', 'integer', 'Pain, 0 to 10'),
    column('health_score', 'integer', 'Health score of these signs, 0 to 20'),
    measure('blood_volume_fraction', '1', 'Blood volume, as a fraction of normal'),
  ],
  rows: (record) => record.vital_signs,
  write(out, signs, patient, sequence) {
    writeKeyAndPlace(out, signs.time, signs.place, patient, sequence);
    out.word(signs.at);
    out.count(signs.heart_rate);
    out.count(signs.systolic);
    out.count(signs.diastolic);
    out.count(signs.respiratory_rate);
    out.count(signs.spo2);
    out.count(signs.gcs.eye);
    out.count(signs.gcs.verbal);
    out.count(signs.gcs.motor);
    out.count(signs.gcs.total);
    out.count(signs.temperature_c);
    out.count(signs.pain);
    out.count(signs.health_score);
    out.count(signs.blood_volume_fraction);
  },
};

/** One row an intervention. */
export const treatmentsTable: Table<Intervention> = {
  file: 'treatments.csv',
  columns: [
    ...KEY_AND_PLACE,
    column('system', 'text', 'Code system'),
    column('code', 'text', 'Code of the intervention'),
    column('display', 'text', 'Intervention'),
    column('dose', 'number', 'Dose, in the unit of the next column'),
    column('unit', 'text', 'UCUM unit of the dose'),
    column('route', 'text', 'Route of administration'),
    column('effect', 'text', 'temporary, while-it-lasts, permanent, supportive or diagnostic'),
    column('performer', 'text', 'Who did it'),
    column('successful', 'boolean', 'false where it failed'),
  ],
  rows: (record) => record.care,
  write(out, care, patient, sequence) {
    writeKeyAndPlace(out, care.time, care.place, patient, sequence);
    out.shared(care.code, writeCoding);
    out.count(care.dose);
    out.text(care.unit);
    out.text(care.route);
    out.word(care.effect);
    out.word(care.performer);
    out.flag(care.successful);
  },
};

function writeCoding(out: CsvSink, coding: RecordCoding): void {
  out.text(coding.system);
  out.text(coding.code);
  out.text(coding.display);
}

/** One row a triage assessment. */
export const triageTable: Table<TriageAssessment> = {
  file: 'triage.csv',
  columns: [
    ...KEY_AND_PLACE,
    column('category', 'text', 'Assessed category, T1 to T4'),
    column('true_category', 'text', 'Ground truth, only where it differs'),
    column('assessed_by', 'text', 'Who assessed'),
  ],
  rows: (record) => record.triage,
  write(out, triage, patient, sequence) {
    writeKeyAndPlace(out, triage.time, triage.place, patient, sequence);
    out.word(triage.category);
    out.word(triage.true_category);
    out.word(triage.assessed_by);
  },
};

/** One row an event of the timeline. */
export const eventsTable: Table<TimelineEvent> = {
  file: 'events.csv',
  columns: [
    ...KEY_AND_PLACE,
    column('event', 'text', 'Kind of event'),
    column('asset', 'text', 'Vehicle or resource'),
    column('detail', 'text', 'Destination, reason or complication'),
    column('line_1_pickup', 'text', 'Nine-line request: pickup place'),
    column('line_2_call_sign', 'text', 'Call sign'),
    column('line_3_precedence', 'text', 'Precedence'),
    column('line_4_equipment', 'text', 'Special equipment'),
    column('line_5_type', 'text', 'litter or ambulatory'),
    column('line_6_security', 'text', 'Security at the pickup place'),
    column('line_7_marking', 'text', 'How the place is marked'),
    column('line_8_status', 'text', 'Nationality and status'),
    column('line_9_contamination', 'text', 'Contamination'),
  ],
  rows: (record) => record.timeline,
  write(out, event, patient, sequence) {
    const { request } = event;
    writeKeyAndPlace(out, event.time, event.place, patient, sequence);
    out.word(event.event);
    out.text(event.asset);
    out.text(event.detail);
    out.text(request?.line_1_pickup);
    out.text(request?.line_2_call_sign);
    out.word(request?.line_3_precedence);
    out.word(request?.line_4_equipment);
    out.word(request?.line_5_type);
    out.word(request?.line_6_security);
    out.word(request?.line_7_marking);
    out.text(request?.line_8_status);
    out.word(request?.line_9_contamination);
  },
};
