import type { PatientRecord, RecordCoding } from '@medical-patients/contract';
import { type Column, column, measure, type Table } from './table.js';

const displays = (codings: readonly RecordCoding[]): string =>
  codings.map((coding) => coding.display).join('; ');
const codes = (codings: readonly RecordCoding[]): string => codings.map((coding) => coding.code).join('; ');

const IDENTITY: readonly Column<PatientRecord>[] = [
  column('id', 'text', 'Patient id: data set and number', (row) => row.id),
  column('number', 'integer', 'Order of injury, from 1', (row) => row.number),
  column('family_name', 'text', "Family name in the nation's script", (row) => row.identity.family_name),
  column('given_name', 'text', "Given name in the nation's script", (row) => row.identity.given_name),
  column('family_name_ascii', 'text', 'Family name in ASCII', (row) => row.identity.family_name_ascii),
  column('given_name_ascii', 'text', 'Given name in ASCII', (row) => row.identity.given_name_ascii),
  column('display_name', 'text', 'Whole name in the order of the nation', (row) => row.identity.display_name),
  column('sex', 'text', 'male or female', (row) => row.identity.sex),
  column('birth_date', 'date', 'Birth date; the day is always 01', (row) => row.identity.birth_date),
  measure('age', 'a', 'Age at the start of the scenario', (row) => row.identity.age),
  column('nationality', 'text', 'ISO 3166-1 alpha-3', (row) => row.identity.nationality),
  column('rank_title', 'text', 'Rank as the nation calls it', (row) => row.identity.rank.title),
  column('rank_code', 'text', 'NATO rank code, OR-1 to OF-9', (row) => row.identity.rank.code),
  column('unit', 'text', 'Military unit', (row) => row.identity.unit),
  column('service_number', 'text', 'Fictional service number', (row) => row.identity.service_number),
  column('blood_group', 'text', 'ABO and Rh', (row) => row.identity.blood_group),
  measure('weight_kg', 'kg', 'Body weight', (row) => row.identity.weight_kg),
  measure('height_cm', 'cm', 'Body height', (row) => row.identity.height_cm),
];

const HISTORY: readonly Column<PatientRecord>[] = [
  column('allergies', 'text', 'Allergies, separated by "; "', (row) => displays(row.history.allergies)),
  column('allergy_codes', 'text', 'Their codes, in the same order', (row) => codes(row.history.allergies)),
  column('medications', 'text', 'Long-term medication, separated by "; "', (row) =>
    displays(row.history.medications),
  ),
  column('medication_codes', 'text', 'Their codes, in the same order', (row) =>
    codes(row.history.medications),
  ),
  column('problems', 'text', 'Past problems, separated by "; "', (row) => displays(row.history.problems)),
  column('problem_codes', 'text', 'Their codes, in the same order', (row) => codes(row.history.problems)),
];

const INCIDENT: readonly Column<PatientRecord>[] = [
  column(
    'event_id',
    'text',
    'Casualties of one incident or outbreak share it',
    (row) => row.incident.event_id,
  ),
  column('front_id', 'text', 'Id of the front', (row) => row.incident.front.id),
  column('front', 'text', 'Name of the front', (row) => row.incident.front.name),
  measure(
    'latitude',
    'deg',
    'Place of injury, if the scenario has a map',
    (row) => row.incident.location?.lat,
  ),
  measure(
    'longitude',
    'deg',
    'Place of injury, if the scenario has a map',
    (row) => row.incident.location?.lon,
  ),
  column('injury_time', 'date-time', 'Time of injury or onset, UTC', (row) => row.incident.time),
  column('injury_day', 'integer', 'Day of the exercise, from 1', (row) => row.incident.day),
  column('class', 'text', 'battle-injury, non-battle-injury or disease', (row) => row.incident.class),
  column('warfare_type', 'text', 'Only battle injuries have one', (row) => row.incident.warfare_type),
  column('mechanism_code', 'text', 'Code of the mechanism', (row) => row.incident.mechanism.code),
  column('mechanism', 'text', 'Mechanism of injury', (row) => row.incident.mechanism.display),
  column('mass_casualty', 'boolean', 'Part of a mass-casualty incident', (row) => row.incident.mass_casualty),
  column('environment', 'text', 'Conditions, separated by "; "', (row) =>
    row.incident.environment.join('; '),
  ),
];

const CONDITION: readonly Column<PatientRecord>[] = [
  column('iss', 'integer', 'Injury Severity Score, 0 to 75', (row) => row.iss),
  column('niss', 'integer', 'New Injury Severity Score, 0 to 75', (row) => row.niss),
  column('disease_code', 'text', 'Code of the disease', (row) => row.disease?.diagnosis.code),
  column('disease', 'text', 'Disease', (row) => row.disease?.diagnosis.display),
  column('disease_icd_10', 'text', 'ICD-10 code of the disease', (row) => row.disease?.diagnosis.icd_10),
  column('disease_body_site', 'text', 'Where the disease sits', (row) => row.disease?.body_site?.display),
  column('disease_severity', 'text', 'mild, moderate or severe', (row) => row.disease?.severity),
  column('exposure_agent', 'text', 'CBRN agent', (row) => row.exposure?.agent),
  column('exposure_dose_class', 'text', 'Class of the dose', (row) => row.exposure?.dose_class),
  column('exposure_decontaminated', 'boolean', 'Was decontaminated', (row) => row.exposure?.decontaminated),
];

const OUTCOME: readonly Column<PatientRecord>[] = [
  column(
    'outcome',
    'text',
    'kia, dow, died-non-battle, returned-to-duty, evacuated-out-of-theatre or in-care',
    (row) => row.outcome.status,
  ),
  column('outcome_time', 'date-time', 'Time of the outcome, UTC', (row) => row.outcome.time),
  column('outcome_place', 'text', 'Where', (row) => row.outcome.place),
  column('outcome_echelon', 'text', 'poi, transport or role-1 to role-4', (row) => row.outcome.echelon),
  column('cause_of_death', 'text', 'Pathway that led to death', (row) => row.outcome.cause_of_death),
  column(
    'preventability',
    'text',
    'non-survivable or potentially-survivable; only for deaths',
    (row) => row.outcome.preventability?.judgement,
  ),
  column('preventability_reason', 'text', 'What was wanting', (row) => row.outcome.preventability?.reason),
];

/** One row a patient. */
export const patientsTable: Table<PatientRecord> = {
  file: 'patients.csv',
  rows: (record) => [record],
  columns: [...IDENTITY, ...HISTORY, ...INCIDENT, ...CONDITION, ...OUTCOME],
};
