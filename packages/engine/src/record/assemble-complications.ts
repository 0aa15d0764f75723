import type { Complication, Condition } from '@medical-patients/contract';
import { SYSTEM_URLS, toDiagnosis } from './assemble-coding.js';
import type { ComplicationMark, Course } from './assemble-course.js';
import type { IsoClock } from './assemble-time.js';
import { COMPLICATION_CONDITIONS, COMPLICATION_WORDS } from './codes.js';

/** Writes the complications of a record. */
export interface ComplicationAssembler {
  complications(course: Course): Complication[];
}

/** Complications without a row in the catalogue: display, and ICD-10 (traumatic ischaemia; complication of a procedure). */
const LOCAL: Readonly<Partial<Record<(typeof COMPLICATION_WORDS)[number], readonly [string, string]>>> = {
  'limb-ischaemia': ['Ischaemia of limb', 'T79.6'],
  'post-operative-death': ['Death after operation', 'T81.9'],
};

/** @throws Error if a complication has neither a row in the catalogue nor a local code */
export function createComplicationAssembler(
  conditions: readonly Condition[],
  clock: IsoClock,
): ComplicationAssembler {
  const diagnoses = COMPLICATION_WORDS.map((word, kind): Complication['diagnosis'] => {
    const row = conditions.find(({ id }) => id === COMPLICATION_CONDITIONS[kind]);
    if (row !== undefined) return toDiagnosis(row);
    const local = LOCAL[word];
    if (local === undefined) throw new Error(`complication ${word} has no code`);
    return { system: SYSTEM_URLS.local, code: word, display: local[0], icd_10: local[1] };
  });
  return {
    complications: (course) =>
      course.complications.map(({ kind, seconds, place }: ComplicationMark) => ({
        time: clock.write(seconds),
        place,
        diagnosis: diagnoses[kind],
      })),
  };
}
