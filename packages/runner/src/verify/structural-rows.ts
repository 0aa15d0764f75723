import type { Summary } from '@medical-patients/contract';

/** What the records were counted for: a check of the scorecard that only they can answer. */
export interface StructuralTally {
  /** Things looked at: records, deaths, readings, resources. */
  readonly n: number;
  /** How many of them broke the rule. */
  readonly violations: number;
}

/** A structural check of the scorecard, answered. */
export interface StructuralRow extends StructuralTally {
  readonly check: number;
  readonly statistic: string;
  readonly denominator: string;
  readonly verdict: 'pass' | 'fail' | 'not-applicable';
}

/**
 * @param tallies by number of the check
 */
export function structuralRows(
  { scorecard }: Summary,
  tallies: ReadonlyMap<number, StructuralTally>,
): readonly StructuralRow[] {
  return scorecard.rows
    .filter((row) => row.class === 'structural')
    .map(({ check, statistic, denominator }) => {
      const tally = tallies.get(check) ?? { n: 0, violations: 0 };
      const verdict = tally.n === 0 ? 'not-applicable' : tally.violations === 0 ? 'pass' : 'fail';
      return { check, statistic, denominator, ...tally, verdict };
    });
}
