import type { PatientRecord } from '@medical-patients/contract';
import { checkComplications } from './invariants-complications.js';
import { checkCourse } from './invariants-course.js';
import { checkIdentity, checkInjuries } from './invariants-patient.js';
import { checkPresence } from './invariants-presence.js';
import type { CheckTables } from './invariants-tables.js';
import { checkLists } from './invariants-time.js';
import { checkVitalSigns } from './invariants-vitals.js';

/**
 * Every invariant that a record must obey on its own (engineering page; calibration checks 35 to 37).
 *
 * @param tables with them the ISS is recomputed exactly; without them only bounded
 * @returns one sentence for each violation; empty for a sound record
 */
export function checkRecord(record: PatientRecord, tables?: CheckTables): string[] {
  const problems: string[] = [];
  checkIdentity(record, problems);
  checkInjuries(record, tables, problems);
  checkLists(record, problems);
  checkCourse(record, problems);
  checkComplications(record, problems);
  checkPresence(record, problems);
  checkVitalSigns(record, problems);
  return problems;
}

export { type CheckTables, createCheckTables } from './invariants-tables.js';
