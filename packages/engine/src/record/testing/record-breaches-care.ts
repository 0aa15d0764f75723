import type { PatientRecord } from '@medical-patients/contract';
import type { Breach } from './record-breach.js';

/** Readings, medicines and complications. */
export const CARE_BREACHES: readonly Breach[] = [
  [
    'true category',
    'inCare',
    (r) => {
      r.triage[0].true_category = r.triage[0].category;
    },
    /equals the assessed one/,
  ],
  [
    'GCS',
    'inCare',
    (r) => {
      r.vital_signs[0].gcs.total = 12;
    },
    /do not add up/,
  ],
  [
    'SpO2',
    'inCare',
    (r) => {
      r.vital_signs[0].spo2 = 101;
    },
    /saturation 101/,
  ],
  [
    'temperature',
    'inCare',
    (r) => {
      r.vital_signs[0].temperature_c = 20;
    },
    /20 °C/,
  ],
  [
    'score',
    'inCare',
    (r) => {
      r.vital_signs[0].health_score--;
    },
    /its signs score/,
  ],
  [
    'volume',
    'inCare',
    (r) => {
      r.vital_signs[0].blood_volume_fraction = 0.2;
    },
    /blood volume 0.2/,
  ],
  [
    'bled out',
    'killedInAction',
    (r) => {
      bleedOut(r);
    },
    /Bled to death with a blood volume of 0.9/,
  ],
  [
    'the dead',
    'killedInAction',
    (r) => {
      r.vital_signs.at(-1)!.heart_rate = 60;
    },
    /the dead show signs of life/,
  ],
  [
    'the living',
    'inCare',
    (r) => {
      r.vital_signs[1].respiratory_rate = 0;
    },
    /living patient shows no sign/,
  ],
  [
    'pulse pressure',
    'inCare',
    (r) => {
      r.vital_signs[1].diastolic = r.vital_signs[1].systolic - 4;
    },
    /too little pulse pressure/,
  ],
  [
    'late tranexamic acid',
    'limbBleedToRole4',
    (r) => {
      acidOf(r).time = '2026-06-01T11:12:00Z';
    },
    /is given 181 minutes after/,
  ],
  [
    'tranexamic acid twice',
    'limbBleedToRole4',
    (r) => {
      r.care.splice(3, 0, { ...acidOf(r) });
    },
    /is given twice/,
  ],
  [
    'complications backwards',
    'inCare',
    (r) => {
      r.complications.push({ ...r.complications[0], time: r.incident.time });
    },
    /Time runs backwards in complications/,
  ],
  [
    'complication missing',
    'inCare',
    (r) => {
      r.complications = [];
    },
    /1 complications in the timeline, 0 in the list/,
  ],
  [
    'complication at another time',
    'inCare',
    (r) => {
      const first = r.complications[0];
      first.time = r.outcome.time;
    },
    /Complication 0 is not the one of the timeline/,
  ],
  [
    'complication elsewhere',
    'inCare',
    (r) => {
      r.complications[0].place = 'r2';
    },
    /Entry 0 of complications is at r2/,
  ],
];

function acidOf(record: PatientRecord): PatientRecord['care'][number] {
  const found = record.care.find((care) => care.code.code === 'B02AA02');
  if (found === undefined) throw new Error('no tranexamic acid in the sample');
  return found;
}

function bleedOut(record: PatientRecord): void {
  record.outcome.cause_of_death = 'torso-bleeding';
  record.vital_signs.at(-1)!.blood_volume_fraction = 0.9;
}
