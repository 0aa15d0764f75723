import type { ReferenceData, Scenario } from '@medical-patients/contract';
import { compilePlan, type Plan } from '@medical-patients/engine';
import { identifyRun, type RunIdentity } from '@medical-patients/runner';
import { nodeHost } from '@medical-patients/runner/node';
import { LRUCache } from 'lru-cache';
import { shareScenario } from '../threads/shared-scenario.js';
import type { RunPlan } from '../threads/thread-calls.js';

/** A compiled scenario with the name of its data set. */
export interface CompiledRun {
  readonly plan: Plan;
  readonly identity: RunIdentity;
  /** The same for threads, which compile it themselves. */
  readonly run: RunPlan;
}

/** Compiles scenarios, and keeps those that were used last: content-addressed, so that nothing ever drops them. */
export type CompileRun = (scenario: Scenario, seed: string) => CompiledRun;

const KEPT_RUNS = 100;

export function createRunCompiler(referenceData: ReferenceData): CompileRun {
  const compiled = new LRUCache<string, CompiledRun>({ max: KEPT_RUNS });
  return (scenario, seed) => {
    const key = JSON.stringify([seed, scenario]);
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const plan = compilePlan({ scenario, seed, referenceData });
    const identity = identifyRun(plan, nodeHost);
    const run = { datasetId: identity.datasetId, scenario: shareScenario(plan.scenario), seed };
    const result = { plan, identity, run };
    compiled.set(key, result);
    return result;
  };
}
