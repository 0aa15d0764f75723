import { CHUNK_HEADER_BYTES, CHUNK_MAGIC } from './care-path.js';
import { PathSlab, SLAB_BYTES } from './path-slab.js';
import type { PathHeader, PathLog } from './path-writer.js';

/** Where finished paths go while an earlier casualty is still in care, once memory for them is used up. */
export interface SpillStore {
  /** Keeps a copy of the bytes, whole words; returns where they are: a multiple of four, below 16 GB. */
  append(bytes: Uint8Array): number;
  /** Fills `into` with what stands from a position on: all or a part of what was once appended. */
  read(position: number, into: Uint8Array): void;
}

export interface CarePathChunk {
  /** Number of the chunk's first casualty. */
  readonly firstNumber: number;
  readonly count: number;
  /** Layout in `care-path.ts`; may be transferred. */
  readonly buffer: ArrayBuffer;
}

/**
 * Bytes of waiting paths held in memory before they spill. The architecture names 64 MB; less keeps a run of
 * 100,000 smaller, and a slab that spills costs one write.
 */
const MEMORY_LIMIT = 12 * 1024 * 1024;
const SPILLED = -2;
const ABSENT = -1;

/**
 * Puts finished care paths back into casualty number order and cuts them into chunks. Paths come as they end; what
 * waits for an earlier casualty is kept packed in slabs; beyond 12 MB a slab goes to the spill store when it is full.
 */
export class PathOrder {
  readonly #chunkSize: number;
  readonly #spill: SpillStore | undefined;
  readonly #slabs: PathSlab[] = [];
  readonly #freeSlabs: number[] = [];
  #open = ABSENT;
  /** The casualties whose paths were written to the open slab. */
  #inOpen: number[] = [];
  /**
   * Rings by casualty number: slab (ABSENT, SPILLED), where the path begins there or in the spill store, and its length.
   * In words and no wider than needed, since half a million may wait for one.
   */
  #slabOf = new Int32Array(4096).fill(ABSENT);
  #firstWordOf = new Uint32Array(4096);
  #wordCountOf = new Uint16Array(4096);
  #nextOut = 1;
  #highest = 0;
  #ready = 0;

  constructor(chunkSize: number, spill: SpillStore | undefined) {
    this.#chunkSize = chunkSize;
    this.#spill = spill;
  }

  add(header: PathHeader, log: PathLog): void {
    const { number } = header;
    while (number - this.#nextOut >= this.#slabOf.length) this.#grow();
    const at = number % this.#slabOf.length;
    if (number > this.#highest) this.#highest = number;
    const length = log.byteLength;
    this.#wordCountOf[at] = length >> 2;
    if (this.#open === ABSENT || !this.#slabs[this.#open].hasRoom(length)) this.#openSlab(length);
    this.#firstWordOf[at] = this.#slabs[this.#open].write(header, log) >> 2;
    this.#slabOf[at] = this.#open;
    this.#inOpen.push(number);
    while (this.#isThere(this.#nextOut + this.#ready)) this.#ready++;
  }

  get hasChunk(): boolean {
    return this.#ready >= this.#chunkSize;
  }

  /** A full chunk if there is one; with `last`, also what is left. */
  take(last: boolean): CarePathChunk | undefined {
    const count = this.#ready < this.#chunkSize ? this.#ready : this.#chunkSize;
    if (count === 0 || (count < this.#chunkSize && !last)) return undefined;
    return this.#pack(count);
  }

  /** A chunk of nobody: a sign of life. */
  emptyChunk(): CarePathChunk {
    return this.#pack(0);
  }

  #pack(count: number): CarePathChunk {
    const firstNumber = this.#nextOut;
    const ring = this.#slabOf.length;
    let size = CHUNK_HEADER_BYTES + (count + 1) * 4;
    for (let i = 0; i < count; i++) size += this.#wordCountOf[(firstNumber + i) % ring] << 2;
    const buffer = new ArrayBuffer(size);
    const words = new Uint32Array(buffer);
    words[0] = CHUNK_MAGIC;
    words[1] = count;
    words[2] = firstNumber;
    let at = CHUNK_HEADER_BYTES + (count + 1) * 4;
    for (let i = 0; i < count; i++) {
      words[4 + i] = at;
      at += this.#moveOut((firstNumber + i) % ring, words, at >> 2);
    }
    words[4 + count] = at;
    this.#nextOut += count;
    this.#ready -= count;
    return { firstNumber, count, buffer };
  }

  /** Copies one path behind what is there and forgets it; returns its length in bytes. */
  #moveOut(at: number, into: Uint32Array, word: number): number {
    const length = this.#wordCountOf[at] << 2;
    const slab = this.#slabOf[at];
    this.#slabOf[at] = ABSENT;
    if (slab === SPILLED) {
      // Not by a shift, which ends at 2 GB.
      this.#spill?.read(this.#firstWordOf[at] * 4, new Uint8Array(into.buffer, word << 2, length));
      return length;
    }
    if (
      this.#slabs[slab].moveOut(this.#firstWordOf[at], this.#wordCountOf[at], into, word) &&
      slab !== this.#open
    ) {
      this.#slabs[slab].reset();
      this.#freeSlabs.push(slab);
    }
    return length;
  }

  get #slabsInUse(): number {
    return this.#slabs.length - this.#freeSlabs.length;
  }

  #openSlab(length: number): void {
    const before = this.#open;
    if (before !== ABSENT) {
      const slab = this.#slabs[before];
      if (!slab.isEmpty && this.#spill !== undefined && this.#slabsInUse * SLAB_BYTES >= MEMORY_LIMIT) {
        this.#spillOpen(this.#spill, slab);
      }
      this.#inOpen = [];
      if (slab.isEmpty) {
        slab.reset();
        if (slab.hasRoom(length)) return;
      }
    }
    const free = this.#freeSlabs.pop();
    if (free !== undefined) {
      this.#open = free;
      return;
    }
    this.#open = this.#slabs.length;
    this.#slabs.push(new PathSlab());
  }

  /** What was written last is needed last: the slab that is full goes, those before it stay. */
  #spillOpen(spill: SpillStore, slab: PathSlab): void {
    const position = spill.append(slab.written);
    for (const number of this.#inOpen) {
      if (number < this.#nextOut) continue;
      const at = number % this.#slabOf.length;
      this.#slabOf[at] = SPILLED;
      this.#firstWordOf[at] += position / 4;
    }
    slab.reset();
  }

  #isThere(number: number): boolean {
    return number <= this.#highest && this.#slabOf[number % this.#slabOf.length] !== ABSENT;
  }

  #grow(): void {
    const from = this.#slabOf.length;
    const size = from * 2;
    const slabOf = new Int32Array(size).fill(ABSENT);
    const firstWordOf = new Uint32Array(size);
    const wordCountOf = new Uint16Array(size);
    for (let number = this.#nextOut; number <= this.#highest; number++) {
      slabOf[number % size] = this.#slabOf[number % from];
      firstWordOf[number % size] = this.#firstWordOf[number % from];
      wordCountOf[number % size] = this.#wordCountOf[number % from];
    }
    this.#slabOf = slabOf;
    this.#firstWordOf = firstWordOf;
    this.#wordCountOf = wordCountOf;
  }
}
