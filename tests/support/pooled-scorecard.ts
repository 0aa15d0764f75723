import { createHash } from 'node:crypto';
import type { Scenario, Scorecard } from '@medical-patients/contract';
import {
  createPersonSampler,
  poolScorecards,
  type StructuralFindings,
  SummaryTally,
} from '@medical-patients/engine';
import { scaleLaydown } from './scale-laydown.js';
import { planOf, presetScenario, stream } from './simulated.js';
import { RecordAudit } from './structural.js';

/** Seeds over which a calibration preset is pooled. */
export const SCORECARD_SEEDS: readonly string[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];
export const BATTLE_CASUALTIES = 30_000;
/**
 * One casualty in a hundred of a peace support operation is wounded in battle: 30,000 of them would be thirty million
 * casualties. Its checks are held against as many casualties of all kinds as the others have.
 */
export const PEACEKEEPING_CASUALTIES = 40_000;
/** Records of the first seed that answer the structural checks; every record is audited elsewhere. */
export const AUDITED = 3000;
const MARK_DIGITS = 16;

/** One calibration preset over several seeds. */
export interface PooledScorecard {
  readonly scorecard: Scorecard;
  /** Casualties of all runs together, and those of them in battle. */
  readonly casualties: number;
  readonly battle: number;
}

/** The preset so large that one seed has the battle casualties that are called for. */
function largePreset(id: string): Scenario {
  const scenario = presetScenario(id);
  const total = scenario.casualties.total ?? 0;
  const wanted =
    id === 'peacekeeping' ? PEACEKEEPING_CASUALTIES : BATTLE_CASUALTIES / scenario.injury_mix.battle_injury;
  // A whole number, so that strikes of a given size grow in step with everything else.
  return scaleLaydown(scenario, Math.ceil(wanted / total));
}

/** Runs a calibration preset with its laydown scaled, once a seed, and pools the counts. */
export function pooledScorecard(id: string, seeds: readonly string[] = SCORECARD_SEEDS): PooledScorecard {
  const scenario = largePreset(id);
  const counters: Float64Array[] = [];
  let structural: StructuralFindings = {};
  let casualties = 0;
  let battle = 0;
  for (const seed of seeds) {
    const plan = planOf(scenario, seed);
    const tally = new SummaryTally(plan, createPersonSampler(plan));
    const audit = new RecordAudit(plan);
    const result = stream(plan, ({ buffer }) => {
      tally.add(buffer);
      if (counters.length === 0 && audit.records < AUDITED) audit.add(buffer);
    });
    if (counters.length === 0) structural = audit.findings(plan, result);
    const { layout } = tally;
    casualties += result.casualties;
    battle += tally.counters
      .subarray(layout.byClass, layout.byClass + 6)
      .reduce((sum, count) => sum + count, 0);
    counters.push(tally.counters);
  }
  return { scorecard: poolScorecards(planOf(scenario), counters, structural), casualties, battle };
}

/**
 * A mark of the model: another one as soon as a casualty of a calibration preset fares otherwise. A second or two.
 *
 * @param ids calibration presets
 */
export function markOfModel(ids: readonly string[]): string {
  const hash = createHash('sha256');
  for (const id of ids) {
    const plan = planOf(presetScenario(id), 'mark');
    const tally = new SummaryTally(plan, createPersonSampler(plan));
    stream(plan, ({ buffer }) => tally.add(buffer));
    hash.update(new Uint8Array(tally.counters.buffer));
  }
  return hash.digest('hex').slice(0, MARK_DIGITS);
}

/** What the scorecard of a preset would list, without running anything: checks, bands and sources. */
export function emptyScorecard(id: string): Scorecard {
  return poolScorecards(planOf(presetScenario(id)), []);
}
