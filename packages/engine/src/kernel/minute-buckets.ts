import type { EventHeap } from './event-heap.js';

const BLOCK_EVENTS = 8;
const NOTHING = -1;
const INITIAL_BLOCKS = 32;

/**
 * Events that are not yet due, unsorted, by bucket. A bucket is a list of blocks of eight events; blocks that empty are
 * used again. Adding costs the same however many wait, and touches one block that was touched not long ago.
 */
export class MinuteBuckets {
  /** Events in all buckets. */
  size = 0;
  /** By bucket: its newest block, and how many events that one holds. */
  readonly #newest: Int32Array;
  readonly #filled: Uint8Array;
  #blocks = INITIAL_BLOCKS;
  /** By block: the one before it in its bucket, or the next free one. */
  #before = new Int32Array(INITIAL_BLOCKS);
  /** Event e: time at 2e, order at 2e + 1. Block c holds events 8c to 8c + 7. */
  #keys = new Float64Array(2 * BLOCK_EVENTS * INITIAL_BLOCKS);
  /** Event e: kind, a, b at 3e. */
  #payloads = new Int32Array(3 * BLOCK_EVENTS * INITIAL_BLOCKS);
  #free = 0;

  constructor(buckets: number) {
    this.#newest = new Int32Array(buckets).fill(NOTHING);
    this.#filled = new Uint8Array(buckets);
    this.#freeFrom(0);
  }

  isEmpty(bucket: number): boolean {
    return this.#newest[bucket] === NOTHING;
  }

  add(bucket: number, time: number, order: number, kind: number, a: number, b: number): void {
    let block = this.#newest[bucket];
    let filled = this.#filled[bucket];
    if (block === NOTHING || filled === BLOCK_EVENTS) {
      const fresh = this.#takeFree();
      this.#before[fresh] = block;
      this.#newest[bucket] = fresh;
      block = fresh;
      filled = 0;
    }
    const event = block * BLOCK_EVENTS + filled;
    this.#filled[bucket] = filled + 1;
    this.#keys[2 * event] = time;
    this.#keys[2 * event + 1] = order;
    this.#payloads[3 * event] = kind;
    this.#payloads[3 * event + 1] = a;
    this.#payloads[3 * event + 2] = b;
    this.size++;
  }

  /** Empties a bucket into the heap. */
  moveInto(heap: EventHeap, bucket: number): void {
    const keys = this.#keys;
    const payloads = this.#payloads;
    let block = this.#newest[bucket];
    let filled = this.#filled[bucket];
    this.#newest[bucket] = NOTHING;
    while (block !== NOTHING) {
      this.size -= filled;
      const first = block * BLOCK_EVENTS;
      for (let event = first; event < first + filled; event++) {
        const payload = 3 * event;
        heap.push(
          keys[2 * event],
          keys[2 * event + 1],
          payloads[payload],
          payloads[payload + 1],
          payloads[payload + 2],
        );
      }
      const before = this.#before[block];
      this.#before[block] = this.#free;
      this.#free = block;
      block = before;
      filled = BLOCK_EVENTS;
    }
  }

  #takeFree(): number {
    if (this.#free === NOTHING) this.#grow();
    const block = this.#free;
    this.#free = this.#before[block];
    return block;
  }

  #freeFrom(first: number): void {
    for (let block = first; block < this.#blocks; block++) this.#before[block] = block + 1;
    this.#before[this.#blocks - 1] = NOTHING;
    this.#free = first;
  }

  #grow(): void {
    const first = this.#blocks;
    this.#blocks = first + (first >> 1);
    const before = new Int32Array(this.#blocks);
    const keys = new Float64Array(2 * BLOCK_EVENTS * this.#blocks);
    const payloads = new Int32Array(3 * BLOCK_EVENTS * this.#blocks);
    before.set(this.#before);
    keys.set(this.#keys);
    payloads.set(this.#payloads);
    this.#before = before;
    this.#keys = keys;
    this.#payloads = payloads;
    this.#freeFrom(first);
  }
}
