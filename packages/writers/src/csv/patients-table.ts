import type { PatientRecord, RecordCoding } from '@medical-patients/contract';
import type { CsvSink } from './csv-sink.js';
import { type Column, column, measure, type Table } from './table.js';

const IDENTITY: readonly Column[] = [
  column('id', 'text', 'Patient id: data set and number'),
  column('number', 'integer', 'Order of injury, from 1'),
  column('family_name', 'text', "Family name in the nation's script"),
  column('given_name', 'text', "Given name in the nation's script"),
  column('family_name_ascii', 'text', 'Family name in ASCII'),
  column('given_name_ascii', 'text', 'Given name in ASCII'),
  column('display_name', 'text', 'Whole name in the order of the nation'),
  column('sex', 'text', 'male or female'),
  column('birth_date', 'date', 'Birth date; the day is always 01'),
  measure('age', 'a', 'Age at the start of the scenario'),
  column('nationality', 'text', 'ISO 3166-1 alpha-3'),
  column('rank_title', 'text', 'Rank as the nation calls it'),
  column('rank_code', 'text', 'NATO rank code, OR-1 to OF-9'),
  column('unit', 'text', 'Military unit'),
  column('service_number', 'text', 'Fictional service number'),
  column('blood_group', 'text', 'ABO and Rh'),
  measure('weight_kg', 'kg', 'Body weight'),
  measure('height_cm', 'cm', 'Body height'),
];

function writeIdentity(out: CsvSink, { id, number, identity }: PatientRecord): void {
  out.first(id);
  out.count(number);
  out.text(identity.family_name);
  out.text(identity.given_name);
  out.text(identity.family_name_ascii);
  out.text(identity.given_name_ascii);
  out.text(identity.display_name);
  out.word(identity.sex);
  out.time(identity.birth_date);
  out.count(identity.age);
  out.text(identity.nationality);
  out.text(identity.rank.title);
  out.text(identity.rank.code);
  out.text(identity.unit);
  out.text(identity.service_number);
  out.word(identity.blood_group);
  out.count(identity.weight_kg);
  out.count(identity.height_cm);
}

const HISTORY: readonly Column[] = [
  column('allergies', 'text', 'Allergies, separated by "; "'),
  column('allergy_codes', 'text', 'Their codes, in the same order'),
  column('medications', 'text', 'Long-term medication, separated by "; "'),
  column('medication_codes', 'text', 'Their codes, in the same order'),
  column('problems', 'text', 'Past problems, separated by "; "'),
  column('problem_codes', 'text', 'Their codes, in the same order'),
];

function writeHistory(out: CsvSink, { history }: PatientRecord): void {
  writeFindings(out, history.allergies);
  writeFindings(out, history.medications);
  writeFindings(out, history.problems);
}

function writeFindings(out: CsvSink, findings: readonly RecordCoding[]): void {
  out.text(findings.map(({ display }) => display).join('; '));
  out.text(findings.map(({ code }) => code).join('; '));
}

const INCIDENT: readonly Column[] = [
  column('event_id', 'text', 'Casualties of one incident or outbreak share it'),
  column('front_id', 'text', 'Id of the front'),
  column('front', 'text', 'Name of the front'),
  measure('latitude', 'deg', 'Place of injury, if the scenario has a map'),
  measure('longitude', 'deg', 'Place of injury, if the scenario has a map'),
  column('injury_time', 'date-time', 'Time of injury or onset, UTC'),
  column('injury_day', 'integer', 'Day of the exercise, from 1'),
  column('class', 'text', 'battle-injury, non-battle-injury or disease'),
  column('warfare_type', 'text', 'Only battle injuries have one'),
  column('mechanism_code', 'text', 'Code of the mechanism'),
  column('mechanism', 'text', 'Mechanism of injury'),
  column('mass_casualty', 'boolean', 'Part of a mass-casualty incident'),
  column('environment', 'text', 'Conditions, separated by "; "'),
];

function writeIncident(out: CsvSink, { incident }: PatientRecord): void {
  out.text(incident.event_id);
  out.text(incident.front.id);
  out.text(incident.front.name);
  out.count(incident.location?.lat);
  out.count(incident.location?.lon);
  out.time(incident.time);
  out.count(incident.day);
  out.word(incident.class);
  out.text(incident.warfare_type);
  out.text(incident.mechanism.code);
  out.text(incident.mechanism.display);
  out.flag(incident.mass_casualty);
  out.text(incident.environment.join('; '));
}

const CONDITION: readonly Column[] = [
  column('iss', 'integer', 'Injury Severity Score, 0 to 75'),
  column('niss', 'integer', 'New Injury Severity Score, 0 to 75'),
  column('disease_code', 'text', 'Code of the disease'),
  column('disease', 'text', 'Disease'),
  column('disease_icd_10', 'text', 'ICD-10 code of the disease'),
  column('disease_body_site', 'text', 'Where the disease sits'),
  column('disease_severity', 'text', 'mild, moderate or severe'),
  column('exposure_agent', 'text', 'CBRN agent'),
  column('exposure_dose_class', 'text', 'Class of the dose'),
  column('exposure_decontaminated', 'boolean', 'Was decontaminated'),
];

function writeCondition(out: CsvSink, { iss, niss, disease, exposure }: PatientRecord): void {
  out.count(iss);
  out.count(niss);
  out.text(disease?.diagnosis.code);
  out.text(disease?.diagnosis.display);
  out.text(disease?.diagnosis.icd_10);
  out.text(disease?.body_site?.display);
  out.word(disease?.severity);
  out.text(exposure?.agent);
  out.text(exposure?.dose_class);
  out.flag(exposure?.decontaminated);
}

const OUTCOME: readonly Column[] = [
  column(
    'outcome',
    'text',
    'kia, dow, died-non-battle, returned-to-duty, evacuated-out-of-theatre or in-care',
  ),
  column('outcome_time', 'date-time', 'Time of the outcome, UTC'),
  column('outcome_place', 'text', 'Where'),
  column('outcome_echelon', 'text', 'poi, transport or role-1 to role-4'),
  column('cause_of_death', 'text', 'Pathway that led to death'),
  column('preventability', 'text', 'non-survivable or potentially-survivable; only for deaths'),
  column('preventability_reason', 'text', 'What was wanting'),
];

function writeOutcome(out: CsvSink, { outcome }: PatientRecord): void {
  out.word(outcome.status);
  out.time(outcome.time);
  out.text(outcome.place);
  out.word(outcome.echelon);
  out.text(outcome.cause_of_death);
  out.word(outcome.preventability?.judgement);
  out.word(outcome.preventability?.reason);
}

/** One row a patient. */
export const patientsTable: Table<PatientRecord> = {
  file: 'patients.csv',
  columns: [...IDENTITY, ...HISTORY, ...INCIDENT, ...CONDITION, ...OUTCOME],
  rows: (record) => [record],
  write(out, record) {
    writeIdentity(out, record);
    writeHistory(out, record);
    writeIncident(out, record);
    writeCondition(out, record);
    writeOutcome(out, record);
  },
};
