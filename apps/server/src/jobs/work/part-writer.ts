import type { StoredArtifact } from '../../artifacts/artifact-store.js';
import { type JobRun, toStore, type WorkTools } from './job-run.js';
import { createPieceChannel } from './piece-channel.js';

/** An artifact that is written piece by piece. */
export interface PartWriter {
  /** Bytes so far, before they are sealed. */
  readonly bytes: number;
  /** Resolves when the store wants more. Rejects with the store's failure. */
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves when the artifact is there. */
  close(): Promise<StoredArtifact>;
  /** Leaves nothing behind. */
  abandon(error: unknown): Promise<void>;
}

export function openPart(tools: WorkTools, run: JobRun, place: string): PartWriter {
  const channel = createPieceChannel();
  let bytes = 0;
  const stored = tools.artifacts.put(place, toStore(run, channel.pieces), { signal: run.signal });
  stored.catch((error: unknown) => channel.lose(error));
  /** A reader that stops says only that it has: why, the store knows, whose failure follows. */
  const explain = async (error: unknown): Promise<never> => {
    await stored;
    throw error;
  };
  return {
    get bytes() {
      return bytes;
    },
    write: (piece) => {
      bytes += piece.length;
      return piece.length === 0 ? Promise.resolve() : channel.write(piece).catch(explain);
    },
    close: () => {
      channel.end();
      return stored;
    },
    abandon: async (error) => {
      channel.end(error);
      // Its failure is the one that is being dealt with.
      await stored.catch(() => undefined);
    },
  };
}
