import { type ChunkEncoder, createChunkEncoder, type EncodingJob } from './chunk-encoder.js';

/** Turns care path chunks into bytes, somewhere: on this thread, on others, on other machines. */
export interface ChunkRenderer {
  /** Chunks that may be under way at once; more would only cost memory. */
  readonly capacity: number;
  /** Takes the chunk's buffer over. Rejects with the cause when it cannot be rendered. */
  render(chunk: ArrayBuffer): Promise<readonly Uint8Array[]>;
  /** Frees what belongs to this run. */
  close(): Promise<void>;
}

/** Renders on the calling thread. */
export function createInlineRenderer(job: EncodingJob): ChunkRenderer {
  const encoder: ChunkEncoder = createChunkEncoder(job);
  return {
    capacity: 1,
    render: async (chunk) => encoder.encode(chunk),
    close: async () => {},
  };
}
