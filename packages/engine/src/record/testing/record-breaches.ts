import type { PatientRecord } from '@medical-patients/contract';
import type { SampleName } from './sample-run.js';

/** Each breaks one invariant of a record that otherwise holds; the sentence it must cause. */
export const BREACHES: readonly [string, SampleName, (record: PatientRecord) => void, RegExp][] = [
  [
    'number',
    'inCare',
    (r) => {
      r.number = 4;
    },
    /does not end in number 4/,
  ],
  [
    'age',
    'inCare',
    (r) => {
      r.identity.age++;
    },
    /Age \d+ does not fit birth date/,
  ],
  [
    'birthday',
    'inCare',
    (r) => {
      r.identity.birth_date = r.identity.birth_date.replace(/01$/, '02');
    },
    /day other than 01/,
  ],
  [
    'service number',
    'inCare',
    (r) => {
      r.identity.service_number = '123-45-6789';
    },
    /does not look fictional/,
  ],
  [
    'nationality',
    'inCare',
    (r) => {
      r.identity.nationality = 'USA';
    },
    /Service number and nationality differ/,
  ],
  [
    'weight',
    'inCare',
    (r) => {
      r.identity.weight_kg = 20;
    },
    /Nobody weighs that/,
  ],
  [
    'height',
    'inCare',
    (r) => {
      r.identity.height_cm = 300;
    },
    /Nobody is that tall/,
  ],
  [
    'warfare of battle',
    'inCare',
    (r) => {
      r.incident.warfare_type = null;
    },
    /no warfare type/,
  ],
  [
    'warfare of disease',
    'outpatient',
    (r) => {
      r.incident.warfare_type = 'urban';
    },
    /has a warfare type/,
  ],
  [
    'mass casualty',
    'outpatient',
    (r) => {
      r.incident.mass_casualty = true;
    },
    /mass-casualty incident/,
  ],
  [
    'no diagnosis',
    'outpatient',
    (r) => {
      r.disease = null;
    },
    /A disease has no diagnosis/,
  ],
  [
    'nothing wrong',
    'inCare',
    (r) => {
      r.injuries = [];
    },
    /Nothing ails the casualty/,
  ],
  [
    'NISS',
    'limbBleedToRole4',
    (r) => {
      r.niss++;
    },
    /NISS is 22, the injuries make 21/,
  ],
  [
    'ISS',
    'limbBleedToRole4',
    (r) => {
      r.iss++;
    },
    /ISS is 17, the injuries make 16/,
  ],
  [
    'ISS over NISS',
    'limbBleedToRole4',
    (r) => {
      r.iss = 30;
    },
    /ISS 30 is above NISS 21/,
  ],
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
      r.vital_signs[3].minutes_since_injury += 0.2;
    },
    /Entry 3 of vital_signs says/,
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
      acidOf(r).minutes_since_injury = 181;
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
];

function eventOf(record: PatientRecord, kind: string): PatientRecord['timeline'][number] {
  const found = record.timeline.find((event) => event.event === kind);
  if (found === undefined) throw new Error(`no ${kind} in the sample`);
  return found;
}

function acidOf(record: PatientRecord): PatientRecord['care'][number] {
  const found = record.care.find((care) => care.code.code === 'B02AA02');
  if (found === undefined) throw new Error('no tranexamic acid in the sample');
  return found;
}

function lateCare(record: PatientRecord): PatientRecord['care'][number] {
  const { place, echelon } = record.outcome;
  return {
    time: '2026-06-01T10:00:00Z',
    minutes_since_injury: 180,
    place,
    echelon,
    code: { system: 'http://snomed.info/sct', code: '89666000', display: 'CPR' },
    effect: 'while-it-lasts',
    performer: 'medic',
    successful: true,
  };
}

function lateEvent(record: PatientRecord): PatientRecord['timeline'][number] {
  return { ...record.timeline[0], event: 'found', time: '2026-06-01T10:00:00Z' };
}

function bleedOut(record: PatientRecord): void {
  record.outcome.cause_of_death = 'torso-bleeding';
  record.vital_signs.at(-1)!.blood_volume_fraction = 0.9;
}
