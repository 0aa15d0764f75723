import { type Override, parseAssignment, parseScenario, type Scenario } from '@medical-patients/contract';
import {
  type CarePathChunk,
  compilePlan,
  type Plan,
  type SimulationOptions,
  type SimulationResult,
  simulate,
} from '@medical-patients/engine';
import { findPreset, presets, referenceData } from '@medical-patients/reference-data';
import { type PlainPath, unpackChunk } from '../../packages/engine/src/testing/plain-path.js';

export const PRESET_IDS: readonly string[] = presets.map(({ id }) => id);

/** Presets that published figures are checked against. */
export const CALIBRATION_IDS: readonly string[] = presets
  .filter(({ calibration }) => calibration)
  .map(({ id }) => id);

/**
 * A preset as a resolved scenario.
 *
 * @param changes as on the command line: `casualties.total=300`
 */
export function presetScenario(id: string, ...changes: readonly string[]): Scenario {
  const preset = findPreset(id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  return readScenario(preset.yaml, ...changes);
}

/**
 * Reads and resolves a scenario that has no mistakes.
 *
 * @throws Error with every problem
 */
export function readScenario(source: unknown, ...changes: readonly string[]): Scenario {
  const overrides: Override[] = changes.map((change) => {
    const assignment = parseAssignment(change);
    if (!assignment.ok) throw new Error(`${change}: ${assignment.message}`);
    return assignment.override;
  });
  const result = parseScenario(source, { overrides });
  if (!result.ok)
    throw new Error(result.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return result.scenario;
}

export function planOf(scenario: Scenario, seed = '1'): Plan {
  return compilePlan({ scenario, seed, referenceData });
}

/** A finished run. */
export interface FinishedRun extends SimulationResult {
  readonly plan: Plan;
  readonly chunks: readonly CarePathChunk[];
}

/** Runs a plan to its end and keeps everything: for runs that fit in memory. */
export function run(plan: Plan, options: SimulationOptions = {}): FinishedRun {
  const chunks: CarePathChunk[] = [];
  const simulation = simulate(plan, options);
  for (;;) {
    const step = simulation.next();
    if (step.done === true) return { ...step.value, plan, chunks };
    chunks.push(step.value);
  }
}

/** Runs a plan to its end, handing each chunk on as it comes: for runs of any length. */
export function stream(plan: Plan, take: (chunk: CarePathChunk) => void): SimulationResult {
  const simulation = simulate(plan);
  for (;;) {
    const step = simulation.next();
    if (step.done === true) return step.value;
    take(step.value);
  }
}

/** The care paths of a run, unpacked. */
export function pathsOf({ chunks }: Pick<FinishedRun, 'chunks'>): PlainPath[] {
  return chunks.flatMap(({ buffer }) => unpackChunk(buffer));
}
