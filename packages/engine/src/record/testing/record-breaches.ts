import type { Breach } from './record-breach.js';
import { CARE_BREACHES } from './record-breaches-care.js';
import { COURSE_BREACHES } from './record-breaches-course.js';
import { PATIENT_BREACHES } from './record-breaches-patient.js';
import { TIME_BREACHES } from './record-breaches-time.js';

/** Each breaks one invariant of a record that otherwise holds. */
export const BREACHES: readonly Breach[] = [
  ...PATIENT_BREACHES,
  ...TIME_BREACHES,
  ...COURSE_BREACHES,
  ...CARE_BREACHES,
];
