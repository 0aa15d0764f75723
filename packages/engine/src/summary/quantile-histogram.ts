/**
 * Quantiles of durations without keeping the durations: counts in bins whose width grows with the value. Below 256 s a
 * bin is one second, so small values are exact; above, each octave has 128 bins, so a bin's midpoint is within 0.4 % of
 * every value in it. Integer arithmetic only: the same bins on every host.
 */
const EXACT_BELOW = 256;
const BINS_PER_OCTAVE_BITS = 7;
const HIGHEST_BIT = 24;
/** Values from 2^25 s (388 days) on share the last bin: no run is longer than 210 days. */
const LAST_BIN_FROM = 1 << (HIGHEST_BIT + 1);

export const DURATION_BINS = EXACT_BELOW + ((HIGHEST_BIT - 7) << BINS_PER_OCTAVE_BITS);

/** Bin of a duration in whole seconds; negative counts as 0. */
export function binOfSeconds(seconds: number): number {
  if (seconds < EXACT_BELOW) return seconds < 0 ? 0 : seconds | 0;
  if (seconds >= LAST_BIN_FROM) return DURATION_BINS - 1;
  const highestBit = 31 - Math.clz32(seconds);
  const shift = highestBit - BINS_PER_OCTAVE_BITS;
  return EXACT_BELOW + ((highestBit - 8) << BINS_PER_OCTAVE_BITS) + ((seconds >> shift) & 127);
}

/** Representative value of a bin, s: the value itself where bins are exact, else the midpoint. */
export function secondsOfBin(bin: number): number {
  if (bin < EXACT_BELOW) return bin;
  const octave = (bin - EXACT_BELOW) >> BINS_PER_OCTAVE_BITS;
  const shift = octave + 1;
  const first = (128 + ((bin - EXACT_BELOW) & 127)) << shift;
  return first + ((1 << shift) - 1) / 2;
}

/** Counts by bin; typed arrays and plain arrays alike. */
export type BinCounts = ArrayLike<number>;

/** Number of values counted in `bins` bins from `start` on. */
export function countOf(counts: BinCounts, start: number, bins: number): number {
  let n = 0;
  for (let i = start; i < start + bins; i++) n += counts[i];
  return n;
}

function binOfRank(counts: BinCounts, start: number, bins: number, rank: number): number {
  let seen = 0;
  for (let bin = 0; bin < bins; bin++) {
    seen += counts[start + bin];
    if (seen > rank) return bin;
  }
  return bins - 1;
}

/**
 * Quantile of binned values by linear interpolation between neighbouring ranks (type 7, what spreadsheets do).
 *
 * @param quantile 0 to 1
 * @param valueOfBin what a bin stands for
 * @returns null when nothing was counted
 */
export function quantileOfBins(
  counts: BinCounts,
  start: number,
  bins: number,
  quantile: number,
  valueOfBin: (bin: number) => number,
): number | null {
  const n = countOf(counts, start, bins);
  if (n === 0) return null;
  const position = (n - 1) * quantile;
  const below = Math.floor(position);
  const low = valueOfBin(binOfRank(counts, start, bins, below));
  if (position === below) return low;
  const high = valueOfBin(binOfRank(counts, start, bins, below + 1));
  return low + (position - below) * (high - low);
}

/** A histogram of durations of its own, for what the simulation records while it runs. */
export class DurationHistogram {
  count = 0;
  sumMinutes = 0;
  /** Grows to the longest duration: most places never see a long wait. */
  #bins = new Uint32Array(0);

  /** @param minutes rounded to whole seconds */
  add(minutes: number): void {
    this.count++;
    this.sumMinutes += minutes;
    const bin = binOfSeconds(Math.round(minutes * 60));
    if (bin >= this.#bins.length) this.#grow(bin);
    this.#bins[bin]++;
  }

  /** Quantile (0 to 1) in minutes; null when empty. */
  quantileMinutes(quantile: number): number | null {
    const seconds = quantileOfBins(this.#bins, 0, this.#bins.length, quantile, secondsOfBin);
    return seconds === null ? null : seconds / 60;
  }

  #grow(bin: number): void {
    const octave = 1 << BINS_PER_OCTAVE_BITS;
    const bins = new Uint32Array(Math.min(DURATION_BINS, (Math.floor(bin / octave) + 1) * octave));
    bins.set(this.#bins);
    this.#bins = bins;
  }
}
