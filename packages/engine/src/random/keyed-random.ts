/**
 * Keyed random streams.
 *
 * **What a stream is.** Every random number of a run has an address: (seed, purpose, subject, sub-stream, position). A
 * stream is all the positions of one (seed, purpose, subject, sub-stream): what is drawn for one purpose (purposes.ts)
 * about one subject (a casualty's number, an incident, a vehicle), in order. The number at an address is a function of
 * the address alone: the counter-based generator Philox4x32-10 enciphers it under the seed. There is no state to carry
 * from one casualty to the next, so
 *
 * - streams may be opened in any order, on any thread, and give the same numbers;
 * - one more draw for a purpose moves nothing else; a change of beds or vehicles leaves who is hurt untouched, and two
 *   courses of action are compared on the same casualties (common random numbers);
 * - two addresses never share a block of the generator: purpose (11 bits), subject (53), sub-stream (32) and block
 *   number (32) fill the 128-bit counter exactly. Nothing is hashed, so streams cannot collide; each holds 2^33 draws.
 *
 * **How to use one.** `random.open(PURPOSE.wounds, casualtyNumber)`, then draw. Opening again starts the stream from its
 * beginning. Within a stream the order of draws matters: if a condition decides whether a draw happens, draw it last or
 * give it a sub-stream.
 *
 * **What a draw consumes.** One position: uniform, uniformOpen, bernoulli, normal, logNormal, exponential, triangular,
 * pick. One position, rarely more: integer. A varying number: gamma, poisson, binomial, multinomial.
 */

import { exp, log } from './det-math.js';
import { drawBinomial, drawPoisson } from './discrete.js';
import { normalQuantile } from './normal-quantile.js';
import { philox4x32 } from './philox.js';
import { seedKey } from './seed.js';

const TWO_32 = 4294967296;
const TWO_53 = 9007199254740992;
/** Subjects have 21 bits above their lower 32; purposes share that word's upper 11. */
const SUBJECT_HIGH_BITS = 21;
const LARGEST_PURPOSE = 2047;

/** Draws from keyed streams under one seed. Instances share nothing. */
export class KeyedRandom {
  private readonly key0: number;
  private readonly key1: number;
  private readonly words = new Int32Array(4);
  private readonly counter = { c0: 0, c1: 0, c2: 0, c3: 0 };
  /** Next unused word of the block: 0 or 2; 4 means a new block is due. */
  private next = 4;

  /** @throws RangeError if the seed is not a finite number or a text */
  constructor(seed: number | string) {
    const [key0, key1] = seedKey(seed);
    this.key0 = key0 | 0;
    this.key1 = key1 | 0;
  }

  /**
   * Goes to the beginning of the stream (seed, purpose, subject, sub). No draw makes sense before the first call.
   *
   * @param purpose from PURPOSE
   * @param subject whole number from 0 to 2^53 − 1: a casualty number, an incident, a vehicle
   * @param sub whole number from 0 to 2^32 − 1: a wound, a station, a day
   * @throws RangeError if one of them is out of range
   */
  open(purpose: number, subject: number, sub = 0): this {
    const high = Math.floor(subject / TWO_32);
    const low = subject | 0;
    if (!(subject >= 0 && subject < TWO_53) || high * TWO_32 + (low >>> 0) !== subject) {
      throw new RangeError(`stream subject ${subject} is not a whole number from 0 to 2^53 - 1`);
    }
    if (!(purpose >= 0 && purpose <= LARGEST_PURPOSE) || (purpose | 0) !== purpose) {
      throw new RangeError(`stream purpose ${purpose} is not a whole number from 0 to ${LARGEST_PURPOSE}`);
    }
    if (sub >>> 0 !== sub) throw new RangeError(`sub-stream ${sub} is not a whole number from 0 to 2^32 - 1`);
    const counter = this.counter;
    counter.c0 = 0;
    counter.c1 = sub | 0;
    counter.c2 = low;
    counter.c3 = (purpose << SUBJECT_HIGH_BITS) | high;
    this.next = 4;
    return this;
  }

  /** The index of the next unused pair of words, generating a block if need be. */
  private advance(): number {
    const at = this.next;
    if (at < 4) {
      this.next = 4;
      return at;
    }
    const counter = this.counter;
    philox4x32(this.words, this.key0, this.key1, counter);
    counter.c0 = (counter.c0 + 1) | 0;
    this.next = 2;
    return 0;
  }

  /** A number in [0, 1), a multiple of 2^−53. */
  uniform(): number {
    const at = this.advance();
    const words = this.words;
    return ((words[at] >>> 5) * 67108864 + (words[at + 1] >>> 6)) / TWO_53;
  }

  /** A number in (0, 1), an odd multiple of 2^−53: never 0, never 1, and symmetric about ½. */
  uniformOpen(): number {
    const at = this.advance();
    const words = this.words;
    return ((words[at] >>> 6) * 67108864 + (words[at + 1] >>> 6) + 0.5) / 4503599627370496;
  }

  /** True with the given probability (0 or less: never; 1 or more: always). */
  bernoulli(probability: number): boolean {
    return this.uniform() < probability;
  }

  /**
   * A whole number from 0 to n − 1, each exactly equally likely.
   *
   * Source: D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019); above 2^32 plain rejection.
   *
   * @throws RangeError if `n` is not a whole number from 1 to 2^53
   */
  integer(n: number): number {
    if (!(n >= 1 && n <= TWO_53) || Math.floor(n) !== n)
      throw new RangeError(`cannot draw an integer below ${n}`);
    if (n > TWO_32) return this.largeInteger(n);
    let threshold = -1;
    for (;;) {
      const word = this.words[this.advance()] >>> 0;
      // word · n in two exact parts: 16 × 33 bits each.
      const upper = (word >>> 16) * n;
      const lower = (word & 0xffff) * n;
      const middle = upper + Math.floor(lower / 65536);
      const fraction = (middle % 65536) * 65536 + (lower % 65536);
      if (fraction < n) {
        if (threshold < 0) threshold = TWO_32 % n;
        if (fraction < threshold) continue;
      }
      return Math.floor(middle / 65536);
    }
  }

  private largeInteger(n: number): number {
    let span = TWO_53;
    while (span / 2 >= n) span /= 2;
    for (;;) {
      const value = Math.floor(this.uniform() * span);
      if (value < n) return value;
    }
  }

  /** A normal variate by inversion: one position, and monotone in it. */
  normal(mean = 0, sd = 1): number {
    return mean + sd * normalQuantile(this.uniformOpen());
  }

  /** A lognormal variate: median · e^(sigma·Z). */
  logNormal(median: number, sigma: number): number {
    return median * exp(sigma * normalQuantile(this.uniformOpen()));
  }

  /** An exponential variate, never 0. */
  exponential(mean: number): number {
    return -mean * log(this.uniformOpen());
  }

  /**
   * A gamma variate of mean shape · scale. A tiny shape (below 0.01) may underflow to 0.
   *
   * Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000); two positions a
   * try, 1.05 tries; one position more if the shape is below 1.
   *
   * @throws RangeError if shape is not positive or scale negative
   */
  gamma(shape: number, scale: number): number {
    if (!(shape > 0 && shape < Infinity && scale >= 0)) throw new RangeError(`no gamma(${shape}, ${scale})`);
    if (shape < 1) {
      const shrink = exp(log(this.uniformOpen()) / shape);
      return shrink * this.gamma(shape + 1, scale);
    }
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normalQuantile(this.uniformOpen());
      const u = this.uniformOpen();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const square = x * x;
      if (u < 1 - 0.0331 * square * square || log(u) < 0.5 * square + d * (1 - v + log(v)))
        return d * v * scale;
    }
  }

  /** A Poisson variate, exact for any mean from 0 to 2^50. @throws RangeError for another mean */
  poisson(mean: number): number {
    return drawPoisson(this, mean);
  }

  /** Successes in `n` independent trials, exact for `n` up to 2^50. @throws RangeError for a bad `n` or `p` */
  binomial(n: number, p: number): number {
    return drawBinomial(this, n, p);
  }

  /**
   * A triangular variate by inversion.
   *
   * @throws RangeError unless min ≤ mode ≤ max
   */
  triangular(min: number, mode: number, max: number): number {
    if (!(min <= mode && mode <= max)) throw new RangeError(`no triangular(${min}, ${mode}, ${max})`);
    const u = this.uniform();
    const range = max - min;
    const below = mode - min;
    if (u * range < below) return min + Math.sqrt(u * range * below);
    return max - Math.sqrt((1 - u) * range * (max - mode));
  }

  /**
   * An index drawn by weight.
   *
   * @param cumulative running sums of the weights, the last one their total (see `cumulate`); an index whose weight is 0
   *   is never drawn
   * @throws RangeError if the total is not a positive number
   */
  pick(cumulative: Float64Array): number {
    const last = cumulative.length - 1;
    const total = last < 0 ? 0 : cumulative[last];
    if (!(total > 0 && total < Infinity)) throw new RangeError(`cannot pick from a total weight of ${total}`);
    const x = this.uniform() * total; // below the total: (1 − 2^−53)·total rounds down
    let low = 0;
    if (last < 16) {
      while (cumulative[low] <= x) low++;
      return low;
    }
    let high = last;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cumulative[middle] > x) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /**
   * Deals `n` items into cells by weight; the counts add up to `n` exactly and are jointly multinomial.
   *
   * @param weights not negative, positive in total; need not add up to 1
   * @param out receives the counts, one a weight
   * @throws RangeError if `n` or a weight is bad, or `out` has another length
   */
  multinomial(n: number, weights: ArrayLike<number>, out: Int32Array | Float64Array): void {
    if (out.length !== weights.length) throw new RangeError(`${weights.length} weights, ${out.length} cells`);
    let rest = 0;
    let lastPositive = -1;
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i];
      if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`weight ${i} is ${weight}`);
      if (weight > 0) lastPositive = i;
      rest += weight;
    }
    if (lastPositive < 0) throw new RangeError('all weights are 0');
    let left = n;
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i];
      // Subtraction rounds: the share of the last cells may come out above 1.
      const share = i === lastPositive || weight >= rest ? 1 : weight / rest;
      const count = weight === 0 ? 0 : this.binomial(left, share);
      out[i] = count;
      left -= count;
      rest -= weight;
    }
  }
}

/** Running sums of weights, as `pick` wants them. @throws RangeError if a weight is negative or not finite */
export function cumulate(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i] >= 0 && weights[i] < Infinity)) throw new RangeError(`weight ${i} is ${weights[i]}`);
    sum += weights[i];
    sums[i] = sum;
  }
  return sums;
}
