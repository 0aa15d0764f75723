/**
 * Logarithms of binomial and Poisson probabilities that stay accurate for means of many millions, where the usual
 * difference of log-gammas has lost its digits.
 *
 * Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000): Stirling error and deviance.
 */

import { log, log1p } from './det-math.js';

const TWO_PI = 6.283185307179586;

/** ln(n!) − ln(√(2πn)·(n/e)^n) for n = 0 … 15 (0 by convention for n = 0). */
const STIRLING_ERROR = Float64Array.of(
  0,
  0.0810614667953272582,
  0.041340695955409294,
  0.0276779256849983391,
  0.020790672103765093,
  0.0166446911898211922,
  0.0138761288230707479,
  0.01189670994589177,
  0.0104112652619720965,
  0.0092554621827127329,
  0.0083305634333628713,
  0.0075736754879518408,
  0.0069428401072095299,
  0.0064089941880042071,
  0.0059513701127588477,
  0.0055547335519628014,
);

/** The error of Stirling's formula for ln(n!), `n` a non-negative integer. */
export function stirlingError(n: number): number {
  if (n <= 15) return STIRLING_ERROR[n];
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

/** x·ln(x/m) + m − x without cancellation where `x` is near `m`; both positive. */
export function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * log(x / m) + m - x;
  const v = (x - m) / (x + m);
  const square = v * v;
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 3; ; j += 2) {
    term *= square;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}

/** ln P(X = k) of a Poisson variable, mean > 0, `k` a non-negative integer. */
export function logPoissonMass(k: number, mean: number): number {
  if (k === 0) return -mean;
  return -stirlingError(k) - deviance(k, mean) - 0.5 * log(TWO_PI * k);
}

/** ln P(X = k) of a binomial variable, 0 < p < 1, `k` an integer from 0 to `n`. */
export function logBinomialMass(k: number, n: number, p: number): number {
  if (k === 0) return n * log1p(-p);
  if (k === n) return n * log(p);
  const rest = n - k;
  return (
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(rest) -
    deviance(k, n * p) -
    deviance(rest, n * (1 - p)) -
    0.5 * log((TWO_PI * k * rest) / n)
  );
}
