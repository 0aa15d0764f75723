import type { Condition, MechanismRow } from '@medical-patients/contract';

/** Where there is muscle enough. */
const CRUSH_REGIONS: readonly string[] = ['lower_limb', 'upper_limb', 'pelvis'];

export const MAY_BE_CRUSH = 1;
export const ONLY_CRUSH = 2;

/** Which conditions crushing causes, and which mechanisms mostly crush. */
export interface CrushTable {
  /** By condition row: 0, MAY_BE_CRUSH or ONLY_CRUSH. */
  readonly byCondition: Uint8Array;
  /** By mechanism number: 1 where crushing is the commonest kind of wound. */
  readonly byMechanism: Uint8Array;
}

/** Asked before every first treatment, so it is looked up once. */
export function tabulateCrush(
  conditions: readonly Condition[],
  mechanisms: readonly MechanismRow[],
): CrushTable {
  return {
    byCondition: Uint8Array.from(conditions, ({ region, woundKinds }) => {
      if (!CRUSH_REGIONS.includes(region) || !woundKinds.includes('crush')) return 0;
      return woundKinds.length === 1 ? ONLY_CRUSH : MAY_BE_CRUSH;
    }),
    byMechanism: Uint8Array.from(mechanisms, ({ hit }) => {
      const kinds = hit === null ? [] : Object.values(hit.woundKinds);
      return kinds.length > 0 && hit?.woundKinds.crush === Math.max(...kinds) ? 1 : 0;
    }),
  };
}
