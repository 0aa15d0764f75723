import type { ModelTables, Scenario } from '@medical-patients/contract';

export interface ClassMix {
  battle: number;
  nonBattle: number;
  disease: number;
}

/** The scenario's injury mix after warfare and environment have shifted it; sums to 1. */
export function effectiveMix(scenario: Scenario, tables: ModelTables): ClassMix {
  const factor = classFactors(scenario, tables);
  const battle = scenario.injury_mix.battle_injury * factor.battle;
  const nonBattle = scenario.injury_mix.non_battle_injury * factor.nonBattle;
  const disease = scenario.injury_mix.disease * factor.disease;
  const sum = battle + nonBattle + disease;
  return { battle: battle / sum, nonBattle: nonBattle / sum, disease: disease / sum };
}

/** Weighted mean of the active warfare types' factors, times those of every environment. */
function classFactors(scenario: Scenario, tables: ModelTables): ClassMix {
  const factor = { battle: 0, nonBattle: 0, disease: 0 };
  let total = 0;
  for (const [type, weight] of Object.entries(scenario.warfare)) {
    const mix = tables.warfare[type as keyof ModelTables['warfare']].classMix;
    factor.battle += weight * mix.battle;
    factor.nonBattle += weight * mix.nonBattle;
    factor.disease += weight * mix.disease;
    total += weight;
  }
  for (const name of ['battle', 'nonBattle', 'disease'] as const) {
    factor[name] /= total;
    for (const environment of scenario.environment)
      factor[name] *= tables.environments[environment].classMix[name];
  }
  return factor;
}

/**
 * Casualties that the scenario's mass-casualty events fix by number come out of the battle injuries; where these do
 * not suffice the other classes give way in proportion, so that the total stays exact.
 */
export function coverFixedEvents(counts: Float64Array, fixed: number): void {
  const missing = Math.min(fixed, counts[0] + counts[1] + counts[2]) - counts[0];
  if (missing <= 0) return;
  const others = counts[1] + counts[2];
  const fromNonBattle = Math.min(counts[1], Math.round((missing * counts[1]) / others));
  counts[0] += missing;
  counts[1] -= fromNonBattle;
  counts[2] -= missing - fromNonBattle;
}
