import type { PatientRecord } from '@medical-patients/contract';
import { type CheckTables, diagnosisKey, EXTERNAL, ISS_REGION_COUNT } from './invariants-tables.js';
import { epochSeconds } from './invariants-time.js';

const SERVICE_NUMBER = /^EX-[A-Z]{3}-\d{7}-[A-Z]$/;
const UNSURVIVABLE_AIS = 6;
const HIGHEST_SCORE = 75;

/** Number, id, age and birth date belong together, and nobody could take the person for a real one. */
export function checkIdentity(record: PatientRecord, problems: string[]): void {
  const { identity } = record;
  if (!record.id.endsWith(`-${record.number}`)) {
    problems.push(`Id ${record.id} does not end in number ${record.number}.`);
  }
  const born = Number(identity.birth_date.slice(0, 4)) * 12 + Number(identity.birth_date.slice(5, 7)) - 1;
  const startDay = epochSeconds(record.incident.time) - (record.incident.day - 1) * 86_400;
  const start = monthsOf(startDay);
  const age = Math.floor((start - born) / 12);
  if (identity.age !== age)
    problems.push(`Age ${identity.age} does not fit birth date ${identity.birth_date}.`);
  if (!identity.birth_date.endsWith('-01')) problems.push('The birth date has a day other than 01.');
  if (!SERVICE_NUMBER.test(identity.service_number)) {
    problems.push(`Service number ${identity.service_number} does not look fictional.`);
  }
  if (identity.service_number.slice(3, 6) !== identity.nationality) {
    problems.push('Service number and nationality differ.');
  }
  if (!(identity.weight_kg >= 35 && identity.weight_kg <= 180)) problems.push('Nobody weighs that.');
  if (!(identity.height_cm >= 135 && identity.height_cm <= 220)) problems.push('Nobody is that tall.');
}

/** Calendar months since year 0 of an instant in seconds since 1970. */
function monthsOf(seconds: number): number {
  const days = Math.floor(seconds / 86_400) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  return (yearOfEra + era * 400) * 12 + marchMonth + 2;
}

const worst = new Uint8Array(ISS_REGION_COUNT);

/** Class, mechanism of injury, scores: what ails the casualty fits together. */
export function checkInjuries(
  record: PatientRecord,
  tables: CheckTables | undefined,
  problems: string[],
): void {
  const { incident, injuries, disease, exposure } = record;
  const isBattle = incident.class === 'battle-injury';
  if (isBattle !== (incident.warfare_type !== null)) {
    problems.push(
      isBattle ? 'A battle injury has no warfare type.' : 'A non-battle case has a warfare type.',
    );
  }
  if (!isBattle && incident.mass_casualty && incident.class === 'disease') {
    problems.push('A disease sits in a mass-casualty incident.');
  }
  if (incident.class === 'disease' && disease === null) problems.push('A disease has no diagnosis.');
  if (injuries.length === 0 && disease === null && exposure === null) {
    problems.push('Nothing ails the casualty.');
  }
  const { iss, niss } = record;
  const expectedNiss = newInjurySeverityScore(record);
  if (niss !== expectedNiss) problems.push(`NISS is ${niss}, the injuries make ${expectedNiss}.`);
  if (iss > niss) problems.push(`ISS ${iss} is above NISS ${niss}.`);
  if (tables === undefined) return;
  const expectedIss = injurySeverityScore(record, tables);
  if (iss !== expectedIss) problems.push(`ISS is ${iss}, the injuries make ${expectedIss}.`);
}

/** Squares of the three worst wounds; any AIS 6 makes 75. */
function newInjurySeverityScore(record: PatientRecord): number {
  let first = 0;
  let second = 0;
  let third = 0;
  for (const { ais } of record.injuries) {
    if (ais === UNSURVIVABLE_AIS) return HIGHEST_SCORE;
    if (ais > first) {
      third = second;
      second = first;
      first = ais;
    } else if (ais > second) {
      third = second;
      second = ais;
    } else if (ais > third) third = ais;
  }
  return first * first + second * second + third * third;
}

/** Squares of the worst wound in the three worst of the six regions; any AIS 6 makes 75. */
function injurySeverityScore(record: PatientRecord, tables: CheckTables): number {
  worst.fill(0);
  for (const { ais, diagnosis } of record.injuries) {
    if (ais === UNSURVIVABLE_AIS) return HIGHEST_SCORE;
    const region = tables.get(diagnosisKey(diagnosis.code, diagnosis.icd_10)) ?? EXTERNAL;
    if (ais > worst[region]) worst[region] = ais;
  }
  let sum = 0;
  for (let round = 0; round < 3; round++) {
    let at = 0;
    for (let region = 1; region < ISS_REGION_COUNT; region++) if (worst[region] > worst[at]) at = region;
    sum += worst[at] * worst[at];
    worst[at] = 0;
  }
  return sum;
}
