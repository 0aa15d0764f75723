import type { Facility } from '../care/facility.js';

/**
 * Which of several facilities is the least busy; of equals the first. A knockout tree: a change of one load replays the
 * games on its way up. A large laydown has hundreds of facilities of one role at a front, and each casualty asks.
 */
export class LeastLoaded {
  readonly #facilities: readonly Facility[];
  readonly #size: number;
  readonly #loads: Float64Array;
  /** Node 1 is the final; nodes from `#size` on are the facilities. */
  readonly #winners: Int32Array;

  constructor(facilities: readonly Facility[]) {
    this.#facilities = facilities;
    let size = 1;
    while (size < facilities.length) size *= 2;
    this.#size = size;
    this.#loads = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
    this.#winners = new Int32Array(2 * size);
    for (let position = 0; position < size; position++) this.#winners[size + position] = position;
    facilities.forEach((facility, position) => {
      this.#loads[position] = facility.load;
      facility.onLoadChange(() => this.#update(position));
    });
    for (let node = size - 1; node >= 1; node--) this.#winners[node] = this.#play(node);
  }

  /** Facility number of the least busy. */
  get first(): number {
    return this.#facilities[this.#winners[1]].index;
  }

  #update(position: number): void {
    this.#loads[position] = this.#facilities[position].load;
    for (let node = (this.#size + position) >> 1; node >= 1; node >>= 1) {
      const winner = this.#play(node);
      // Neither was nor becomes the winner here: nothing changes above.
      if (winner === this.#winners[node] && winner !== position) return;
      this.#winners[node] = winner;
    }
  }

  #play(node: number): number {
    const left = this.#winners[2 * node];
    const right = this.#winners[2 * node + 1];
    return this.#loads[right] < this.#loads[left] ? right : left;
  }
}
