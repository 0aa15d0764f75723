import type { EventKind, PatientRecord, TimelineEvent } from '@medical-patients/contract';

/** Instants that decide how a casualty fares, in the order in which they usually come. */
const MILESTONES: readonly (readonly [EventKind, string])[] = [
  ['medic-arrived', 'medic'],
  ['casualty-collected', 'pick-up'],
  ['arrived', 'first facility'],
  ['resuscitation-started', 'resuscitation'],
  ['surgery-started', 'surgery'],
];
/** Differences below this many minutes decide nothing. */
const NOTABLE_MINUTES = 5;
const MAX_REASONS = 4;

const find = (record: PatientRecord, event: EventKind): TimelineEvent | undefined =>
  record.timeline.find((entry) => entry.event === event);

const minutes = (entry: TimelineEvent): number => Math.round(entry.minutes_since_injury);

/**
 * Why a casualty fares differently in B: what happened to it in one run and not in the other, or at another time.
 *
 * @param a its record in the first run
 * @param b its record in the second
 * @returns sentences without a full stop, the earliest cause first; at most four
 */
export function explainDifference(a: PatientRecord, b: PatientRecord): readonly string[] {
  const reasons = [
    ...otherEvent(a, b, 'attacked-in-transit', 'attacked under way'),
    ...otherEvent(a, b, 'diverted', 'diverted'),
    ...otherDestination(a, b),
    ...MILESTONES.flatMap(([event, name]) => otherTime(a, b, event, name)),
    ...otherEvent(a, b, 'complication', 'complication'),
    ...judgement(b),
  ];
  return reasons.length === 0 ? ['small differences in time only'] : reasons.slice(0, MAX_REASONS);
}

function otherEvent(a: PatientRecord, b: PatientRecord, event: EventKind, name: string): string[] {
  const [inA, inB] = [find(a, event), find(b, event)];
  if ((inA === undefined) === (inB === undefined)) return [];
  const detail = (inA ?? inB)?.detail;
  const what = detail === undefined ? name : `${name} (${detail})`;
  return [inB === undefined ? `not ${what} in B` : `${what} in B`];
}

function otherDestination(a: PatientRecord, b: PatientRecord): string[] {
  const [inA, inB] = [find(a, 'arrived'), find(b, 'arrived')];
  if (inA === undefined || inB === undefined || inA.place === inB.place) return [];
  return [`taken to ${inB.place} instead of ${inA.place}`];
}

function otherTime(a: PatientRecord, b: PatientRecord, event: EventKind, name: string): string[] {
  const [inA, inB] = [find(a, event), find(b, event)];
  if (inA === undefined && inB === undefined) return [];
  if (inB === undefined) return [`no ${name} in B`];
  if (inA === undefined) return [`${name} in B only`];
  const later = minutes(inB) - minutes(inA);
  if (Math.abs(later) < NOTABLE_MINUTES) return [];
  const how = later > 0 ? `${later} min later` : `${-later} min earlier`;
  return [`${name} ${how} (${minutes(inB)} instead of ${minutes(inA)} min)`];
}

function judgement({ outcome }: PatientRecord): string[] {
  const reason = outcome.preventability?.reason;
  return reason === undefined || reason === 'none' ? [] : [`death judged preventable: ${reason}`];
}
