/**
 * The agenda: what is still to happen, in a total order.
 *
 * Events come out by (time, priority, sequence), all ascending. The sequence is the order of scheduling, so two events
 * never compare equal and the order cannot depend on how they are kept. Only the events of the present minute are kept
 * in order, in a small heap; the others wait unsorted in buckets of a minute (a calendar queue). One heap for all of
 * them took a tenth of the simulation's time at 100,000 casualties, most of it waiting for memory.
 */

import { EventHeap } from './event-heap.js';
import { MinuteBuckets } from './minute-buckets.js';

/** Priority and sequence share one double: 2^53 = 2^13 priorities of either sign below 2^12 × 2^40 events. */
const SEQUENCE_SPAN = 1099511627776;
const LARGEST_PRIORITY = 4095;
const INITIAL_CAPACITY = 64;
/** Minutes that have a bucket of their own: almost three days. A power of two. */
const RING = 4096;
/** Minutes count exactly below this; no event of a run lies beyond. */
const COUNTABLE_MINUTES = 4503599627370496; // 2^52

/** A priority queue of events with two int32 payloads. */
export class Agenda {
  /** Up to `#minute`, it included. */
  readonly #due: EventHeap;
  /** After `#minute`, before `#ringEnd`. */
  readonly #waiting = new MinuteBuckets(RING);
  /** From `#ringEnd` on. */
  readonly #later = new EventHeap(INITIAL_CAPACITY);
  #minute = -1;
  #ringEnd = RING;
  #sequence = 0;

  /** @param capacity entries of one minute to make room for at once; the agenda grows beyond by itself */
  constructor(capacity = INITIAL_CAPACITY) {
    this.#due = new EventHeap(Math.max(1, Math.floor(capacity)));
  }

  /** Of the event last popped: simulated minutes. */
  get time(): number {
    return this.#due.time;
  }
  /** Of the event last popped: its kind, as scheduled. */
  get kind(): number {
    return this.#due.kind;
  }
  /** Of the event last popped: first payload. */
  get a(): number {
    return this.#due.a;
  }
  /** Of the event last popped: second payload. */
  get b(): number {
    return this.#due.b;
  }

  /** Number of events waiting. */
  get size(): number {
    return this.#due.size + this.#waiting.size + this.#later.size;
  }

  /** Time of the next event in minutes; Infinity if there is none. */
  peekTime(): number {
    if (this.#due.size === 0 && !this.#goOn()) return Number.POSITIVE_INFINITY;
    return this.#due.firstTime;
  }

  /**
   * Adds an event. It may lie before the event last popped: that time never runs backwards is the caller's rule.
   *
   * @param timeMinutes any number but NaN; Infinity sorts last
   * @param priority whole number from −4095 to 4095; the lower comes first at the same time
   * @param kind int32
   * @param a int32
   * @param b int32
   * @throws RangeError if time is NaN, or another argument not a whole number in its range
   */
  schedule(timeMinutes: number, priority: number, kind: number, a: number, b: number): void {
    if (Number.isNaN(timeMinutes)) throw new RangeError('an event needs a time');
    if (!(priority >= -LARGEST_PRIORITY && priority <= LARGEST_PRIORITY) || (priority | 0) !== priority) {
      throw new RangeError(`priority ${priority} is not a whole number from -4095 to 4095`);
    }
    if ((kind | 0) !== kind || (a | 0) !== a || (b | 0) !== b) {
      throw new RangeError(`event (${kind}, ${a}, ${b}) is not made of 32-bit integers`);
    }
    this.#put(timeMinutes, priority * SEQUENCE_SPAN + this.#sequence++, kind, a, b);
  }

  /** Takes the first event out and puts it into `time`, `kind`, `a`, `b`. False, and nothing changes, if none waits. */
  pop(): boolean {
    if (this.#due.size === 0 && !this.#goOn()) return false;
    this.#due.pop();
    return true;
  }

  #put(time: number, order: number, kind: number, a: number, b: number): void {
    const minute = Math.floor(time);
    if (!(minute > this.#minute)) this.#due.push(time, order, kind, a, b);
    else if (minute < this.#ringEnd) this.#waiting.add(minute & (RING - 1), time, order, kind, a, b);
    else this.#later.push(time, order, kind, a, b);
  }

  /** Nothing is due: goes to the next minute in which something is. False when nothing waits at all. */
  #goOn(): boolean {
    const due = this.#due;
    const waiting = this.#waiting;
    const later = this.#later;
    while (due.size === 0) {
      if (waiting.size === 0) {
        if (later.size === 0) return false;
        this.#moveRing(Math.floor(later.firstTime));
        continue;
      }
      if (++this.#minute === this.#ringEnd) this.#moveRing(this.#minute);
      const bucket = this.#minute & (RING - 1);
      if (!waiting.isEmpty(bucket)) waiting.moveInto(due, bucket);
    }
    return true;
  }

  /** Lets the ring begin after this minute and takes into it what it now reaches. */
  #moveRing(minute: number): void {
    const later = this.#later;
    this.#minute = minute;
    this.#ringEnd = minute < COUNTABLE_MINUTES ? minute + RING : minute;
    while (later.size > 0 && (later.firstTime < this.#ringEnd || Math.floor(later.firstTime) === minute)) {
      later.pop();
      this.#put(later.time, later.order, later.kind, later.a, later.b);
    }
  }
}
