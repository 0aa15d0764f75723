/**
 * Casualties who wait for one kind of place: by assessed category, then arrival. Who leaves the queue for another reason
 * (death, transport) is skipped when reached; the caller keeps the count.
 */
export class WaitQueue {
  /** How many wait. */
  length = 0;
  readonly #lanes = [new Lane(), new Lane(), new Lane(), new Lane()];

  push(category: number, slot: number, stamp: number): void {
    this.#lanes[category].push(slot, stamp);
    this.length++;
  }

  /**
   * First in line for whom `isWaiting` holds; −1 when there is none.
   *
   * @param isWaiting whether the casualty in a slot still waits under this stamp
   */
  shift(isWaiting: (slot: number, stamp: number) => boolean): number {
    for (const lane of this.#lanes) {
      while (!lane.isEmpty) {
        const slot = lane.slot;
        const stamp = lane.stamp;
        lane.drop();
        if (isWaiting(slot, stamp)) {
          this.length--;
          return slot;
        }
      }
    }
    return -1;
  }

  /** The one whom `shift` would give, left in place; −1 when there is none. */
  peek(isWaiting: (slot: number, stamp: number) => boolean): number {
    for (const lane of this.#lanes) {
      while (!lane.isEmpty) {
        if (isWaiting(lane.slot, lane.stamp)) return lane.slot;
        lane.drop();
      }
    }
    return -1;
  }

  /** Someone left the queue otherwise. */
  forget(): void {
    this.length--;
  }

  /** Visits the waiting in order, until `visit` returns false. */
  forEach(isWaiting: (slot: number, stamp: number) => boolean, visit: (slot: number) => boolean): void {
    for (const lane of this.#lanes) if (!lane.forEach(isWaiting, visit)) return;
  }
}

/** Stamp of an entry that no longer counts; no casualty waits under it. */
const GONE = 0;

/** First in, first out, in a ring of slot and stamp. */
class Lane {
  #ring = new Int32Array(32);
  #head = 0;
  #size = 0;

  get isEmpty(): boolean {
    return this.#size === 0;
  }
  get slot(): number {
    return this.#ring[this.#head * 2];
  }
  get stamp(): number {
    return this.#ring[this.#head * 2 + 1];
  }

  push(slot: number, stamp: number): void {
    const capacity = this.#ring.length >> 1;
    if (this.#size === capacity) {
      const larger = new Int32Array(this.#ring.length * 2);
      for (let i = 0; i < this.#size; i++) {
        const from = ((this.#head + i) % capacity) * 2;
        larger[i * 2] = this.#ring[from];
        larger[i * 2 + 1] = this.#ring[from + 1];
      }
      this.#ring = larger;
      this.#head = 0;
    }
    const at = ((this.#head + this.#size++) % (this.#ring.length >> 1)) * 2;
    this.#ring[at] = slot;
    this.#ring[at + 1] = stamp;
  }

  drop(): void {
    this.#head = (this.#head + 1) % (this.#ring.length >> 1);
    this.#size--;
  }

  /** Visits the waiting in order; drops those it passes who no longer wait, so that nobody is passed twice in vain. */
  forEach(isWaiting: (slot: number, stamp: number) => boolean, visit: (slot: number) => boolean): boolean {
    const ring = this.#ring;
    const capacity = ring.length >> 1;
    let passed = 0;
    let gone = 0;
    let goesOn = true;
    while (goesOn && passed < this.#size) {
      const at = ((this.#head + passed++) % capacity) * 2;
      if (isWaiting(ring[at], ring[at + 1])) {
        goesOn = visit(ring[at]);
      } else {
        ring[at + 1] = GONE;
        gone++;
      }
    }
    if (gone > 0) this.#closeUp(passed, gone);
    return goesOn;
  }

  /** Moves what is left of the first `passed` entries up to the ones behind. */
  #closeUp(passed: number, gone: number): void {
    const ring = this.#ring;
    const capacity = ring.length >> 1;
    let to = passed - 1;
    for (let from = passed - 1; from >= 0; from--) {
      const source = ((this.#head + from) % capacity) * 2;
      if (ring[source + 1] === GONE) continue;
      const target = ((this.#head + to--) % capacity) * 2;
      ring[target] = ring[source];
      ring[target + 1] = ring[source + 1];
    }
    this.#head = (this.#head + gone) % capacity;
    this.#size -= gone;
  }
}
