import type { PatientRecord } from '@medical-patients/contract';
import type { SampleName } from './sample-run.js';

/** Breaks one invariant of a record that otherwise holds: name, sample, what it does, the sentence it must cause. */
export type Breach = readonly [string, SampleName, (record: PatientRecord) => void, RegExp];
