import { packChunk } from './care-path.js';

/** Where finished paths go while an earlier casualty is still in care, once memory for them is used up. */
export interface SpillStore {
  /** Keeps the bytes; returns where they are. */
  append(bytes: Uint8Array): number;
  read(position: number, length: number): Uint8Array;
}

export interface CarePathChunk {
  /** Number of the chunk's first casualty. */
  readonly firstNumber: number;
  readonly count: number;
  /** Layout in `care-path.ts`; may be transferred. */
  readonly buffer: ArrayBuffer;
}

/** Bytes of waiting paths held in memory before they spill. Source: architecture, order and memory. */
const MEMORY_LIMIT = 64 * 1024 * 1024;
const HOLDS_LENGTH = 2 ** 24;

/**
 * Puts finished care paths back into casualty number order and cuts them into chunks. Paths come as they end; what
 * waits for an earlier casualty is kept packed, beyond 64 MB in the spill store.
 */
export class PathOrder {
  readonly #chunkSize: number;
  readonly #spill: SpillStore | undefined;
  /** Ring by casualty number: a path in memory, or where it was spilled. */
  #paths: (Uint8Array | undefined)[] = new Array(4096);
  #spilled = new Float64Array(4096);
  #nextOut = 1;
  #highest = 0;
  #held = 0;
  #ready = 0;

  constructor(chunkSize: number, spill: SpillStore | undefined) {
    this.#chunkSize = chunkSize;
    this.#spill = spill;
  }

  add(number: number, path: Uint8Array): void {
    while (number - this.#nextOut >= this.#paths.length) this.#grow();
    const at = number % this.#paths.length;
    if (number > this.#highest) this.#highest = number;
    if (this.#spill !== undefined && this.#held + path.byteLength > MEMORY_LIMIT) {
      // Position and length in one number: positions stay below 2^29 · 2^24 bytes.
      this.#spilled[at] = this.#spill.append(path) * HOLDS_LENGTH + path.byteLength;
    } else {
      this.#paths[at] = path;
      this.#held += path.byteLength;
    }
    while (this.#isThere(this.#nextOut + this.#ready)) this.#ready++;
  }

  /** A full chunk if there is one; with `last`, also what is left. */
  take(last: boolean): CarePathChunk | undefined {
    const count = Math.min(this.#ready, this.#chunkSize);
    if (count === 0 || (count < this.#chunkSize && !last)) return undefined;
    const firstNumber = this.#nextOut;
    const paths: Uint8Array[] = new Array(count);
    for (let i = 0; i < count; i++) paths[i] = this.#remove(firstNumber + i);
    this.#nextOut += count;
    this.#ready -= count;
    return { firstNumber, count, buffer: packChunk(paths, firstNumber) };
  }

  #isThere(number: number): boolean {
    if (number > this.#highest) return false;
    const at = number % this.#paths.length;
    return this.#paths[at] !== undefined || this.#spilled[at] !== 0;
  }

  #remove(number: number): Uint8Array {
    const at = number % this.#paths.length;
    const path = this.#paths[at];
    if (path !== undefined) {
      this.#paths[at] = undefined;
      this.#held -= path.byteLength;
      return path;
    }
    const where = this.#spilled[at];
    this.#spilled[at] = 0;
    const length = where % HOLDS_LENGTH;
    if (this.#spill === undefined || length === 0) throw new Error(`care path ${number} is missing`);
    return this.#spill.read((where - length) / HOLDS_LENGTH, length);
  }

  #grow(): void {
    const size = this.#paths.length * 2;
    const paths: (Uint8Array | undefined)[] = new Array(size);
    const spilled = new Float64Array(size);
    for (let number = this.#nextOut; number <= this.#highest; number++) {
      const from = number % this.#paths.length;
      paths[number % size] = this.#paths[from];
      spilled[number % size] = this.#spilled[from];
    }
    this.#paths = paths;
    this.#spilled = spilled;
  }
}
