import type { Condition, ModelTables, Scenario } from '@medical-patients/contract';

/** Environment conditions are ten times as frequent where the environment favours them (2.7). */
const FAVOURED = 10;

/** Factor of the scenario's environment on the frequency of a condition. */
export function environmentFactor(scenario: Scenario, tables: ModelTables): (condition: Condition) => number {
  const favoured = new Set(scenario.environment.flatMap((name) => tables.environments[name].favours));
  if (scenario.warfare.naval !== undefined) favoured.add('water');
  return ({ environment }) => (environment !== null && favoured.has(environment) ? FAVOURED : 1);
}

/** One contagious disease as this scenario has it. */
export interface Outbreaks {
  /** Row of the condition in the catalogue. */
  readonly row: number;
  /** Share of all disease that comes in outbreaks of this one, in expectation. */
  readonly share: number;
  readonly leastCases: number;
  readonly meanCases: number;
  readonly days: number;
}

/** What the sick of a scenario have: single cases by weight, and the outbreaks beside them. */
export interface DiseaseMix {
  /** Weight of every condition among single cases. */
  readonly singles: readonly number[];
  readonly outbreaks: readonly Outbreaks[];
}

/**
 * Splits the catalogue's disease into single cases and outbreaks, so that both together keep the weight of every
 * condition.
 */
export function diseaseMix(
  conditions: readonly Condition[],
  tables: ModelTables,
  scenario: Scenario,
): DiseaseMix {
  const factor = environmentFactor(scenario, tables);
  const isPeacetime = Object.keys(scenario.warfare).every((type) => type === 'peacekeeping');
  const weights = conditions.map((condition) =>
    condition.severityLevels.length === 0
      ? 0
      : (isPeacetime ? condition.weights.diseasePeacekeeping : condition.weights.diseaseLsco) *
        factor(condition),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const singles = [...weights];
  const outbreaks = tables.outbreaks.map(({ conditionId, share, leastCases, meanCases, days }) => {
    const row = conditions.findIndex(({ id }) => id === conditionId);
    singles[row] = weights[row] * (1 - share);
    return { row, share: (weights[row] * share) / sum, leastCases, meanCases, days };
  });
  return { singles, outbreaks };
}
