import type { PatientRecord } from '@medical-patients/contract';
import type { Breach } from './record-breach.js';

/** Time in every list, and how full a record is. */
export const TIME_BREACHES: readonly Breach[] = [
  [
    'time backwards',
    'inCare',
    (r) => {
      r.timeline.reverse();
    },
    /Time runs backwards in timeline/,
  ],
  [
    'triage backwards',
    'inCare',
    (r) => {
      r.triage.reverse();
    },
    /Time runs backwards in triage/,
  ],
  [
    'before injury',
    'inCare',
    (r) => {
      r.care[0].time = '2026-06-01T00:00:00Z';
    },
    /Entry 0 of care lies before the injury/,
  ],
  [
    'after outcome',
    'limbBleedToRole4',
    (r) => {
      r.care.at(-1)!.time = '2026-06-30T00:00:00Z';
    },
    /of care lies after the outcome/,
  ],
  [
    'outcome first',
    'inCare',
    (r) => {
      r.outcome.time = '2026-06-01T00:00:00Z';
    },
    /outcome comes before the injury/,
  ],
  [
    'minutes',
    'inCare',
    (r) => {
      r.timeline[3].minutes_since_injury += 0.2;
    },
    /Entry 3 of timeline says/,
  ],
  [
    'after death',
    'killedInAction',
    (r) => {
      r.care.push(lateCare(r));
    },
    /Care is given after death/,
  ],
  [
    'event after death',
    'killedInAction',
    (r) => {
      r.timeline.push(lateEvent(r));
    },
    /Something happens after death/,
  ],
  [
    'few readings',
    'limbBleedToRole4',
    (r) => {
      r.vital_signs.splice(5);
    },
    /with 5 readings/,
  ],
  [
    'little care',
    'limbBleedToRole4',
    (r) => {
      r.care.splice(4);
    },
    /with 4 interventions/,
  ],
  [
    'few events',
    'inCare',
    (r) => {
      r.timeline.splice(9);
    },
    /with 9 events/,
  ],
];

function lateCare(record: PatientRecord): PatientRecord['care'][number] {
  return {
    time: '2026-06-01T10:00:00Z',
    place: record.outcome.place,
    code: { system: 'http://snomed.info/sct', code: '89666000', display: 'CPR' },
    effect: 'while-it-lasts',
    performer: 'medic',
    successful: true,
  };
}

function lateEvent(record: PatientRecord): PatientRecord['timeline'][number] {
  return { ...record.timeline[0], event: 'found', time: '2026-06-01T10:00:00Z' };
}
