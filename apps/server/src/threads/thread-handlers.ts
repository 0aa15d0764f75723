import type { ReferenceData } from '@medical-patients/contract';
import { compilePlan, type Plan } from '@medical-patients/engine';
import { buildIndex } from '../results/index-files.js';
import { createThreadArchives } from './archive-packing.js';
import { createRecordEncoder, type RecordEncoder } from './record-encoder.js';
import { readSharedScenario } from './shared-scenario.js';
import { createSimulations } from './simulations.js';
import type { RunPlan, SimulationStep } from './thread-calls.js';
import type { ThreadHandlers } from './thread-service.js';

/** Runs whose plan and encoder a thread keeps: those of the jobs that share it, and of streams begun again. */
const KEPT_RUNS = 8;

/** What a thread does, given the reference data. */
export function createThreadHandlers(referenceData: ReferenceData): ThreadHandlers {
  const planOf = keepLast<RunPlan, Plan>(
    KEPT_RUNS,
    ({ datasetId }) => datasetId,
    ({ scenario, seed }) => compilePlan({ scenario: readSharedScenario(scenario), seed, referenceData }),
  );
  const encoderOf = keepLast<{ run: RunPlan; formats: readonly string[] }, RecordEncoder>(
    KEPT_RUNS,
    ({ run, formats }) => `${run.datasetId} ${formats.join()}`,
    ({ run, formats }) => createRecordEncoder({ plan: planOf(run), datasetId: run.datasetId, formats }),
  );
  const simulations = createSimulations(planOf);
  const archives = createThreadArchives();

  return {
    warm: (run) => {
      if (run !== null) encoderOf({ run, formats: ['ndjson'] });
      return { result: null };
    },
    startSimulation: (start) => ({ result: simulations.start(start) }),
    nextStep: ({ simulation }) => {
      const step = simulations.next(simulation);
      return { result: step, transfer: buffersOfStep(step) };
    },
    endSimulation: ({ simulation }) => {
      simulations.end(simulation);
      return { result: null };
    },
    render: ({ run, formats, chunk, textFile, index, spare = [] }) => {
      const encoder = encoderOf({ run, formats });
      encoder.recycle(spare);
      const rendered = encoder.encode(chunk, { textFile, index });
      return { result: rendered, transfer: [...rendered.pieces.flat(), rendered.index].map(bufferOf) };
    },
    frame: ({ run, formats }) => {
      const encoder = encoderOf({ run, formats });
      return { result: { head: encoder.head(), tail: encoder.tail() } };
    },
    buildIndex: ({ entries }) => {
      const index = buildIndex(entries);
      return { result: index, transfer: Object.values(index).map(bufferOf) };
    },
    openArchive: ({ password }) => ({ result: archives.open(password) }),
    packPiece: async ({ archive, path, bytes }) => ({ result: await archives.pack(archive, path, bytes) }),
    closeArchive: async ({ archive, abandon }) => ({ result: await archives.close(archive, abandon) }),
  };
}

/** Makes a value once for each key and keeps the last ones that were used. */
function keepLast<Input, Value>(
  count: number,
  keyOf: (input: Input) => string,
  make: (input: Input) => Value,
): (input: Input) => Value {
  const kept = new Map<string, Value>();
  return (input) => {
    const key = keyOf(input);
    const value = kept.get(key) ?? make(input);
    kept.delete(key);
    kept.set(key, value);
    for (const oldest of kept.keys()) {
      if (kept.size <= count) break;
      kept.delete(oldest);
    }
    return value;
  };
}

function buffersOfStep(step: SimulationStep): ArrayBuffer[] {
  if (step.kind === 'chunk') return [step.buffer];
  return step.reports === null ? [] : [step.reports.summary.buffer, step.reports.page.buffer];
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer as ArrayBuffer;
}
