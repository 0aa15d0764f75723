const ARITY = 4;

/**
 * Events in order, the first one on top: a 4-ary heap in typed arrays. One pair (time, order) and one slot number
 * for each entry; the payload stays in its slot and never moves. Four children of a node lie together in 64 bytes.
 * Nothing is allocated for an event, save when the heap grows, by half.
 */
export class EventHeap {
  /** Of the event last popped. */
  time = 0;
  order = 0;
  kind = 0;
  a = 0;
  b = 0;
  size = 0;
  #capacity: number;
  /** Entry i: time at 2i, order at 2i + 1. */
  #keys: Float64Array;
  /** Entry i: its slot. Past the last entry: the free slots. */
  #slots: Int32Array;
  /** Slot s: kind, a, b at 3s. */
  #payloads: Int32Array;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#keys = new Float64Array(2 * capacity);
    this.#slots = Int32Array.from({ length: capacity }, (_, i) => i);
    this.#payloads = new Int32Array(3 * capacity);
  }

  /** Time of the first event; only while there is one. */
  get firstTime(): number {
    return this.#keys[0];
  }

  /** @param order breaks ties of time; no two events share one */
  push(time: number, order: number, kind: number, a: number, b: number): void {
    if (this.size === this.#capacity) this.#grow();
    let at = this.size++;
    const keys = this.#keys;
    const slots = this.#slots;
    const slot = slots[at];
    const payload = 3 * slot;
    this.#payloads[payload] = kind;
    this.#payloads[payload + 1] = a;
    this.#payloads[payload + 2] = b;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const parentTime = keys[2 * parent];
      if (parentTime < time || (parentTime === time && keys[2 * parent + 1] < order)) break;
      keys[2 * at] = parentTime;
      keys[2 * at + 1] = keys[2 * parent + 1];
      slots[at] = slots[parent];
      at = parent;
    }
    keys[2 * at] = time;
    keys[2 * at + 1] = order;
    slots[at] = slot;
  }

  /** Takes the first event out and puts it into `time`, `order`, `kind`, `a`, `b`; only while there is one. */
  pop(): void {
    const keys = this.#keys;
    const slots = this.#slots;
    const first = slots[0];
    const payload = 3 * first;
    this.time = keys[0];
    this.order = keys[1];
    this.kind = this.#payloads[payload];
    this.a = this.#payloads[payload + 1];
    this.b = this.#payloads[payload + 2];
    const last = --this.size;
    const time = keys[2 * last];
    const order = keys[2 * last + 1];
    const slot = slots[last];
    slots[last] = first;
    if (last > 0) this.#sink(time, order, slot);
  }

  /** Puts an entry in at the root and lets it sink. */
  #sink(time: number, order: number, slot: number): void {
    const keys = this.#keys;
    const slots = this.#slots;
    const count = this.size;
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

  #grow(): void {
    const capacity = this.#capacity + Math.max(1, this.#capacity >> 1);
    const keys = new Float64Array(2 * capacity);
    const slots = new Int32Array(capacity);
    const payloads = new Int32Array(3 * capacity);
    keys.set(this.#keys);
    slots.set(this.#slots);
    payloads.set(this.#payloads);
    for (let slot = this.#capacity; slot < capacity; slot++) slots[slot] = slot;
    this.#capacity = capacity;
    this.#keys = keys;
    this.#slots = slots;
    this.#payloads = payloads;
  }
}
