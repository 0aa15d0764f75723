import type { PatientRecord } from '@medical-patients/contract';

/** Half a step of `minutes_since_injury` and what binary fractions add to it. */
const MINUTES_TOLERANCE = 0.051;

interface Timed {
  readonly time: string;
  readonly minutes_since_injury: number;
}

/**
 * Time in every list: forward only, from the injury to the outcome, and `minutes_since_injury` the same time again.
 * A record of someone who reached Role 2 is full.
 */
export function checkLists(record: PatientRecord, problems: string[]): void {
  const injured = epochSeconds(record.incident.time);
  const ended = epochSeconds(record.outcome.time);
  if (!(ended >= injured)) problems.push('The outcome comes before the injury.');
  checkList('timeline', record.timeline, injured, ended, problems);
  checkList('triage', record.triage, injured, ended, problems);
  checkList('vital_signs', record.vital_signs, injured, ended, problems);
  checkList('care', record.care, injured, ended, problems);
  checkList('complications', record.complications, injured, ended, problems);
  const died = record.timeline.find((event) => event.event === 'died');
  if (died !== undefined) {
    const at = epochSeconds(died.time);
    if (record.care.some((care) => epochSeconds(care.time) > at)) problems.push('Care is given after death.');
    if (record.timeline.some((event) => epochSeconds(event.time) > at)) {
      problems.push('Something happens after death.');
    }
  }
  checkFullness(record, problems);
}

function checkList(
  name: string,
  list: readonly Timed[],
  injured: number,
  ended: number,
  problems: string[],
): void {
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < list.length; i++) {
    const { time, minutes_since_injury: minutes } = list[i];
    const at = epochSeconds(time);
    if (!(at >= before)) problems.push(`Time runs backwards in ${name} at entry ${i}.`);
    if (at < injured) problems.push(`Entry ${i} of ${name} lies before the injury.`);
    if (at > ended) problems.push(`Entry ${i} of ${name} lies after the outcome.`);
    if (!(Math.abs(minutes - (at - injured) / 60) <= MINUTES_TOLERANCE)) {
      problems.push(`Entry ${i} of ${name} says ${minutes} minutes since injury, its time says otherwise.`);
    }
    before = at;
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
  const { vital_signs, care, timeline } = record;
  if (vital_signs.length < FULL.readings) {
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
