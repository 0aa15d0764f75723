/**
 * The agenda: what is still to happen, in a total order.
 *
 * Events come out by (time, priority, sequence), all ascending. The sequence is the order of scheduling, so two events
 * never compare equal and the order cannot depend on how the heap is laid out. A 4-ary heap in typed arrays: one pair
 * (time, order) and one slot number for each entry; the payload stays in its slot and never moves. Four children of a
 * node lie together in 64 bytes. Nothing is allocated for an event, save when the agenda grows, by doubling.
 */

/** Priority and sequence share one double: 2^53 = 2^13 priorities of either sign below 2^12 × 2^40 events. */
const SEQUENCE_SPAN = 1099511627776;
const LARGEST_PRIORITY = 4095;
const INITIAL_CAPACITY = 1024;
const ARITY = 4;

/** A priority queue of events with two int32 payloads. */
export class Agenda {
  /** Of the event last popped: simulated minutes. */
  time = 0;
  /** Of the event last popped: its kind, as scheduled. */
  kind = 0;
  /** Of the event last popped: first payload. */
  a = 0;
  /** Of the event last popped: second payload. */
  b = 0;
  private count = 0;
  private sequence = 0;
  private capacity: number;
  /** Entry i: time at 2i, priority · 2^40 + sequence at 2i + 1. */
  private keys: Float64Array;
  /** Entry i: its slot. Past the last entry: the free slots. */
  private slots: Int32Array;
  /** Slot s: kind, a, b at 3s. */
  private payloads: Int32Array;

  /** @param capacity entries to make room for at once; the agenda grows beyond by itself */
  constructor(capacity = INITIAL_CAPACITY) {
    this.capacity = Math.max(1, Math.floor(capacity));
    this.keys = new Float64Array(2 * this.capacity);
    this.slots = Int32Array.from({ length: this.capacity }, (_, i) => i);
    this.payloads = new Int32Array(3 * this.capacity);
  }

  /** Number of events waiting. */
  get size(): number {
    return this.count;
  }

  /** Time of the next event in minutes; Infinity if there is none. */
  peekTime(): number {
    return this.count === 0 ? Infinity : this.keys[0];
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
    if (this.count === this.capacity) this.grow();
    const order = priority * SEQUENCE_SPAN + this.sequence++;
    let at = this.count++;
    const keys = this.keys;
    const slots = this.slots;
    const slot = slots[at];
    const payload = 3 * slot;
    this.payloads[payload] = kind;
    this.payloads[payload + 1] = a;
    this.payloads[payload + 2] = b;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const parentTime = keys[2 * parent];
      if (parentTime < timeMinutes || (parentTime === timeMinutes && keys[2 * parent + 1] < order)) break;
      keys[2 * at] = parentTime;
      keys[2 * at + 1] = keys[2 * parent + 1];
      slots[at] = slots[parent];
      at = parent;
    }
    keys[2 * at] = timeMinutes;
    keys[2 * at + 1] = order;
    slots[at] = slot;
  }

  /** Takes the first event out and puts it into `time`, `kind`, `a`, `b`. False, and nothing changes, if none waits. */
  pop(): boolean {
    if (this.count === 0) return false;
    const keys = this.keys;
    const slots = this.slots;
    const first = slots[0];
    const payload = 3 * first;
    this.time = keys[0];
    this.kind = this.payloads[payload];
    this.a = this.payloads[payload + 1];
    this.b = this.payloads[payload + 2];
    const count = --this.count;
    const time = keys[2 * count];
    const order = keys[2 * count + 1];
    const slot = slots[count];
    slots[count] = first;
    if (count > 0) this.siftDown(time, order, slot);
    return true;
  }

  /** Puts an entry in at the root and lets it sink. */
  private siftDown(time: number, order: number, slot: number): void {
    const keys = this.keys;
    const slots = this.slots;
    const count = this.count;
    let at = 0;
    for (let child = 1; child < count; child = ARITY * at + 1) {
      const end = child + ARITY < count ? child + ARITY : count;
      let best = child;
      let bestTime = keys[2 * child];
      for (let other = child + 1; other < end; other++) {
        const otherTime = keys[2 * other];
        if (otherTime < bestTime || (otherTime === bestTime && keys[2 * other + 1] < keys[2 * best + 1])) {
          best = other;
          bestTime = otherTime;
        }
      }
      const bestOrder = keys[2 * best + 1];
      if (time < bestTime || (time === bestTime && order < bestOrder)) break;
      keys[2 * at] = bestTime;
      keys[2 * at + 1] = bestOrder;
      slots[at] = slots[best];
      at = best;
    }
    keys[2 * at] = time;
    keys[2 * at + 1] = order;
    slots[at] = slot;
  }

  private grow(): void {
    const capacity = 2 * this.capacity;
    const keys = new Float64Array(2 * capacity);
    const slots = new Int32Array(capacity);
    const payloads = new Int32Array(3 * capacity);
    keys.set(this.keys);
    slots.set(this.slots);
    payloads.set(this.payloads);
    for (let slot = this.capacity; slot < capacity; slot++) slots[slot] = slot;
    this.capacity = capacity;
    this.keys = keys;
    this.slots = slots;
    this.payloads = payloads;
  }
}
