import { Worker } from 'node:worker_threads';
import type { Summary } from '@medical-patients/contract';
import type { ChunkEncoder, EncodedChunk, EncodingJob } from '../chunk-encoder.js';
import { buffersOf, type ChunkRenderer, createInlineRenderer } from '../renderer.js';
import type { RunReplication } from '../replicate.js';
import { RenderThread } from './render-thread.js';

/** Threads that render chunks and run replications; they may serve many runs. */
export interface ThreadPool {
  /** Threads beside the calling one. */
  readonly size: number;
  /**
   * A renderer for one run: on these threads, and on the calling one, with its own encoder, when they have enough to
   * do.
   */
  openRenderer(job: EncodingJob, encoder: ChunkEncoder): ChunkRenderer;
  readonly replicate: RunReplication;
  /** Ends all threads. */
  close(): Promise<void>;
}

/**
 * Records die young, eight at a time: a small nursery holds them, and the 16 MB that V8 takes by default are only
 * more memory.
 */
const RENDER_LIMITS = { maxYoungGenerationSizeMb: 6 };
/** Chunks that wait at a thread, so that it never waits for one while this thread renders one itself. */
const QUEUE_LENGTH = 4;
/**
 * Chunks under way for each thread, the calling one included: those that wait for an earlier one take memory, half a
 * megabyte each of JSON.
 */
const CHUNKS_A_THREAD = 8;
/**
 * And these, which are with the disk. Without them, and with a queue of two, threads stood still while it was slow:
 * 60,000 of `lsco-battle` as JSON on two threads took 8 % longer (six pairs in turn, one of them the other way), with
 * 5 MB less.
 */
const CHUNKS_BEING_WRITTEN = 48;

/**
 * Makes a pool whose threads start with their first work: about half a simulation is over, or nearly all, before there is
 * a chunk to render, and an idle thread takes 22 MB (resident memory, one, two and three of them).
 *
 * @param entry file that calls `runRenderWorker`
 * @param size 1 or more
 */
export function createThreadPool(entry: URL, size: number): ThreadPool {
  const threads = Array.from(
    { length: size },
    () => new RenderThread(() => new Worker(entry, { resourceLimits: RENDER_LIMITS })),
  );
  let runs = 0;
  const leastBusy = (): RenderThread => {
    const [first, ...others] = threads;
    if (first === undefined) throw new RangeError('a pool has at least one thread');
    return others.reduce((best, thread) => (thread.pending < best.pending ? thread : best), first);
  };

  return {
    size,
    openRenderer: (job, encoder) => {
      const run = ++runs;
      const { plan, datasetId, formats } = job;
      /** Those that know of the run. */
      const opened = new Set<RenderThread>();
      const open = (thread: RenderThread): void => {
        if (opened.has(thread)) return;
        thread.tell({ kind: 'open', run, scenario: plan.scenario, seed: plan.seed, datasetId, formats });
        opened.add(thread);
      };
      const inline = createInlineRenderer(encoder);
      /** Rendered on this thread; their buffers go back there. */
      const own = new WeakSet<EncodedChunk>();
      let spare: ArrayBuffer[] = [];
      return {
        capacity: (size + 1) * CHUNKS_A_THREAD + CHUNKS_BEING_WRITTEN,
        render: async (chunk) => {
          const thread = leastBusy();
          if (thread.pending < QUEUE_LENGTH) {
            const given = spare;
            spare = [];
            open(thread);
            return thread.render(run, chunk, given);
          }
          return inline.render(chunk).then((rendered) => {
            own.add(rendered);
            return rendered;
          });
        },
        recycle: (rendered) => {
          if (own.has(rendered)) inline.recycle(rendered);
          else spare.push(...buffersOf(rendered));
        },
        close: async () => {
          for (const thread of opened) if (thread.isUsable) thread.tell({ kind: 'close', run });
        },
      };
    },
    replicate: (scenario, seed): Promise<Summary> => leastBusy().replicate(scenario, seed),
    close: async () => {
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}
