import * as z from 'zod';
import { CASUALTY_CLASSES, OUTCOMES, TRIAGE_CATEGORIES } from './words.js';

/**
 * The patient record: everything an exercise, a medical information system or an analyst learns of one casualty.
 * JSON keys are snake_case. Times are ISO 8601 UTC to the second and never run backwards within a list; those of one
 * form compare as text. A fact is stored once; the classic record and every export format are views of it.
 */

const isoTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const isoDate = z.string().regex(/^\d{4}-\d\d-\d\d$/);

export const SEXES = ['male', 'female'] as const;
export const BLOOD_GROUPS = ['O+', 'A+', 'B+', 'AB+', 'O-', 'A-', 'B-', 'AB-'] as const;
export const SIDES = ['left', 'right', 'midline'] as const;
export const EVENT_KINDS = [
  'injured',
  'found',
  'self-aid',
  'buddy-aid',
  'medic-arrived',
  'decontaminated',
  'evacuation-requested',
  'dispatched',
  'casualty-collected',
  'departed',
  'attacked-in-transit',
  'arrived',
  'diverted',
  'triaged',
  'treatment-started',
  'treatment-ended',
  'resuscitation-started',
  'resuscitation-ended',
  'surgery-started',
  'surgery-ended',
  'admitted-icu',
  'admitted-ward',
  'holding',
  'complication',
  'handed-over',
  'returned-to-duty',
  'died',
] as const;
export const EFFECT_KINDS = ['temporary', 'while-it-lasts', 'permanent', 'supportive', 'diagnostic'] as const;
export const PERFORMERS = [
  'self',
  'buddy',
  'medic',
  'nurse',
  'physician',
  'surgeon',
  'transport-team',
] as const;
/** Where something happens: at the point of injury, in a vehicle, or in a facility of a role. */
export const ECHELONS = ['poi', 'transport', 'role-1', 'role-2', 'role-3', 'role-4'] as const;

/** A code of a public code system, or a local one where no free code exists. */
const coding = z.strictObject({
  /** `http://snomed.info/sct`, `http://hl7.org/fhir/sid/icd-10`, `http://www.whocc.no/atc`, or a local URN. */
  system: z.string(),
  code: z.string(),
  display: z.string(),
});

const diagnosis = z.strictObject({
  system: z.string(),
  code: z.string(),
  display: z.string(),
  /** ICD-10, primary code. */
  icd_10: z.string(),
});

const identity = z.strictObject({
  /** In the nation's own script. */
  family_name: z.string(),
  given_name: z.string(),
  /** The same, transliterated to ASCII. */
  family_name_ascii: z.string(),
  given_name_ascii: z.string(),
  /** Whole name in the order the nation writes it. */
  display_name: z.string(),
  sex: z.enum(SEXES),
  /** Day is always 01: an exercise needs an age, not a birthday. */
  birth_date: isoDate,
  /** Years at the start of the scenario. */
  age: z.number().int(),
  /** ISO 3166-1 alpha-3. */
  nationality: z.string().length(3),
  rank: z.strictObject({
    title: z.string(),
    /** NATO code, OR-1 to OF-9. */
    code: z.string(),
  }),
  unit: z.string(),
  /** Obviously fictional: EX-<nation>-<seven digits>-<check letter>. */
  service_number: z.string(),
  blood_group: z.enum(BLOOD_GROUPS),
  weight_kg: z.number(),
  height_cm: z.number(),
});

const history = z.strictObject({
  /** One entry "no known allergy" when there is none. */
  allergies: z.array(coding),
  medications: z.array(coding),
  problems: z.array(coding),
});

const incident = z.strictObject({
  /** Casualties of the same incident share it, and the cases of one outbreak. */
  event_id: z.string(),
  front: z.strictObject({ id: z.string(), name: z.string() }),
  location: z.strictObject({ lat: z.number(), lon: z.number() }).nullable(),
  time: isoTime,
  /** Day of the exercise, from 1. */
  day: z.number().int(),
  class: z.enum(CASUALTY_CLASSES),
  /** Only battle injuries have one. */
  warfare_type: z.string().nullable(),
  mechanism: coding,
  mass_casualty: z.boolean(),
  environment: z.array(z.string()),
});

const injury = z.strictObject({
  region: z.string(),
  side: z.enum(SIDES).nullable(),
  diagnosis,
  body_site: coding.nullable(),
  /** Abbreviated Injury Scale severity, 1 to 6. */
  ais: z.number().int().min(1).max(6),
  /** ATLS haemorrhage class after about an hour untreated, 0 (none) to 4. */
  bleeding_class: z.number().int().min(0).max(4),
  tourniquet_possible: z.boolean(),
});

const disease = z.strictObject({
  diagnosis,
  body_site: coding.nullable(),
  severity: z.enum(['mild', 'moderate', 'severe']),
});

const exposure = z.strictObject({
  agent: z.string(),
  dose_class: z.string(),
  decontaminated: z.boolean(),
});

/** Something that went wrong beyond the injury itself. The timeline has an event `complication` at the same time. */
const complication = z.strictObject({
  time: isoTime,
  place: z.string(),
  diagnosis,
});

const triageAssessment = z.strictObject({
  time: isoTime,
  place: z.string(),
  category: z.enum(TRIAGE_CATEGORIES),
  /** Ground truth, only where it differs from the assessed category. */
  true_category: z.enum(TRIAGE_CATEGORIES).optional(),
  assessed_by: z.enum(PERFORMERS),
});

const vitalSigns = z.strictObject({
  time: isoTime,
  /** What happened when it was taken: the event kind. */
  at: z.enum(EVENT_KINDS),
  place: z.string(),
  /** Beats per minute. */
  heart_rate: z.number().int(),
  /** mm[Hg]. */
  systolic: z.number().int(),
  diastolic: z.number().int(),
  /** Breaths per minute. */
  respiratory_rate: z.number().int(),
  /** Percent. */
  spo2: z.number().int(),
  gcs: z.strictObject({
    eye: z.number().int().min(1).max(4),
    verbal: z.number().int().min(1).max(5),
    motor: z.number().int().min(1).max(6),
    total: z.number().int().min(3).max(15),
  }),
  /** Degrees Celsius. */
  temperature_c: z.number(),
  /** 0 to 10. */
  pain: z.number().int().min(0).max(10),
  /** Five component scores 0 to 4 of these very signs, summed: 0 to 20. */
  health_score: z.number().int().min(0).max(20),
  /** Fraction of normal blood volume left. */
  blood_volume_fraction: z.number().min(0).max(1.1),
});

const intervention = z.strictObject({
  time: isoTime,
  place: z.string(),
  code: coding,
  dose: z.number().optional(),
  /** UCUM unit of `dose`, or `{unit}` for blood products. */
  unit: z.string().optional(),
  route: z.string().optional(),
  effect: z.enum(EFFECT_KINDS),
  performer: z.enum(PERFORMERS),
  /** False where the intervention failed: a tourniquet that does not hold. */
  successful: z.boolean(),
});

const nineLine = z.strictObject({
  line_1_pickup: z.string(),
  line_2_call_sign: z.string(),
  line_3_precedence: z.enum(['urgent', 'urgent-surgical', 'priority', 'routine']),
  line_4_equipment: z.enum(['none', 'hoist', 'extraction', 'ventilator']),
  line_5_type: z.enum(['litter', 'ambulatory']),
  line_6_security: z.enum(['no-enemy', 'possible-enemy', 'enemy-in-area', 'escort-required']),
  line_7_marking: z.enum(['panels', 'pyrotechnic', 'smoke', 'none', 'other']),
  line_8_status: z.string(),
  line_9_contamination: z.enum(['none', 'nuclear', 'biological', 'chemical']),
});

const timelineEvent = z.strictObject({
  time: isoTime,
  minutes_since_injury: z.number(),
  event: z.enum(EVENT_KINDS),
  place: z.string(),
  echelon: z.enum(ECHELONS),
  /** Vehicle (`<fleet>-<number>`) or resource (`operating-table`, `icu-bed` …). */
  asset: z.string().optional(),
  /**
   * Destination of a departure, reason of a diversion with the facility passed over and the new one, name of a
   * complication; `onset of disease` where an illness begins.
   */
  detail: z.string().optional(),
  request: nineLine.optional(),
});

const outcome = z.strictObject({
  status: z.enum(OUTCOMES),
  time: isoTime,
  place: z.string(),
  echelon: z.enum(ECHELONS),
  /**
   * Pathway that reached its limit first; after an operation that began in deep shock the bleeding, although it has
   * stopped. Only for deaths.
   */
  cause_of_death: z.string().nullable(),
  /** Only for deaths. */
  preventability: z
    .strictObject({
      judgement: z.enum(['non-survivable', 'potentially-survivable']),
      reason: z.enum(['none', 'delay', 'no-bed', 'no-table', 'no-vehicle', 'no-blood', 'complication']),
    })
    .nullable(),
});

export const patientRecordSchema = z
  .strictObject({
    schema: z.literal(1),
    /** `<dataset>-<number>`. */
    id: z.string(),
    /** Order of injury, from 1. */
    number: z.number().int(),
    identity,
    history,
    incident,
    injuries: z.array(injury),
    /** Injury Severity Score, 0 to 75. */
    iss: z.number().int(),
    /** New Injury Severity Score, 0 to 75. */
    niss: z.number().int(),
    disease: disease.nullable(),
    exposure: exposure.nullable(),
    /** In the order of time; mostly empty. */
    complications: z.array(complication),
    triage: z.array(triageAssessment),
    vital_signs: z.array(vitalSigns),
    care: z.array(intervention),
    timeline: z.array(timelineEvent),
    outcome,
  })
  .meta({ id: 'PatientRecord', description: 'One casualty, from injury to outcome. All data is synthetic.' });

export type PatientRecord = z.infer<typeof patientRecordSchema>;
export type Identity = z.infer<typeof identity>;
export type History = z.infer<typeof history>;
export type Incident = z.infer<typeof incident>;
export type Injury = z.infer<typeof injury>;
export type Complication = z.infer<typeof complication>;
export type VitalSigns = z.infer<typeof vitalSigns>;
export type Intervention = z.infer<typeof intervention>;
export type TimelineEvent = z.infer<typeof timelineEvent>;
export type TriageAssessment = z.infer<typeof triageAssessment>;
export type NineLine = z.infer<typeof nineLine>;
export type Outcome = z.infer<typeof outcome>;
export type OutcomeStatus = (typeof OUTCOMES)[number];
export type CasualtyClass = (typeof CASUALTY_CLASSES)[number];
export type TriageCategory = (typeof TRIAGE_CATEGORIES)[number];
export type EventKind = (typeof EVENT_KINDS)[number];
export type Performer = (typeof PERFORMERS)[number];
export type Echelon = (typeof ECHELONS)[number];
export type RecordCoding = z.infer<typeof coding>;
