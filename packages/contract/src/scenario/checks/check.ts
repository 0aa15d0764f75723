import type { Finding } from '../finding.js';
import type { ShapedScenario } from '../schema/scenario-schema.js';

/**
 * A rule that spans fields. `reads` names the fields it needs (without the
 * indexes of lists: `medical.facilities.fronts`); where one of them has the wrong shape, the
 * rule is left out rather than run on a default that nobody wrote.
 */
export interface Check {
  readonly reads: readonly string[];
  readonly run: (scenario: ShapedScenario) => readonly Finding[];
}

export type ShapedFacility = NonNullable<ShapedScenario['medical']['facilities']>[number];
export type ShapedFleet = NonNullable<ShapedScenario['medical']['fleets']>[number];

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
