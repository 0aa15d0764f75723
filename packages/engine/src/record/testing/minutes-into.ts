import type { PatientRecord } from '@medical-patients/contract';
import { epochSeconds } from '../invariants-time.js';

/** Minutes since injury of something in a record, as its time has it. */
export function minutesInto({ incident }: PatientRecord, { time }: { readonly time: string }): number {
  return (epochSeconds(time) - epochSeconds(incident.time)) / 60;
}
