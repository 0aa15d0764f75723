/**
 * Hands pieces from a writer to a reader, one at a time: the writer waits until its piece is taken.
 */
export class PieceChannel implements AsyncIterable<Uint8Array> {
  #offered: { readonly bytes: Uint8Array; readonly taken: () => void; readonly lost: () => void } | null =
    null;
  #wanted: (() => void) | null = null;
  #isEnded = false;
  #isAbandoned = false;

  /** Resolves when the reader has taken the piece; rejects when it stopped reading. */
  push(bytes: Uint8Array): Promise<void> {
    if (this.#isAbandoned) return Promise.reject(new Error('nobody reads any more'));
    return new Promise((taken, reject) => {
      this.#offered = { bytes, taken, lost: () => reject(new Error('nobody reads any more')) };
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
        const piece = this.#offered;
        if (piece !== null) {
          this.#offered = null;
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
      this.#offered?.lost();
    }
  }

  #wake(): void {
    this.#wanted?.();
    this.#wanted = null;
  }
}
