import type { Scenario, Summary } from '@medical-patients/contract';
import type { EncodedChunk } from '../chunk-encoder.js';

/** What a render thread is asked. `run` numbers the runs that share a thread, `task` the answers. */
export type ThreadRequest =
  | {
      readonly kind: 'open';
      readonly run: number;
      readonly scenario: Scenario;
      readonly seed: string;
      readonly datasetId: string;
      readonly formats: readonly string[];
    }
  | { readonly kind: 'close'; readonly run: number }
  | {
      readonly kind: 'render';
      readonly task: number;
      readonly run: number;
      readonly chunk: ArrayBuffer;
      /** Buffers that the thread may fill. */
      readonly spare: readonly ArrayBuffer[];
    }
  | { readonly kind: 'replicate'; readonly task: number; readonly scenario: Scenario; readonly seed: string };

/** What it answers to `render` and `replicate`. */
export type ThreadAnswer =
  | { readonly kind: 'rendered'; readonly task: number; readonly rendered: EncodedChunk }
  | { readonly kind: 'replicated'; readonly task: number; readonly summary: Summary }
  | { readonly kind: 'failed'; readonly task: number; readonly cause: unknown };
