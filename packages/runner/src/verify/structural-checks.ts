import type { PatientRecord, RecordCoding } from '@medical-patients/contract';
import type { StructuralTally } from './structural-rows.js';

/** Numbers of the structural checks of the scorecard (calibration, section 10). */
export const STRUCTURAL_CHECK = {
  vitalSigns: 35,
  timeOrder: 36,
  deathLabels: 37,
  codes: 38,
  capacity: 40,
} as const;

const SNOMED = 'http://snomed.info/sct';
const FIRST_MTF_ECHELONS: readonly string[] = ['role-1', 'role-2', 'role-3', 'role-4'];

/** Answers the structural checks of the scorecard, record by record. */
export class StructuralChecks {
  readonly #tallies = new Map<number, { n: number; violations: number }>();
  readonly #isKnownConcept: (code: string) => boolean;

  /** @param isKnownConcept whether a SNOMED CT id is one of the catalogue's */
  constructor(isKnownConcept: (code: string) => boolean) {
    this.#isKnownConcept = isKnownConcept;
  }

  add(record: PatientRecord): void {
    for (const signs of record.vital_signs)
      this.#count(STRUCTURAL_CHECK.vitalSigns, areSignsPlausible(signs));
    this.#count(STRUCTURAL_CHECK.timeOrder, isInOrder(record));
    const { status } = record.outcome;
    if (status === 'kia' || status === 'dow' || status === 'died-non-battle') {
      this.#count(STRUCTURAL_CHECK.deathLabels, isDeathLabelRight(record));
    }
    for (const { system, code } of codingsOf(record)) {
      if (system === SNOMED) this.#count(STRUCTURAL_CHECK.codes, this.#isKnownConcept(code));
    }
  }

  get tallies(): ReadonlyMap<number, StructuralTally> {
    return this.#tallies;
  }

  #count(check: number, isRight: boolean): void {
    let tally = this.#tallies.get(check);
    if (tally === undefined) {
      tally = { n: 0, violations: 0 };
      this.#tallies.set(check, tally);
    }
    tally.n++;
    if (!isRight) tally.violations++;
  }
}

/** The rules of calibration 3.1: diastolic below systolic, GCS the sum of its parts, all within bounds. */
function areSignsPlausible(signs: PatientRecord['vital_signs'][number]): boolean {
  const { systolic, diastolic, gcs, heart_rate, respiratory_rate, spo2, temperature_c } = signs;
  const isPressureRight = systolic === 0 ? diastolic === 0 : diastolic < systolic;
  const isGcsRight = gcs.total === gcs.eye + gcs.verbal + gcs.motor;
  return (
    isPressureRight &&
    isGcsRight &&
    heart_rate >= 0 &&
    heart_rate <= 220 &&
    systolic <= 260 &&
    respiratory_rate >= 0 &&
    respiratory_rate <= 70 &&
    spo2 >= 0 &&
    spo2 <= 100 &&
    temperature_c >= 20 &&
    temperature_c <= 43
  );
}

/** Every list runs forwards, and nothing comes after the end. */
function isInOrder(record: PatientRecord): boolean {
  const { incident, timeline, vital_signs, care, triage, complications, outcome } = record;
  for (const list of [timeline, vital_signs, care, triage, complications]) {
    let before = incident.time;
    for (const { time } of list) {
      // ISO 8601 in UTC to the second: the order of the texts is the order of the times.
      if (time < before || time > outcome.time) return false;
      before = time;
    }
  }
  return true;
}

/** Killed in action: before the first facility; died of wounds: after it; non-battle deaths apart. */
function isDeathLabelRight({ incident, timeline, outcome }: PatientRecord): boolean {
  if (incident.class !== 'battle-injury') return outcome.status === 'died-non-battle';
  const reached = timeline.some(
    ({ event, echelon }) => event === 'arrived' && FIRST_MTF_ECHELONS.includes(echelon),
  );
  return outcome.status === (reached ? 'dow' : 'kia');
}

function* codingsOf(record: PatientRecord): Generator<Pick<RecordCoding, 'system' | 'code'>> {
  const { history, incident, injuries, disease, complications, care } = record;
  yield* history.allergies;
  yield* history.medications;
  yield* history.problems;
  yield incident.mechanism;
  for (const injury of injuries) {
    yield injury.diagnosis;
    if (injury.body_site !== null) yield injury.body_site;
  }
  if (disease !== null) {
    yield disease.diagnosis;
    if (disease.body_site !== null) yield disease.body_site;
  }
  for (const { diagnosis } of complications) yield diagnosis;
  for (const { code } of care) yield code;
}

/** All SNOMED CT ids that stand in tables, whatever their layout: 6 to 18 digits. */
export function collectConcepts(tables: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      if (/^\d{6,18}$/.test(value)) found.add(value);
    } else if (typeof value === 'object' && value !== null) {
      for (const member of Object.values(value)) walk(member);
    }
  };
  walk(tables);
  return found;
}
