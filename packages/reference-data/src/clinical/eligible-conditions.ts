import type { Condition, LethalPathway, WoundKind, WoundRegion } from '@medical-patients/contract';

/** What is known of a wound before it gets its diagnosis. */
export interface WoundQuery {
  /** Region group; null for kinds that act on the whole body (inhalation, immersion). */
  readonly region: WoundRegion | null;
  readonly kind: WoundKind;
  /** AIS severity, 1 to 6. */
  readonly ais: number;
  /** The lethal pathway this wound opened; null for none. */
  readonly openPathway: LethalPathway | null;
  /** Wounded regions of the casualty. */
  readonly woundedRegions: number;
}

/**
 * The conditions a wound may be called, to be drawn by `weights.battle`.
 *
 * An open pathway narrows the choice to rows that carry it; where no row of that region, kind and severity does,
 * and for a wound without one, the choice is the rows that are right without any pathway.
 *
 * @returns rows in table order; never empty for what the casualty stream draws (wound-coverage.test.ts)
 */
export function eligibleConditions(
  conditions: readonly Condition[],
  query: WoundQuery,
): readonly Condition[] {
  const fitting = conditions.filter(
    (row) =>
      row.weights.battle > 0 &&
      row.woundKinds.includes(query.kind) &&
      (query.region === null || row.woundRegions.includes(query.region)) &&
      row.aisMin <= query.ais &&
      query.ais <= row.aisMax &&
      row.minRegions <= query.woundedRegions,
  );
  const { openPathway } = query;
  if (openPathway !== null) {
    const carrying = fitting.filter((row) => row.pathways.includes(openPathway));
    if (carrying.length > 0) return carrying;
  }
  return fitting.filter((row) => !row.requiresPathway);
}
