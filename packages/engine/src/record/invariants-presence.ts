import type { PatientRecord } from '@medical-patients/contract';
import { epochSeconds } from './invariants-time.js';

interface Placed {
  readonly time: string;
  readonly place: string;
}

/** Tranexamic acid, and the minutes after which it harms (F:61). */
const TRANEXAMIC_ACID = 'B02AA02';
const TRANEXAMIC_ACID_MINUTES = 180;

/**
 * Everything is measured, assessed and done where the casualty is at that time. ISO times of one form compare as text.
 */
export function checkPresence(record: PatientRecord, problems: string[]): void {
  const stays = listStays(record);
  checkPlaces('vital_signs', record.vital_signs, stays, problems);
  checkPlaces('triage', record.triage, stays, problems);
  checkPlaces('care', record.care, stays, problems);
  checkPlaces('complications', record.complications, stays, problems);
  let tranexamicAcid = 0;
  for (const { code, time } of record.care) {
    if (code.code !== TRANEXAMIC_ACID) continue;
    tranexamicAcid++;
    const minutes = (epochSeconds(time) - epochSeconds(record.incident.time)) / 60;
    if (minutes > TRANEXAMIC_ACID_MINUTES) {
      problems.push(`Tranexamic acid is given ${minutes} minutes after the injury.`);
    }
  }
  if (tranexamicAcid > 1) problems.push('Tranexamic acid is given twice.');
}

/** Places in order of time: each begins at its time and lasts until the next one's. */
function listStays(record: PatientRecord): Placed[] {
  const stays: Placed[] = [];
  for (const event of record.timeline) {
    if (stays.length === 0 || event.event === 'arrived') stays.push({ time: event.time, place: event.place });
    else if (event.event === 'departed') stays.push({ time: event.time, place: event.asset ?? '' });
  }
  return stays;
}

function checkPlaces(
  name: string,
  list: readonly Placed[],
  stays: readonly Placed[],
  problems: string[],
): void {
  let stay = 0;
  for (let i = 0; i < list.length; i++) {
    const { time, place } = list[i];
    while (stay + 1 < stays.length && stays[stay + 1].time < time) stay++;
    // In the second of a departure or an arrival the casualty may be on either side of it.
    let isThere = stays[stay]?.place === place;
    for (let next = stay + 1; !isThere && next < stays.length && stays[next].time === time; next++) {
      isThere = stays[next].place === place;
    }
    if (!isThere) problems.push(`Entry ${i} of ${name} is at ${place}, the casualty is elsewhere.`);
  }
}
