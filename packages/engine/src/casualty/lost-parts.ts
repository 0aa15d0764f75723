import type { BodyPart, Condition } from '@medical-patients/contract';

const PARTS: readonly BodyPart['of'][] = ['leg', 'arm', 'eye'];
const NO_PART = 255;
const BOTH_SIDES = 2;
/** Left is 1 and right 2: this less one of them is the other. */
const SUM_OF_SIDES = 3;

/**
 * What a casualty has lost: a limb from some level on, or an eye. Wounds are named and given a side one by one; where
 * that puts one on a part that is gone, it goes to the other side, and where both are gone, it gets another name.
 */
export class LostParts {
  readonly #part: Uint8Array;
  readonly #level: Uint8Array;
  readonly #isLoss: Uint8Array;
  /** By part, while the wounds of one casualty are named: losses so far, and the highest level of them. */
  readonly #losses = new Uint8Array(PARTS.length);
  readonly #limits = new Uint8Array(PARTS.length);

  constructor(conditions: readonly Condition[]) {
    this.#part = Uint8Array.from(conditions, ({ part }) =>
      part === null ? NO_PART : PARTS.indexOf(part.of),
    );
    this.#level = Uint8Array.from(conditions, ({ part }) => part?.level ?? 0);
    this.#isLoss = Uint8Array.from(conditions, ({ part }) => (part?.isLost ? 1 : 0));
  }

  /** Whether any of the rows is a loss; nothing else has to be asked where none is. */
  isAny(rows: Uint16Array, count: number): boolean {
    for (let i = 0; i < count; i++) if (this.#isLoss[rows[i]] === 1) return true;
    return false;
  }

  /**
   * Gives another name to every wound that has no place left on either side.
   *
   * @param another the next best name of a wound that `fits`, or its own where none does
   */
  rename(
    rows: Uint16Array,
    count: number,
    another: (wound: number, fits: (row: number) => boolean) => number,
  ): void {
    this.#losses.fill(0);
    this.#limits.fill(0);
    for (let i = 0; i < count; i++) {
      if (this.#isLoss[rows[i]] === 0) continue;
      if (!this.#fits(rows[i])) rows[i] = another(i, this.#fits);
      this.#lose(rows[i]);
    }
    for (let i = 0; i < count; i++) {
      if (this.#isLoss[rows[i]] === 0 && !this.#fits(rows[i])) rows[i] = another(i, this.#fits);
    }
  }

  /** Moves wounds from `from` on to the other side, where on their own side the part is gone. */
  settleSides(rows: Uint16Array, sides: Uint8Array, count: number, from = 0): void {
    for (let i = from; i < count; i++) {
      if (this.#isLoss[rows[i]] === 1 && this.#isGone(rows, sides, i, i)) sides[i] = SUM_OF_SIDES - sides[i];
    }
    for (let i = from; i < count; i++) {
      if (this.#isLoss[rows[i]] === 0 && this.#isGone(rows, sides, i, count))
        sides[i] = SUM_OF_SIDES - sides[i];
    }
  }

  /** Whether a loss among the first `count` wounds took away what this wound is of. */
  #isGone(rows: Uint16Array, sides: Uint8Array, wound: number, count: number): boolean {
    const row = rows[wound];
    const part = this.#part[row];
    if (part === NO_PART) return false;
    for (let i = 0; i < count; i++) {
      if (i === wound || sides[i] !== sides[wound] || this.#part[rows[i]] !== part) continue;
      if (this.#isLoss[rows[i]] === 0) continue;
      // Of two losses of one limb the second is wrong whatever its level.
      if (this.#isLoss[row] === 1 || this.#level[row] >= this.#level[rows[i]]) return true;
    }
    return false;
  }

  #lose(row: number): void {
    const part = this.#part[row];
    if (this.#isLoss[row] === 0) return;
    this.#losses[part]++;
    this.#limits[part] = Math.max(this.#limits[part], this.#level[row]);
  }

  readonly #fits = (row: number): boolean => {
    const part = this.#part[row];
    if (part === NO_PART || this.#losses[part] < BOTH_SIDES) return true;
    return this.#isLoss[row] === 0 && this.#level[row] < this.#limits[part];
  };
}
