import type {
  Complication,
  History,
  Identity,
  Incident,
  Injury,
  Intervention,
  NineLine,
  Outcome,
  PatientRecord,
  RecordCoding,
  TimelineEvent,
  TriageAssessment,
  VitalSigns,
} from '@medical-patients/contract';
import { type JsonSink, keysOf } from './json-sink.js';

/*
 * The hot file: one patient record as JSON, byte for byte what `JSON.stringify` gives for a record whose keys stand
 * in the schema's order. Written out field by field, because nothing generic was as fast; `json.bench.ts` has the
 * figures. A field that the schema gains must be added here: `record-json.properties.ts` fails until it is.
 */

const RECORD = keysOf(
  'schema',
  'id',
  'number',
  'identity',
  'history',
  'incident',
  'injuries',
  'iss',
  'niss',
  'disease',
  'exposure',
  'complications',
  'triage',
  'vital_signs',
  'care',
  'timeline',
  'outcome',
);

/** One patient record, without a line end. */
export function writeRecord(out: JsonSink, record: PatientRecord): void {
  out.count(RECORD.schema, record.schema);
  out.text(RECORD.id, record.id);
  out.count(RECORD.number, record.number);
  out.object(RECORD.identity, record.identity, writeIdentity);
  out.object(RECORD.history, record.history, writeHistory);
  out.object(RECORD.incident, record.incident, writeIncident);
  out.list(RECORD.injuries, record.injuries, writeInjury);
  out.count(RECORD.iss, record.iss);
  out.count(RECORD.niss, record.niss);
  out.object(RECORD.disease, record.disease, writeDisease);
  out.object(RECORD.exposure, record.exposure, writeExposure);
  out.list(RECORD.complications, record.complications, writeComplication);
  out.list(RECORD.triage, record.triage, writeTriage);
  out.list(RECORD.vital_signs, record.vital_signs, writeVitalSigns);
  out.list(RECORD.care, record.care, writeIntervention);
  out.list(RECORD.timeline, record.timeline, writeEvent);
  out.object(RECORD.outcome, record.outcome, writeOutcome);
  out.end();
}

const IDENTITY = keysOf(
  'family_name',
  'given_name',
  'family_name_ascii',
  'given_name_ascii',
  'display_name',
  'sex',
  'birth_date',
  'age',
  'nationality',
  'rank',
  'unit',
  'service_number',
  'blood_group',
  'weight_kg',
  'height_cm',
);

function writeIdentity(out: JsonSink, identity: Identity): void {
  out.text(IDENTITY.family_name, identity.family_name);
  out.text(IDENTITY.given_name, identity.given_name);
  out.text(IDENTITY.family_name_ascii, identity.family_name_ascii);
  out.text(IDENTITY.given_name_ascii, identity.given_name_ascii);
  out.text(IDENTITY.display_name, identity.display_name);
  out.token(IDENTITY.sex, identity.sex);
  out.token(IDENTITY.birth_date, identity.birth_date);
  out.count(IDENTITY.age, identity.age);
  out.text(IDENTITY.nationality, identity.nationality);
  out.object(IDENTITY.rank, identity.rank, writeRank);
  out.text(IDENTITY.unit, identity.unit);
  out.text(IDENTITY.service_number, identity.service_number);
  out.token(IDENTITY.blood_group, identity.blood_group);
  out.count(IDENTITY.weight_kg, identity.weight_kg);
  out.count(IDENTITY.height_cm, identity.height_cm);
  out.end();
}

const RANK = keysOf('title', 'code');

function writeRank(out: JsonSink, rank: Identity['rank']): void {
  out.text(RANK.title, rank.title);
  out.text(RANK.code, rank.code);
  out.end();
}

const HISTORY = keysOf('allergies', 'medications', 'problems');

function writeHistory(out: JsonSink, history: History): void {
  out.list(HISTORY.allergies, history.allergies, writeCoding);
  out.list(HISTORY.medications, history.medications, writeCoding);
  out.list(HISTORY.problems, history.problems, writeCoding);
  out.end();
}

const CODING = keysOf('system', 'code', 'display');

function writeCoding(out: JsonSink, coding: RecordCoding): void {
  out.text(CODING.system, coding.system);
  out.text(CODING.code, coding.code);
  out.text(CODING.display, coding.display);
  out.end();
}

const DIAGNOSIS = keysOf('system', 'code', 'display', 'icd_10');

function writeDiagnosis(out: JsonSink, diagnosis: Injury['diagnosis']): void {
  out.text(DIAGNOSIS.system, diagnosis.system);
  out.text(DIAGNOSIS.code, diagnosis.code);
  out.text(DIAGNOSIS.display, diagnosis.display);
  out.text(DIAGNOSIS.icd_10, diagnosis.icd_10);
  out.end();
}

const INCIDENT = keysOf(
  'event_id',
  'front',
  'location',
  'time',
  'day',
  'class',
  'warfare_type',
  'mechanism',
  'mass_casualty',
  'environment',
);

function writeIncident(out: JsonSink, incident: Incident): void {
  out.text(INCIDENT.event_id, incident.event_id);
  out.shared(INCIDENT.front, incident.front, writeFront);
  out.object(INCIDENT.location, incident.location, writeLocation);
  out.token(INCIDENT.time, incident.time);
  out.count(INCIDENT.day, incident.day);
  out.token(INCIDENT.class, incident.class);
  out.textOrNull(INCIDENT.warfare_type, incident.warfare_type);
  out.shared(INCIDENT.mechanism, incident.mechanism, writeCoding);
  out.flag(INCIDENT.mass_casualty, incident.mass_casualty);
  out.list(INCIDENT.environment, incident.environment, writeString);
  out.end();
}

const FRONT = keysOf('id', 'name');

function writeFront(out: JsonSink, front: Incident['front']): void {
  out.text(FRONT.id, front.id);
  out.text(FRONT.name, front.name);
  out.end();
}

const LOCATION = keysOf('lat', 'lon');

function writeLocation(out: JsonSink, location: NonNullable<Incident['location']>): void {
  out.count(LOCATION.lat, location.lat);
  out.count(LOCATION.lon, location.lon);
  out.end();
}

const INJURY = keysOf(
  'region',
  'side',
  'diagnosis',
  'body_site',
  'ais',
  'bleeding_class',
  'tourniquet_possible',
);

function writeInjury(out: JsonSink, injury: Injury): void {
  out.text(INJURY.region, injury.region);
  out.textOrNull(INJURY.side, injury.side);
  out.shared(INJURY.diagnosis, injury.diagnosis, writeDiagnosis);
  out.shared(INJURY.body_site, injury.body_site, writeCoding);
  out.count(INJURY.ais, injury.ais);
  out.count(INJURY.bleeding_class, injury.bleeding_class);
  out.flag(INJURY.tourniquet_possible, injury.tourniquet_possible);
  out.end();
}

const DISEASE = keysOf('diagnosis', 'body_site', 'severity');

function writeDisease(out: JsonSink, disease: NonNullable<PatientRecord['disease']>): void {
  out.object(DISEASE.diagnosis, disease.diagnosis, writeDiagnosis);
  out.object(DISEASE.body_site, disease.body_site, writeCoding);
  out.token(DISEASE.severity, disease.severity);
  out.end();
}

const EXPOSURE = keysOf('agent', 'dose_class', 'decontaminated');

function writeExposure(out: JsonSink, exposure: NonNullable<PatientRecord['exposure']>): void {
  out.text(EXPOSURE.agent, exposure.agent);
  out.text(EXPOSURE.dose_class, exposure.dose_class);
  out.flag(EXPOSURE.decontaminated, exposure.decontaminated);
  out.end();
}

const COMPLICATION = keysOf('time', 'place', 'diagnosis');

function writeComplication(out: JsonSink, complication: Complication): void {
  out.token(COMPLICATION.time, complication.time);
  out.text(COMPLICATION.place, complication.place);
  out.object(COMPLICATION.diagnosis, complication.diagnosis, writeDiagnosis);
  out.end();
}

const TRIAGE = keysOf('time', 'place', 'category', 'true_category', 'assessed_by');

function writeTriage(out: JsonSink, triage: TriageAssessment): void {
  out.token(TRIAGE.time, triage.time);
  out.text(TRIAGE.place, triage.place);
  out.token(TRIAGE.category, triage.category);
  if (triage.true_category !== undefined) out.token(TRIAGE.true_category, triage.true_category);
  out.token(TRIAGE.assessed_by, triage.assessed_by);
  out.end();
}

const SIGNS = keysOf(
  'time',
  'at',
  'place',
  'heart_rate',
  'systolic',
  'diastolic',
  'respiratory_rate',
  'spo2',
  'gcs',
  'temperature_c',
  'pain',
  'health_score',
  'blood_volume_fraction',
);

function writeVitalSigns(out: JsonSink, signs: VitalSigns): void {
  out.token(SIGNS.time, signs.time);
  out.token(SIGNS.at, signs.at);
  out.text(SIGNS.place, signs.place);
  out.count(SIGNS.heart_rate, signs.heart_rate);
  out.count(SIGNS.systolic, signs.systolic);
  out.count(SIGNS.diastolic, signs.diastolic);
  out.count(SIGNS.respiratory_rate, signs.respiratory_rate);
  out.count(SIGNS.spo2, signs.spo2);
  out.shared(SIGNS.gcs, signs.gcs, writeGcs);
  out.count(SIGNS.temperature_c, signs.temperature_c);
  out.count(SIGNS.pain, signs.pain);
  out.count(SIGNS.health_score, signs.health_score);
  out.count(SIGNS.blood_volume_fraction, signs.blood_volume_fraction);
  out.end();
}

const GCS = keysOf('eye', 'verbal', 'motor', 'total');

function writeGcs(out: JsonSink, gcs: VitalSigns['gcs']): void {
  out.count(GCS.eye, gcs.eye);
  out.count(GCS.verbal, gcs.verbal);
  out.count(GCS.motor, gcs.motor);
  out.count(GCS.total, gcs.total);
  out.end();
}

const CARE = keysOf('time', 'place', 'code', 'dose', 'unit', 'route', 'effect', 'performer', 'successful');

function writeIntervention(out: JsonSink, care: Intervention): void {
  out.token(CARE.time, care.time);
  out.text(CARE.place, care.place);
  out.shared(CARE.code, care.code, writeCoding);
  if (care.dose !== undefined) out.count(CARE.dose, care.dose);
  if (care.unit !== undefined) out.text(CARE.unit, care.unit);
  if (care.route !== undefined) out.text(CARE.route, care.route);
  out.token(CARE.effect, care.effect);
  out.token(CARE.performer, care.performer);
  out.flag(CARE.successful, care.successful);
  out.end();
}

const EVENT = keysOf(
  'time',
  'minutes_since_injury',
  'event',
  'place',
  'echelon',
  'asset',
  'detail',
  'request',
);

function writeEvent(out: JsonSink, event: TimelineEvent): void {
  out.token(EVENT.time, event.time);
  out.count(EVENT.minutes_since_injury, event.minutes_since_injury);
  out.token(EVENT.event, event.event);
  out.text(EVENT.place, event.place);
  out.token(EVENT.echelon, event.echelon);
  if (event.asset !== undefined) out.text(EVENT.asset, event.asset);
  if (event.detail !== undefined) out.text(EVENT.detail, event.detail);
  if (event.request !== undefined) out.object(EVENT.request, event.request, writeNineLine);
  out.end();
}

const NINE_LINE = keysOf(
  'line_1_pickup',
  'line_2_call_sign',
  'line_3_precedence',
  'line_4_equipment',
  'line_5_type',
  'line_6_security',
  'line_7_marking',
  'line_8_status',
  'line_9_contamination',
);

function writeNineLine(out: JsonSink, request: NineLine): void {
  out.text(NINE_LINE.line_1_pickup, request.line_1_pickup);
  out.text(NINE_LINE.line_2_call_sign, request.line_2_call_sign);
  out.token(NINE_LINE.line_3_precedence, request.line_3_precedence);
  out.token(NINE_LINE.line_4_equipment, request.line_4_equipment);
  out.token(NINE_LINE.line_5_type, request.line_5_type);
  out.token(NINE_LINE.line_6_security, request.line_6_security);
  out.token(NINE_LINE.line_7_marking, request.line_7_marking);
  out.text(NINE_LINE.line_8_status, request.line_8_status);
  out.token(NINE_LINE.line_9_contamination, request.line_9_contamination);
  out.end();
}

const OUTCOME = keysOf('status', 'time', 'place', 'echelon', 'cause_of_death', 'preventability');

function writeOutcome(out: JsonSink, outcome: Outcome): void {
  out.token(OUTCOME.status, outcome.status);
  out.token(OUTCOME.time, outcome.time);
  out.text(OUTCOME.place, outcome.place);
  out.token(OUTCOME.echelon, outcome.echelon);
  out.textOrNull(OUTCOME.cause_of_death, outcome.cause_of_death);
  out.object(OUTCOME.preventability, outcome.preventability, writePreventability);
  out.end();
}

const PREVENTABILITY = keysOf('judgement', 'reason');

function writePreventability(out: JsonSink, value: NonNullable<Outcome['preventability']>): void {
  out.token(PREVENTABILITY.judgement, value.judgement);
  out.token(PREVENTABILITY.reason, value.reason);
  out.end();
}

function writeString(out: JsonSink, text: string): void {
  out.jsonString(text);
}
