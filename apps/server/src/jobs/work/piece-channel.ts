/** Pieces cut to this size, so that whoever hashes them lets the event loop breathe in between. */
const PIECE_BYTES = 256 * 1024;

/**
 * From one who writes pieces to one who reads them. The writer waits until its piece has been read; a reader that
 * stops or fails makes the writer fail.
 */
export interface PieceChannel {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Resolves when the reader asks for more. */
  write(bytes: Uint8Array): Promise<void>;
  /** No more pieces; with an error, the reader fails with it. */
  end(error?: unknown): void;
  /** The reader is lost, begun or not: who writes fails with this error. */
  lose(error: unknown): void;
}

interface Offer {
  readonly bytes: Uint8Array;
  readonly taken: () => void;
  readonly refused: (error: unknown) => void;
}

export function createPieceChannel(): PieceChannel {
  let offer: Offer | null = null;
  let ended: { readonly error: unknown } | null = null;
  let lost: { readonly error: unknown } | null = null;
  let wake: (() => void) | null = null;

  const lose = (error: unknown): void => {
    lost ??= { error };
    offer?.refused(lost.error);
  };
  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (;;) {
        if (offer !== null) {
          const { bytes, taken } = offer;
          for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
          offer = null;
          taken();
        } else if (ended !== null) {
          if (ended.error !== undefined) throw ended.error;
          return;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      lose(new Error('nobody reads any more'));
    }
  }

  return {
    pieces: read(),
    write: (bytes) => {
      if (lost !== null) return Promise.reject(lost.error);
      return new Promise((taken, refused) => {
        offer = { bytes, taken, refused };
        wake?.();
      });
    },
    end: (error) => {
      ended = { error };
      wake?.();
    },
    lose,
  };
}
