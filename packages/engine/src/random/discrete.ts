/**
 * Poisson and binomial variates: exact rejection methods whose cost does not grow with the mean.
 *
 * Source: W. Hörmann, "The transformed rejection method for generating Poisson random variables" (PTRS), Insurance:
 * Mathematics and Economics 12 (1993) 39–45, and "The generation of binomial random variates" (BTRS), Journal of
 * Statistical Computation and Simulation 46 (1993) 101–110. Below a mean of 10: inversion by search from zero.
 */

import { exp, log, log1p } from './det-math.js';
import { logBinomialMass, logPoissonMass } from './log-mass.js';

/** What a variate draws from. */
export interface UniformSource {
  /** The next number in [0, 1). */
  uniform(): number;
}

const TWO_50 = 1125899906842624;
/** Rejection is proved for means from 10 on. */
const SMALL_MEAN = 10;
/** A search that gets here (probability below 1e−100 at a mean of 10) met rounding, not chance: it starts again. */
const SEARCH_LIMIT = 200;

/**
 * A Poisson variate. One uniform below a mean of 10 (save rounding), else a pair for each try (1.1 to 1.3 tries).
 *
 * @throws RangeError if the mean is negative, not a number or above 2^50
 */
export function drawPoisson(source: UniformSource, mean: number): number {
  if (!(mean >= 0 && mean <= TWO_50)) throw new RangeError(`a Poisson mean cannot be ${mean}`);
  if (mean === 0) return 0;
  return mean < SMALL_MEAN ? searchPoisson(source, mean) : rejectPoisson(source, mean);
}

function searchPoisson(source: UniformSource, mean: number): number {
  const none = exp(-mean);
  for (;;) {
    let left = source.uniform();
    let mass = none;
    for (let k = 0; k < SEARCH_LIMIT; ) {
      if (left < mass) return k;
      left -= mass;
      k++;
      mass *= mean / k;
    }
  }
}

function rejectPoisson(source: UniformSource, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const quick = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = source.uniform() - 0.5;
    const v = source.uniform();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= quick) return k;
    if (k < 0 || (edge < 0.013 && v > edge)) continue;
    if (log((v * inverseAlpha) / (a / (edge * edge) + b)) <= logPoissonMass(k, mean)) return k;
  }
}

/**
 * A binomial variate: successes in `n` trials. One uniform if n·min(p, 1 − p) < 10 (save rounding), else a pair for
 * each try (1.1 to 1.5 tries).
 *
 * @throws RangeError if `n` is not a whole number from 0 to 2^50 or `p` not in [0, 1]
 */
export function drawBinomial(source: UniformSource, n: number, p: number): number {
  if (!(n >= 0 && n <= TWO_50) || Math.floor(n) !== n) throw new RangeError(`${n} is not a number of trials`);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is not a probability`);
  if (n === 0 || p === 0) return 0;
  if (p === 1) return n;
  if (p > 0.5) return n - drawMinority(source, n, 1 - p);
  return drawMinority(source, n, p);
}

function drawMinority(source: UniformSource, n: number, p: number): number {
  return n * p < SMALL_MEAN ? searchBinomial(source, n, p) : rejectBinomial(source, n, p);
}

function searchBinomial(source: UniformSource, n: number, p: number): number {
  const none = exp(n * log1p(-p));
  const odds = p / (1 - p);
  const limit = Math.min(n, SEARCH_LIMIT);
  for (;;) {
    let left = source.uniform();
    let mass = none;
    for (let k = 0; k <= limit; ) {
      if (left < mass) return k;
      left -= mass;
      k++;
      mass *= ((n - k + 1) / k) * odds;
    }
  }
}

function rejectBinomial(source: UniformSource, n: number, p: number): number {
  const deviation = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const quick = 0.92 - 4.2 / b;
  const mode = Math.floor((n + 1) * p);
  let logModeMass = Number.NaN;
  for (;;) {
    const u = source.uniform() - 0.5;
    const v = source.uniform();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + centre);
    if (edge >= 0.07 && v <= quick) return k;
    if (!(k >= 0 && k <= n)) continue;
    if (Number.isNaN(logModeMass)) logModeMass = logBinomialMass(mode, n, p);
    if (log((v * alpha) / (a / (edge * edge) + b)) <= logBinomialMass(k, n, p) - logModeMass) return k;
  }
}
