import { type JsonSink, keysOf } from '../json/json-sink.js';
import type { ClassicCondition, ClassicRecord } from './classic-record.js';
import type { ClassicEvent } from './movement-timeline.js';

/*
 * The classic record as JSON, byte for byte what `JSON.stringify` gives. Field by field for speed, like
 * `json/record-json.ts`.
 */

const WHO_AND_WHEN = keysOf(
  'id',
  'nationality',
  'gender',
  'injury_type',
  'triage_category',
  'status',
  'front',
  'final_status',
  'last_facility',
  'injury_timestamp',
  'injury_time',
  'day_of_injury',
  'day',
  'warfare_scenario',
  'scenario',
  'casualty_event_id',
);
// The rest of the same object: the empty name stands for the keys before.
const WHAT = keysOf(
  '',
  'event_id',
  'is_mass_casualty',
  'mass_casualty',
  'environmental_conditions',
  'body_part',
  'severity',
  'demographics',
  'primary_condition',
  'primary_conditions',
  'health',
  'conditions',
  'treatments',
  'movement_timeline',
);

/** One classic record, without a line end. */
export function writeClassicRecord(out: JsonSink, record: ClassicRecord): void {
  out.count(WHO_AND_WHEN.id, record.id);
  out.text(WHO_AND_WHEN.nationality, record.nationality);
  out.token(WHO_AND_WHEN.gender, record.gender);
  out.token(WHO_AND_WHEN.injury_type, record.injury_type);
  out.token(WHO_AND_WHEN.triage_category, record.triage_category);
  out.token(WHO_AND_WHEN.status, record.status);
  out.text(WHO_AND_WHEN.front, record.front);
  out.token(WHO_AND_WHEN.final_status, record.final_status);
  out.token(WHO_AND_WHEN.last_facility, record.last_facility);
  out.token(WHO_AND_WHEN.injury_timestamp, record.injury_timestamp);
  out.token(WHO_AND_WHEN.injury_time, record.injury_time);
  out.token(WHO_AND_WHEN.day_of_injury, record.day_of_injury);
  out.token(WHO_AND_WHEN.day, record.day);
  out.textOrNull(WHO_AND_WHEN.warfare_scenario, record.warfare_scenario);
  out.textOrNull(WHO_AND_WHEN.scenario, record.scenario);
  out.text(WHO_AND_WHEN.casualty_event_id, record.casualty_event_id);
  out.text(WHAT.event_id, record.event_id);
  out.flag(WHAT.is_mass_casualty, record.is_mass_casualty);
  out.flag(WHAT.mass_casualty, record.mass_casualty);
  out.list(WHAT.environmental_conditions, record.environmental_conditions, writeString);
  out.textOrNull(WHAT.body_part, record.body_part);
  out.count(WHAT.severity, record.severity);
  out.object(WHAT.demographics, record.demographics, writeDemographics);
  out.object(WHAT.primary_condition, record.primary_condition, writePrimaryCondition);
  out.list(WHAT.primary_conditions, record.primary_conditions, writePrimaryCondition);
  out.countOrNull(WHAT.health, record.health);
  out.list(WHAT.conditions, record.conditions, writeCondition);
  out.list(WHAT.treatments, record.treatments, writeTreatment);
  out.list(WHAT.movement_timeline, record.movement_timeline, writeEvent);
  out.end();
}

const DEMOGRAPHICS = keysOf(
  'family_name',
  'given_name',
  'gender',
  'birthdate',
  'nationality',
  'weight',
  'blood_type',
);

function writeDemographics(out: JsonSink, person: ClassicRecord['demographics']): void {
  out.text(DEMOGRAPHICS.family_name, person.family_name);
  out.text(DEMOGRAPHICS.given_name, person.given_name);
  out.token(DEMOGRAPHICS.gender, person.gender);
  out.token(DEMOGRAPHICS.birthdate, person.birthdate);
  out.text(DEMOGRAPHICS.nationality, person.nationality);
  out.count(DEMOGRAPHICS.weight, person.weight);
  out.token(DEMOGRAPHICS.blood_type, person.blood_type);
  out.end();
}

const PRIMARY = keysOf('code', 'display', 'severity');

function writePrimaryCondition(out: JsonSink, condition: ClassicCondition): void {
  out.text(PRIMARY.code, condition.code);
  out.text(PRIMARY.display, condition.display);
  out.token(PRIMARY.severity, condition.severity);
  out.end();
}

const CONDITION = keysOf('code', 'name');

function writeCondition(out: JsonSink, condition: ClassicRecord['conditions'][number]): void {
  out.text(CONDITION.code, condition.code);
  out.text(CONDITION.name, condition.name);
  out.end();
}

const TREATMENT = keysOf('treatment', 'timestamp', 'location');

function writeTreatment(out: JsonSink, given: ClassicRecord['treatments'][number]): void {
  out.text(TREATMENT.treatment, given.treatment);
  out.token(TREATMENT.timestamp, given.timestamp);
  out.token(TREATMENT.location, given.location);
  out.end();
}

const EVENT = keysOf(
  'event_type',
  'facility',
  'timestamp',
  'hours_since_injury',
  'from_facility',
  'to_facility',
  'transit_duration_hours',
  'evacuation_duration_hours',
  'triage_category',
);

function writeEvent(out: JsonSink, event: ClassicEvent): void {
  out.token(EVENT.event_type, event.event_type);
  out.token(EVENT.facility, event.facility);
  out.token(EVENT.timestamp, event.timestamp);
  out.count(EVENT.hours_since_injury, event.hours_since_injury);
  if (event.from_facility !== undefined) out.token(EVENT.from_facility, event.from_facility);
  if (event.to_facility !== undefined) out.token(EVENT.to_facility, event.to_facility);
  if (event.transit_duration_hours !== undefined)
    out.count(EVENT.transit_duration_hours, event.transit_duration_hours);
  if (event.evacuation_duration_hours !== undefined)
    out.count(EVENT.evacuation_duration_hours, event.evacuation_duration_hours);
  if (event.triage_category !== undefined) out.token(EVENT.triage_category, event.triage_category);
  out.end();
}

function writeString(out: JsonSink, text: string): void {
  out.jsonString(text);
}
