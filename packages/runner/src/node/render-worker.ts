import { type MessagePort, parentPort } from 'node:worker_threads';
import type { ReferenceData } from '@medical-patients/contract';
import { compilePlan } from '@medical-patients/engine';
import { type ChunkEncoder, createChunkEncoder } from '../chunk-encoder.js';
import { buffersOf } from '../renderer.js';
import { replicate } from '../replicate.js';
import type { ThreadAnswer, ThreadRequest } from './thread-messages.js';

/**
 * The life of a render thread: an app's worker file calls this with the reference data and nothing else.
 *
 * @throws Error outside a worker thread
 */
export function runRenderWorker(referenceData: ReferenceData): void {
  if (parentPort === null) throw new Error('runRenderWorker was called outside a worker thread');
  const port: MessagePort = parentPort;
  /** Opened when first rendered: a thread of a pool may never see a chunk of a run. */
  const runs = new Map<number, () => ChunkEncoder>();

  const answer = (message: ThreadAnswer, transfer: readonly ArrayBuffer[] = []): void => {
    port.postMessage(message, transfer);
  };
  const handle = (request: ThreadRequest): void => {
    switch (request.kind) {
      case 'open':
        runs.set(request.run, openRun(request, referenceData));
        return;
      case 'close':
        runs.delete(request.run);
        return;
      case 'render': {
        const encoder = runs.get(request.run);
        if (encoder === undefined) throw new Error(`run ${request.run} is not open on this thread`);
        encoder().recycle(request.spare);
        const rendered = encoder().encode(request.chunk);
        answer({ kind: 'rendered', task: request.task, rendered }, buffersOf(rendered));
        return;
      }
      case 'replicate': {
        const plan = compilePlan({ scenario: request.scenario, seed: request.seed, referenceData });
        answer({ kind: 'replicated', task: request.task, summary: replicate(plan) });
      }
    }
  };
  port.on('message', (request: ThreadRequest) => {
    try {
      handle(request);
    } catch (cause) {
      // Whoever asked hears of it. Without a task nobody waits, and the thread ends with the error.
      if (!('task' in request)) throw cause;
      answer({ kind: 'failed', task: request.task, cause });
    }
  });
}

function openRun(
  { scenario, seed, datasetId, formats }: Extract<ThreadRequest, { kind: 'open' }>,
  referenceData: ReferenceData,
): () => ChunkEncoder {
  let encoder: ChunkEncoder | undefined;
  return () => {
    encoder ??= createChunkEncoder({
      plan: compilePlan({ scenario, seed, referenceData }),
      datasetId,
      formats,
    });
    return encoder;
  };
}
