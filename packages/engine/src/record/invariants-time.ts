import type { PatientRecord } from '@medical-patients/contract';

/** Half a step of `minutes_since_injury` and what binary fractions add to it. */
const MINUTES_TOLERANCE = 0.051;

interface Timed {
  readonly time: string;
}

/**
 * Time in every list: forward only, from the injury to the outcome; ISO times of one form compare as text. The
 * timeline's `minutes_since_injury` is the same time again. A record of someone who reached Role 2 is full.
 */
export function checkLists(record: PatientRecord, problems: string[]): void {
  const { incident, outcome, timeline, care } = record;
  if (outcome.time < incident.time) problems.push('The outcome comes before the injury.');
  checkList('timeline', timeline, record, problems);
  checkList('triage', record.triage, record, problems);
  checkList('vital_signs', record.vital_signs, record, problems);
  checkList('care', care, record, problems);
  checkList('complications', record.complications, record, problems);
  checkMinutes(record, problems);
  const died = timeline.find((event) => event.event === 'died');
  if (died !== undefined) {
    if (care.some(({ time }) => time > died.time)) problems.push('Care is given after death.');
    if (timeline.some(({ time }) => time > died.time)) problems.push('Something happens after death.');
  }
  checkFullness(record, problems);
}

function checkList(
  name: string,
  list: readonly Timed[],
  { incident, outcome }: PatientRecord,
  problems: string[],
): void {
  let before = '';
  for (let i = 0; i < list.length; i++) {
    const { time } = list[i];
    if (time < before) problems.push(`Time runs backwards in ${name} at entry ${i}.`);
    if (time < incident.time) problems.push(`Entry ${i} of ${name} lies before the injury.`);
    if (time > outcome.time) problems.push(`Entry ${i} of ${name} lies after the outcome.`);
    before = time;
  }
}

function checkMinutes({ incident, timeline }: PatientRecord, problems: string[]): void {
  const injured = epochSeconds(incident.time);
  for (let i = 0; i < timeline.length; i++) {
    const { time, minutes_since_injury: minutes } = timeline[i];
    if (!(Math.abs(minutes - (epochSeconds(time) - injured) / 60) <= MINUTES_TOLERANCE)) {
      problems.push(`Entry ${i} of timeline says ${minutes} minutes since injury, its time says otherwise.`);
    }
  }
}

/** Least numbers of readings, interventions and events once a Role 2 was reached (outputs page). */
const FULL = { readings: 10, interventions: 5, events: 10 } as const;

function checkFullness(record: PatientRecord, problems: string[]): void {
  const reached = record.timeline.find(
    (event) => event.event === 'arrived' && (event.echelon === 'role-2' || event.echelon === 'role-3'),
  );
  // Whoever dies, or is cut off by the end of the run on arrival, leaves no time to fill a record with.
  if (reached === undefined || record.outcome.cause_of_death !== null) return;
  if (epochSeconds(record.outcome.time) - epochSeconds(reached.time) < SETTLED_SECONDS) return;
  // An outpatient is seen and leaves: there is no stay to chart.
  const isAdmitted = record.timeline.some(
    ({ event }) => event === 'admitted-ward' || event === 'admitted-icu',
  );
  const { vital_signs, care, timeline } = record;
  if (isAdmitted && vital_signs.length < FULL.readings) {
    problems.push(`Reached Role 2 with ${vital_signs.length} readings, at least ${FULL.readings} are due.`);
  }
  if (care.length < FULL.interventions) {
    problems.push(
      `Reached Role 2 with ${care.length} interventions, at least ${FULL.interventions} are due.`,
    );
  }
  if (timeline.length < FULL.events) {
    problems.push(`Reached Role 2 with ${timeline.length} events, at least ${FULL.events} are due.`);
  }
}

/** From the arrival on, until when a record need not be full yet. Estimate. */
const SETTLED_SECONDS = 7200;

const ZERO = 48;

/** Seconds since 1970 of `YYYY-MM-DDThh:mm:ssZ`; NaN for text of another length. */
export function epochSeconds(time: string): number {
  if (time.length !== 20) return Number.NaN;
  return (
    daysSince1970(time) * 86_400 + twoDigits(time, 11) * 3600 + twoDigits(time, 14) * 60 + twoDigits(time, 17)
  );
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
}

let lastDate = '';
let lastDays = 0;

/** Source: H. Hinnant, "chrono-compatible low-level date algorithms" (days_from_civil). */
function daysSince1970(time: string): number {
  const date = time.slice(0, 10);
  if (date === lastDate) return lastDays;
  const month = twoDigits(date, 5);
  const year = twoDigits(date, 0) * 100 + twoDigits(date, 2) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + twoDigits(date, 8) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  lastDate = date;
  lastDays = era * 146_097 + dayOfEra - 719_468;
  return lastDays;
}
