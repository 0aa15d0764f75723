import type { Breach } from './record-breach.js';

/** Who the casualty is and what ails them. */
export const PATIENT_BREACHES: readonly Breach[] = [
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
];
