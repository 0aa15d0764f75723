import { PATH_HEADER_BYTES } from './care-path.js';
import type { PathHeader, PathLog } from './path-writer.js';

/** Small, since one path that waits keeps its whole slab. */
export const SLAB_BYTES = 64 * 1024;

/**
 * Room for some hundred finished care paths, laid out as in `care-path.ts`. One buffer and one set of views for all of
 * them: a buffer for each path cost a fifth of the simulation's time in allocation and collection.
 */
export class PathSlab {
  readonly bytes: Uint8Array;
  readonly #u16: Uint16Array;
  readonly #u32: Uint32Array;
  readonly #f32: Float32Array;
  #end = 0;
  #live = 0;

  constructor() {
    const buffer = new ArrayBuffer(SLAB_BYTES);
    this.bytes = new Uint8Array(buffer);
    this.#u16 = new Uint16Array(buffer);
    this.#u32 = new Uint32Array(buffer);
    this.#f32 = new Float32Array(buffer);
  }

  /** The bytes of all paths written since the last reset. */
  get written(): Uint8Array {
    return this.bytes.subarray(0, this.#end);
  }

  get isEmpty(): boolean {
    return this.#live === 0;
  }

  hasRoom(length: number): boolean {
    return this.#end + length <= SLAB_BYTES;
  }

  reset(): void {
    this.#end = 0;
    this.#live = 0;
  }

  /**
   * Writes a path behind the last; returns its position in bytes.
   *
   * @throws RangeError when it does not fit
   */
  write(header: PathHeader, log: PathLog): number {
    const at = this.#end;
    const length = log.byteLength;
    if (at + length > SLAB_BYTES) throw new RangeError(`a care path of ${length} bytes does not fit`);
    const u8 = this.bytes;
    const u16 = this.#u16;
    const u32 = this.#u32;
    const word = at >> 2;
    const half = at >> 1;
    u32[word] = header.number;
    u32[word + 1] = header.injurySeconds;
    u32[word + 2] = header.incident;
    u16[half + 6] = header.front;
    u8[at + 14] = header.nation;
    u8[at + 15] = header.casualtyClass;
    u8[at + 16] = header.warfare;
    u8[at + 17] = header.mechanism;
    u8[at + 18] = header.flags;
    u8[at + 19] = header.trueTriage;
    u8[at + 20] = header.outcome;
    u8[at + 21] = header.cause;
    u8[at + 22] = header.preventability;
    u8[at + 23] = log.woundCount;
    u32[word + 6] = header.outcomeSeconds;
    u16[half + 14] = header.outcomePlace;
    u16[half + 15] = log.eventCount;
    u8[at + 32] = header.iss;
    u8[at + 33] = header.niss;
    u16[half + 17] = header.conditionRow;
    u8[at + 36] = header.agent;
    u8[at + 37] = header.doseClass;
    u8[at + 38] = header.severity;
    u8[at + 39] = header.bloodUnits;
    u16[half + 20] = header.pathways;
    u16[half + 21] = Math.round(header.lowestVolume * 10_000);
    this.#f32[word + 11] = header.recoveryDays;
    log.copyTo(u32, (at + PATH_HEADER_BYTES) >> 2);
    this.#end = at + length;
    this.#live++;
    return at;
  }

  /** Copies `words` words from word `from` on, a path, to word `word` of `into`; true when it was the last one here. */
  moveOut(from: number, words: number, into: Uint32Array, word: number): boolean {
    for (let i = 0; i < words; i++) into[word + i] = this.#u32[from + i];
    return --this.#live === 0;
  }
}

/** One finished path as bytes of its own. */
export function packPath(header: PathHeader, log: PathLog): Uint8Array {
  const slab = new PathSlab();
  slab.write(header, log);
  return slab.bytes.slice(0, log.byteLength);
}
