import type { PatientRecord } from '@medical-patients/contract';
import type { Breach } from './record-breach.js';

/** Where the casualty was, and how the course ended. */
export const COURSE_BREACHES: readonly Breach[] = [
  [
    'two places',
    'inCare',
    (r) => {
      r.timeline[2].place = 'r1';
    },
    /Is at r1 and at poi-south at once/,
  ],
  [
    'under way',
    'inCare',
    (r) => {
      eventOf(r, 'attacked-in-transit').echelon = 'role-3';
    },
    /while under way: attacked/,
  ],
  [
    'departs twice',
    'inCare',
    (r) => {
      eventOf(r, 'attacked-in-transit').event = 'departed';
    },
    /Departs from air-1 while under way/,
  ],
  [
    'arrives twice',
    'inCare',
    (r) => {
      eventOf(r, 'complication').event = 'arrived';
    },
    /Arrives at r3 without having departed/,
  ],
  [
    'arrives in a vehicle',
    'inCare',
    (r) => {
      eventOf(r, 'arrived').echelon = 'transport';
    },
    /Arrives in a vehicle/,
  ],
  [
    'end under way',
    'inCare',
    (r) => {
      r.outcome.echelon = 'transport';
    },
    /disagree on whether/,
  ],
  [
    'end elsewhere',
    'inCare',
    (r) => {
      r.outcome.place = 'r4';
    },
    /Ends at r4, last seen at r3/,
  ],
  [
    'reading elsewhere',
    'inCare',
    (r) => {
      r.vital_signs[0].place = 'r3';
    },
    /Entry 0 of vital_signs is at r3/,
  ],
  [
    'care elsewhere',
    'inCare',
    (r) => {
      r.care.at(-1)!.place = 'r2';
    },
    /of care is at r2/,
  ],
  [
    'no injury',
    'inCare',
    (r) => {
      r.timeline[0].event = 'found';
    },
    /does not begin with the injury/,
  ],
  [
    'injured twice',
    'inCare',
    (r) => {
      r.timeline[1].event = 'injured';
    },
    /injured twice/,
  ],
  [
    'end in care',
    'inCare',
    (r) => {
      r.timeline.at(-1)!.event = 'died';
    },
    /Still in care, but/,
  ],
  [
    'two ends',
    'killedInAction',
    (r) => {
      r.timeline.push({ ...r.timeline.at(-1)! });
    },
    /has 2 ends/,
  ],
  [
    'other end',
    'outpatient',
    (r) => {
      r.timeline.at(-1)!.event = 'died';
    },
    /the last event is died/,
  ],
  [
    'not handed over',
    'limbBleedToRole4',
    (r) => {
      r.timeline.at(-1)!.event = 'holding';
    },
    /the last event is holding/,
  ],
  [
    'evacuated and dead',
    'limbBleedToRole4',
    (r) => {
      eventOf(r, 'holding').event = 'died';
    },
    /timeline has another end/,
  ],
  [
    'time of the end',
    'killedInAction',
    (r) => {
      r.outcome.time = '2026-06-01T09:00:00Z';
    },
    /different times/,
  ],
  [
    'KIA in a facility',
    'limbBleedToRole4',
    (r) => {
      r.outcome.status = 'kia';
    },
    /Killed in action after reaching/,
  ],
  [
    'DOW in the field',
    'killedInAction',
    (r) => {
      r.outcome.status = 'dow';
    },
    /without reaching a facility/,
  ],
  [
    'KIA of disease',
    'outpatient',
    (r) => {
      r.outcome.status = 'kia';
    },
    /counted as a battle death/,
  ],
  [
    'battle death apart',
    'killedInAction',
    (r) => {
      r.outcome.status = 'died-non-battle';
    },
    /as a non-battle death/,
  ],
  [
    'no cause',
    'killedInAction',
    (r) => {
      r.outcome.cause_of_death = null;
    },
    /A death has no cause/,
  ],
  [
    'cause',
    'inCare',
    (r) => {
      r.outcome.cause_of_death = 'sepsis';
    },
    /A survivor has a cause/,
  ],
  [
    'no judgement',
    'killedInAction',
    (r) => {
      r.outcome.preventability = null;
    },
    /A death has no judgement/,
  ],
  [
    'judgement',
    'inCare',
    (r) => {
      r.outcome.preventability = { judgement: 'non-survivable', reason: 'none' };
    },
    /A survivor has a judgement/,
  ],
  [
    'two operations',
    'inCare',
    (r) => {
      eventOf(r, 'resuscitation-ended').event = 'surgery-started';
    },
    /Two operations at once/,
  ],
  [
    'operation without start',
    'inCare',
    (r) => {
      eventOf(r, 'surgery-started').event = 'holding';
    },
    /never began/,
  ],
];

function eventOf(record: PatientRecord, kind: string): PatientRecord['timeline'][number] {
  const found = record.timeline.find((event) => event.event === kind);
  if (found === undefined) throw new Error(`no ${kind} in the sample`);
  return found;
}
