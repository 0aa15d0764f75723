import type { Condition } from '@medical-patients/contract';

/** What a check needs beyond the record: the ISS region of each diagnosis. */
export type CheckTables = ReadonlyMap<string, number>;

const ISS_REGIONS = ['head_neck', 'face', 'chest', 'abdomen', 'extremity', 'external'] as const;
export const ISS_REGION_COUNT = ISS_REGIONS.length;
/** A condition without a region counts as external, as in the simulation. */
export const EXTERNAL = ISS_REGIONS.indexOf('external');

/** Key of a diagnosis in `CheckTables`: several conditions share a SNOMED concept, none of another region both codes. */
export function diagnosisKey(code: string, icd10: string): string {
  return `${code} ${icd10}`;
}

/** ISS region numbers by diagnosis. */
export function createCheckTables(conditions: readonly Condition[]): CheckTables {
  return new Map(
    conditions.map(({ coding, icd10, issRegion }) => [
      diagnosisKey(coding.code, icd10),
      ISS_REGIONS.indexOf(issRegion ?? 'external'),
    ]),
  );
}
