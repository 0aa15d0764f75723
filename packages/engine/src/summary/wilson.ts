/** Half-width of a 95 % interval in standard errors. */
export const Z95 = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * 95 % Wilson score interval of a proportion: honest for small numbers and near 0 and 1.
 *
 * @param successes 0 to `n`
 * @returns bounds from 0 to 1; the whole range when `n` is 0
 */
export function wilsonInterval(successes: number, n: number): Interval {
  if (n === 0) return { low: 0, high: 1 };
  const proportion = successes / n;
  const z2 = Z95 * Z95;
  const scale = 1 + z2 / n;
  const centre = (proportion + z2 / (2 * n)) / scale;
  const half = (Z95 * Math.sqrt((proportion * (1 - proportion)) / n + z2 / (4 * n * n))) / scale;
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === n ? 1 : Math.min(1, centre + half),
  };
}

/** 95 % interval of a mean from count, sum and sum of squares; null with fewer than two values. */
export function meanInterval(n: number, sum: number, sumOfSquares: number): Interval | null {
  if (n < 2) return null;
  const mean = sum / n;
  const variance = Math.max(0, (sumOfSquares - n * mean * mean) / (n - 1));
  const half = Z95 * Math.sqrt(variance / n);
  return { low: mean - half, high: mean + half };
}

/**
 * Positions of the order statistics that bound a quantile with 95 % confidence, as quantiles (0 to 1): the normal
 * approximation of the binomial count below the quantile.
 */
export function quantileConfidence(quantile: number, n: number): Interval {
  const half = Z95 * Math.sqrt((quantile * (1 - quantile)) / n);
  return { low: Math.max(0, quantile - half), high: Math.min(1, quantile + half) };
}
