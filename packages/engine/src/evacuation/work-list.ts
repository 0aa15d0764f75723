/**
 * Places where someone may wait for one fleet. A vehicle that becomes free looks at these rather than at every place the
 * fleet serves, which in a large laydown are thousands. A place that turns out to be empty is dropped when it is met.
 */
export class WorkList {
  readonly places: number[] = [];
  readonly #rank = new Map<number, number>();
  readonly #isListed: Uint8Array;

  /**
   * @param servedBy places in the fleet's order
   * @param placeCount of all places
   */
  constructor(servedBy: readonly number[], placeCount: number) {
    this.#isListed = new Uint8Array(placeCount);
    servedBy.forEach((place, rank) => {
      if (!this.#rank.has(place)) this.#rank.set(place, rank);
    });
  }

  /** Position of a place in the fleet's order. */
  rankOf(place: number): number {
    return this.#rank.get(place) ?? Number.POSITIVE_INFINITY;
  }

  add(place: number): void {
    if (this.#isListed[place] === 1) return;
    this.#isListed[place] = 1;
    this.places.push(place);
  }

  /** Drops the place at this position of `places`; another one takes the position. */
  drop(position: number): void {
    this.#isListed[this.places[position]] = 0;
    const last = this.places.pop();
    if (last !== undefined && position < this.places.length) this.places[position] = last;
  }
}
