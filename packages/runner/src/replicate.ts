import type { Scenario, StudyBands, Summary } from '@medical-patients/contract';
import { createSummary, type Plan, simulate, studyBands } from '@medical-patients/engine';
import { CHUNK_CASUALTIES } from './chunk-size.js';

/** Simulates and counts, without records: what a planner's figures need. */
export function replicate(plan: Plan): Summary {
  const summary = createSummary(plan);
  const chunks = simulate(plan, { chunkSize: CHUNK_CASUALTIES });
  let step = chunks.next();
  while (!step.done) {
    summary.add(step.value.buffer);
    step = chunks.next();
  }
  return summary.finish(step.value.resources);
}

/** Runs a replication somewhere: on this thread or another. */
export type RunReplication = (scenario: Scenario, seed: string) => Promise<Summary>;

export interface StudyOptions {
  readonly scenario: Scenario;
  readonly seed: string;
  /** 1 or more. */
  readonly replications: number;
  readonly run: RunReplication;
  /** Replications under way at once. */
  readonly parallel?: number;
  readonly onProgress?: (done: number) => void;
}

/** Seed of one replication, counted from 1. Two laydowns studied with one seed meet the same casualties. */
export function replicationSeed(seed: string, replication: number): string {
  return `${seed}/${replication}`;
}

/** Runs a scenario with several seeds and gives the bands of the planner's figures. */
export async function study(options: StudyOptions): Promise<StudyBands> {
  const { scenario, seed, replications, run, parallel = 1, onProgress } = options;
  const summaries: Summary[] = [];
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (next < replications) {
      const index = next++;
      summaries[index] = await run(scenario, replicationSeed(seed, index + 1));
      onProgress?.(++done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, replications) }, lane));
  return studyBands(summaries);
}
