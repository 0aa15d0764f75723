/**
 * Where the bytes of a run go: a folder, an archive, a stream. The run writes the pieces of every file in order, but
 * pieces of several files alternate.
 */
export interface RunSink {
  /** Whether the bytes of a write are free again when its promise resolves; no by default. */
  readonly releasesBytes?: boolean;
  /**
   * Takes the next piece of a file. Pieces are given in order, without waiting for those before them; the run waits
   * for their promises when too many are on their way: that is the back-pressure.
   *
   * @param path path inside the run folder, with `/`
   */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Everything is written; makes the result visible, whole. */
  commit(): Promise<void>;
  /** The run failed or was stopped: leaves nothing behind. */
  discard(): Promise<void>;
}

/** Keeps everything in memory: for tests, small runs and browsers. */
export class MemorySink implements RunSink {
  readonly #pieces = new Map<string, Uint8Array[]>();

  async write(path: string, bytes: Uint8Array): Promise<void> {
    const pieces = this.#pieces.get(path);
    if (pieces === undefined) this.#pieces.set(path, [bytes]);
    else pieces.push(bytes);
  }

  async commit(): Promise<void> {}

  async discard(): Promise<void> {
    this.#pieces.clear();
  }

  /** Paths in the order in which they were first written. */
  get paths(): readonly string[] {
    return [...this.#pieces.keys()];
  }

  /** The bytes of a file; empty where there is none. */
  read(path: string): Uint8Array {
    return concatBytes(this.#pieces.get(path) ?? []);
  }
}

/** One array with all bytes; a single piece is returned as it is. */
function concatBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined) return first;
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
