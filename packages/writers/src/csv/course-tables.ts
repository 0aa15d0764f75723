import type {
  Complication,
  Injury,
  Intervention,
  TimelineEvent,
  TriageAssessment,
  VitalSigns,
} from '@medical-patients/contract';
import { column, keyColumns, measure, type Table, whenAndWhere } from './table.js';

/** One row an injury. */
export const injuriesTable: Table<Injury> = {
  file: 'injuries.csv',
  rows: (record) => record.injuries,
  columns: [
    ...keyColumns<Injury>(),
    column('region', 'text', 'Body region', (row) => row.region),
    column('side', 'text', 'left, right, midline or empty', (row) => row.side),
    column('diagnosis_system', 'text', 'Code system of the diagnosis', (row) => row.diagnosis.system),
    column('diagnosis_code', 'text', 'Code of the diagnosis', (row) => row.diagnosis.code),
    column('diagnosis', 'text', 'Diagnosis', (row) => row.diagnosis.display),
    column('icd_10', 'text', 'ICD-10 code of the diagnosis', (row) => row.diagnosis.icd_10),
    column('body_site_code', 'text', 'Code of the body site', (row) => row.body_site?.code),
    column('body_site', 'text', 'Body site', (row) => row.body_site?.display),
    column('ais', 'integer', 'Abbreviated Injury Scale severity, 1 to 6', (row) => row.ais),
    column('bleeding_class', 'integer', 'Haemorrhage class, 0 (none) to 4', (row) => row.bleeding_class),
    column('tourniquet_possible', 'boolean', 'A tourniquet can be used', (row) => row.tourniquet_possible),
  ],
};

/** One row a complication. */
export const complicationsTable: Table<Complication> = {
  file: 'complications.csv',
  rows: (record) => record.complications,
  columns: [
    ...keyColumns<Complication>(),
    ...whenAndWhere<Complication>(),
    column('diagnosis_system', 'text', 'Code system of the diagnosis', (row) => row.diagnosis.system),
    column('diagnosis_code', 'text', 'Code of the diagnosis', (row) => row.diagnosis.code),
    column('diagnosis', 'text', 'Diagnosis', (row) => row.diagnosis.display),
    column('icd_10', 'text', 'ICD-10 code of the diagnosis', (row) => row.diagnosis.icd_10),
  ],
};

/** One row a reading. */
export const vitalsTable: Table<VitalSigns> = {
  file: 'vitals.csv',
  rows: (record) => record.vital_signs,
  columns: [
    ...keyColumns<VitalSigns>(),
    ...whenAndWhere<VitalSigns>(),
    column('at', 'text', 'What happened when it was taken', (row) => row.at),
    measure('heart_rate', '/min', 'Heart rate', (row) => row.heart_rate),
    measure('systolic', 'mm[Hg]', 'Systolic blood pressure', (row) => row.systolic),
    measure('diastolic', 'mm[Hg]', 'Diastolic blood pressure', (row) => row.diastolic),
    measure('respiratory_rate', '/min', 'Respiratory rate', (row) => row.respiratory_rate),
    measure('spo2', '%', 'Oxygen saturation', (row) => row.spo2),
    column('gcs_eye', 'integer', 'Glasgow Coma Scale, eye, 1 to 4', (row) => row.gcs.eye),
    column('gcs_verbal', 'integer', 'Glasgow Coma Scale, verbal, 1 to 5', (row) => row.gcs.verbal),
    column('gcs_motor', 'integer', 'Glasgow Coma Scale, motor, 1 to 6', (row) => row.gcs.motor),
    column('gcs_total', 'integer', 'Glasgow Coma Scale, 3 to 15', (row) => row.gcs.total),
    measure('temperature_c', 'Cel', 'Body temperature', (row) => row.temperature_c),
    column('pain', 'integer', 'Pain, 0 to 10', (row) => row.pain),
    column('health_score', 'integer', 'Health score of these signs, 0 to 20', (row) => row.health_score),
    measure(
      'blood_volume_fraction',
      '1',
      'Blood volume, as a fraction of normal',
      (row) => row.blood_volume_fraction,
    ),
  ],
};

/** One row an intervention. */
export const treatmentsTable: Table<Intervention> = {
  file: 'treatments.csv',
  rows: (record) => record.care,
  columns: [
    ...keyColumns<Intervention>(),
    ...whenAndWhere<Intervention>(),
    column('system', 'text', 'Code system', (row) => row.code.system),
    column('code', 'text', 'Code of the intervention', (row) => row.code.code),
    column('display', 'text', 'Intervention', (row) => row.code.display),
    column('dose', 'number', 'Dose, in the unit of the next column', (row) => row.dose),
    column('unit', 'text', 'UCUM unit of the dose', (row) => row.unit),
    column('route', 'text', 'Route of administration', (row) => row.route),
    column(
      'effect',
      'text',
      'temporary, while-it-lasts, permanent, supportive or diagnostic',
      (row) => row.effect,
    ),
    column('performer', 'text', 'Who did it', (row) => row.performer),
    column('successful', 'boolean', 'false where it failed', (row) => row.successful),
  ],
};

/** One row a triage assessment. */
export const triageTable: Table<TriageAssessment> = {
  file: 'triage.csv',
  rows: (record) => record.triage,
  columns: [
    ...keyColumns<TriageAssessment>(),
    ...whenAndWhere<TriageAssessment>(),
    column('category', 'text', 'Assessed category, T1 to T4', (row) => row.category),
    column('true_category', 'text', 'Ground truth, only where it differs', (row) => row.true_category),
    column('assessed_by', 'text', 'Who assessed', (row) => row.assessed_by),
  ],
};

/** One row an event of the timeline. */
export const eventsTable: Table<TimelineEvent> = {
  file: 'events.csv',
  rows: (record) => record.timeline,
  columns: [
    ...keyColumns<TimelineEvent>(),
    ...whenAndWhere<TimelineEvent>(),
    column('event', 'text', 'Kind of event', (row) => row.event),
    column('asset', 'text', 'Vehicle or resource', (row) => row.asset),
    column('detail', 'text', 'Destination, reason or complication', (row) => row.detail),
    column('line_1_pickup', 'text', 'Nine-line request: pickup place', (row) => row.request?.line_1_pickup),
    column('line_2_call_sign', 'text', 'Call sign', (row) => row.request?.line_2_call_sign),
    column('line_3_precedence', 'text', 'Precedence', (row) => row.request?.line_3_precedence),
    column('line_4_equipment', 'text', 'Special equipment', (row) => row.request?.line_4_equipment),
    column('line_5_type', 'text', 'litter or ambulatory', (row) => row.request?.line_5_type),
    column('line_6_security', 'text', 'Security at the pickup place', (row) => row.request?.line_6_security),
    column('line_7_marking', 'text', 'How the place is marked', (row) => row.request?.line_7_marking),
    column('line_8_status', 'text', 'Nationality and status', (row) => row.request?.line_8_status),
    column('line_9_contamination', 'text', 'Contamination', (row) => row.request?.line_9_contamination),
  ],
};
