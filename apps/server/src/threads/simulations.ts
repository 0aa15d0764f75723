import type { Summary } from '@medical-patients/contract';
import {
  type CarePathChunk,
  createAssembler,
  type Plan,
  type SimulationResult,
  simulate,
} from '@medical-patients/engine';
import { createRunFigures, type RunFigures, toJsonText } from '@medical-patients/runner';
import { renderSummaryHtml } from '@medical-patients/writers';
import { createSealedSpill, type SealedSpill } from './sealed-spill.js';
import {
  type RunPlan,
  type SimulationReports,
  type SimulationStart,
  type SimulationStep,
  TOO_MANY_CASUALTIES,
} from './thread-calls.js';

interface Simulation {
  readonly start: SimulationStart;
  readonly chunks: Generator<CarePathChunk, SimulationResult, undefined>;
  readonly figures: RunFigures | null;
  readonly spill: SealedSpill;
}

/** The simulations under way on one thread, each moved on by whoever wants its next chunk. */
export interface Simulations {
  /** @returns its number */
  start(start: SimulationStart): number;
  /** @throws SimulationAborted when it was asked to stop */
  next(simulation: number): SimulationStep;
  /** Frees it, ended or not. */
  end(simulation: number): void;
}

export function createSimulations(planOf: (run: RunPlan) => Plan): Simulations {
  const simulations = new Map<number, Simulation>();
  let started = 0;

  const end = (number: number): void => {
    const simulation = simulations.get(number);
    simulations.delete(number);
    simulation?.spill.close();
  };

  return {
    start: (start) => {
      const plan = planOf(start.run);
      const flag = new Int32Array(start.abort);
      const spill = createSealedSpill();
      const assembler = createAssembler(plan, start.run.datasetId);
      const signal = {
        get aborted() {
          return Atomics.load(flag, 0) !== 0;
        },
      };
      simulations.set(++started, {
        start,
        spill,
        chunks: simulate(plan, { chunkSize: start.chunkSize, signal, spill }),
        figures: start.counts ? createRunFigures(plan, (view) => assembler.assemble(view)) : null,
      });
      return started;
    },
    next: (number) => {
      const simulation = simulations.get(number);
      if (simulation === undefined) throw new Error(`simulation ${number} is not open on this thread`);
      const { chunks, figures, start } = simulation;
      try {
        const step = chunks.next();
        if (!step.done) {
          const { buffer, firstNumber, count } = step.value;
          refuseTooMany(firstNumber + count - 1, start.maxCasualties);
          figures?.add(buffer);
          return { kind: 'chunk', buffer, first: firstNumber, count };
        }
        end(number);
        const summary = figures?.finish(step.value.resources) ?? null;
        return {
          kind: 'end',
          casualties: step.value.casualties,
          reports: summary === null ? null : writeReports(summary, start.run.datasetId),
        };
      } catch (error) {
        end(number);
        throw error;
      }
    },
    end,
  };
}

function writeReports(summary: Summary, datasetId: string): SimulationReports {
  const encoder = new TextEncoder();
  return {
    summary: encoder.encode(toJsonText(summary)),
    page: encoder.encode(renderSummaryHtml(summary, { datasetId })),
  };
}

function refuseTooMany(casualties: number, maximum: number | null): void {
  if (maximum === null || casualties <= maximum) return;
  const error = new Error(`The scenario has more than ${maximum} casualties, which is the limit.`);
  error.name = TOO_MANY_CASUALTIES;
  throw error;
}
