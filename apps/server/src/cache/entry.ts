/** What is kept in both levels: a value, or the mark that there is none any more, with its place in time. */
export interface Entry<Value> {
  /** Of two entries for one key the one with the higher revision is newer. Immutable values have 0. */
  readonly revision: number;
  /** Absent: it was dropped. */
  readonly value?: Value;
}

/** Newer than any value. It lives long enough for every read to end that was under way when it was made. */
export const DROPPED: Entry<never> = { revision: Number.MAX_SAFE_INTEGER };
export const DROPPED_LIFE_MS = 20_000;
/** A read that took longer than this is not kept: what it found may be older than a mark that is gone already. */
export const LONGEST_LOAD_MS = 10_000;
