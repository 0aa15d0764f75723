interface OfferedPiece {
  readonly bytes: Uint8Array;
  readonly taken: () => void;
  readonly lost: () => void;
}

/** Hands pieces from a writer to a reader, in order: the writer is told when each is taken. */
export class PieceChannel implements AsyncIterable<Uint8Array> {
  readonly #offered: OfferedPiece[] = [];
  #wanted: (() => void) | null = null;
  #isEnded = false;
  #isAbandoned = false;

  /** Resolves when the reader has taken the piece; rejects when it stopped reading. */
  push(bytes: Uint8Array): Promise<void> {
    if (this.#isAbandoned) return Promise.reject(new Error('nobody reads any more'));
    return new Promise((taken, reject) => {
      this.#offered.push({ bytes, taken, lost: () => reject(new Error('nobody reads any more')) });
      this.#wake();
    });
  }

  /** No more pieces. */
  end(): void {
    this.#isEnded = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (;;) {
        const piece = this.#offered.shift();
        if (piece !== undefined) {
          piece.taken();
          yield piece.bytes;
        } else if (this.#isEnded) {
          return;
        } else {
          await new Promise<void>((resolve) => {
            this.#wanted = resolve;
          });
        }
      }
    } finally {
      this.#isAbandoned = true;
      for (const { lost } of this.#offered.splice(0)) lost();
    }
  }

  #wake(): void {
    this.#wanted?.();
    this.#wanted = null;
  }
}
