import { Worker } from 'node:worker_threads';
import type { BuiltIndex } from '../results/index-files.js';
import { type Simulation, type SimulationOptions, startSimulation } from './simulation.js';
import type {
  JobThreadData,
  Rendered,
  RenderOptions,
  RunPlan,
  ThreadCalls,
  ThreadMethod,
} from './thread-calls.js';
import { createThreadLink, type ThreadLink } from './thread-link.js';

export interface ThreadsOptions {
  /** The compiled `job-thread`. */
  readonly entry: URL;
  /** 1 or more. */
  readonly size: number;
  /** Heap of one thread; a simulation that needs more fails, its thread is replaced. */
  readonly memoryMegabytes: number;
  /** Whether they give way to the other threads of this process. */
  readonly isNice: boolean;
}

/** Casualties from which on a simulation leaves so much heap behind that a new thread is the better one. */
const HEAVY_CASUALTIES = 20_000;
/**
 * Of one thread's young generation. Records die there, batch after batch, so that more room would only cost memory.
 */
const YOUNG_MEGABYTES = 6;

/** The threads of this process on which simulations run and records become bytes. They share nothing but data. */
export interface JobThreads {
  readonly size: number;
  /** Questions not answered and simulations not ended, of all threads. */
  readonly pending: number;
  /** A simulation stays on its thread; the others are free for what it yields. */
  simulate(run: RunPlan, options: Omit<SimulationOptions, 'heavyCasualties'>): Promise<Simulation>;
  /** On the least busy thread. */
  render(options: RenderOptions): Promise<Rendered>;
  frame(run: RunPlan, formats: readonly string[]): Promise<ThreadCalls['frame']['result']>;
  /** Takes the entries over. */
  buildIndex(entries: Uint8Array): Promise<BuiltIndex>;
  /** A thread for questions that belong together. */
  pick(): ThreadLink;
  /** Starts one thread and lets it load its tables now; the others start when there is work for them. */
  warm(run?: RunPlan): Promise<void>;
  close(): Promise<void>;
}

export function createJobThreads({ entry, size, memoryMegabytes, isNice }: ThreadsOptions): JobThreads {
  const workerData: JobThreadData = { isNice };
  const start = (): ThreadLink =>
    createThreadLink(
      new Worker(entry, {
        workerData,
        resourceLimits: {
          maxOldGenerationSizeMb: memoryMegabytes,
          maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
        },
        // The thread is JavaScript, whatever loader this process was started with.
        execArgv: [],
      }),
      memoryMegabytes,
    );
  let links: readonly ThreadLink[] = [];
  let isClosed = false;

  const pick = (): ThreadLink => {
    if (isClosed) throw new Error('the threads are closed');
    links = links.filter((link) => link.isUsable);
    const [best] = links.toSorted((a, b) => a.pending - b.pending);
    if (best !== undefined && (best.pending === 0 || links.length === size)) return best;
    const started = start();
    links = [...links, started];
    return started;
  };
  const ask = <Method extends ThreadMethod>(
    method: Method,
    params: ThreadCalls[Method]['params'],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<ThreadCalls[Method]['result']> => pick().ask(method, params, transfer);

  return {
    size,
    get pending() {
      return links.reduce((sum, link) => sum + link.pending, 0);
    },
    pick,
    simulate: (run, options) =>
      startSimulation(pick(), run, { ...options, heavyCasualties: HEAVY_CASUALTIES }),
    render: (options) => ask('render', options, [options.chunk, ...(options.spare ?? [])]),
    buildIndex: (entries) => ask('buildIndex', { entries }, [entries.buffer as ArrayBuffer]),
    frame: (run, formats) => ask('frame', { run, formats }),
    warm: async (run) => {
      await pick().ask('warm', run ?? null);
    },
    close: async () => {
      isClosed = true;
      await Promise.all(links.map((link) => link.end()));
    },
  };
}
