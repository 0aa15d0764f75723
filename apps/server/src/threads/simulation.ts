import type { RunPlan, SimulationStep } from './thread-calls.js';
import type { ThreadLink } from './thread-link.js';

export interface SimulationOptions {
  /** Casualties a chunk. */
  readonly chunkSize: number;
  readonly maxCasualties: number | null;
  readonly counts: boolean;
  readonly signal: AbortSignal;
  /** From so many casualties on the thread is retired with the simulation. */
  readonly heavyCasualties: number;
}

/** A simulation on a thread. It computes what it is asked for and no more: that is the back-pressure. */
export interface Simulation {
  /** Rejects with the signal's reason once that is aborted. */
  next(): Promise<SimulationStep>;
  /** Frees it on its thread; to be called however it ends. */
  end(): Promise<void>;
}

/** Starts a simulation on a thread, which computes nothing before it is asked for its first chunk. */
export async function startSimulation(
  thread: ThreadLink,
  run: RunPlan,
  { signal, heavyCasualties, ...options }: SimulationOptions,
): Promise<Simulation> {
  const abort = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const raise = (): void => {
    Atomics.store(new Int32Array(abort), 0, 1);
  };
  const release = thread.occupy();
  signal.addEventListener('abort', raise, { once: true });
  if (signal.aborted) raise();
  let isEnded = false;
  let casualties = 0;
  let simulation: number | null = null;
  const end = async (): Promise<void> => {
    if (isEnded) return;
    isEnded = true;
    signal.removeEventListener('abort', raise);
    // Stops what it may be computing for a question that nobody waits for any more.
    raise();
    try {
      if (simulation !== null && thread.failure === null) await thread.ask('endSimulation', { simulation });
    } finally {
      if (casualties >= heavyCasualties) thread.retire();
      release();
    }
  };
  try {
    simulation = await thread.ask('startSimulation', { run, abort, ...options });
  } catch (error) {
    await end();
    throw error;
  }
  const started = simulation;
  return {
    next: async () => {
      signal.throwIfAborted();
      try {
        const step = await thread.ask('nextStep', { simulation: started });
        casualties = step.kind === 'chunk' ? step.first + step.count - 1 : step.casualties;
        return step;
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    },
    end,
  };
}
