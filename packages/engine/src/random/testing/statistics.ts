/** What the tests of the random numbers measure with. */

const float = new Float64Array(2);
const bits = new BigInt64Array(float.buffer);

/** How many doubles lie between two numbers (0: the same, NaN being the same as NaN). */
export function ulpDistance(x: number, y: number): number {
  if (Object.is(x, y)) return 0;
  float[0] = x;
  float[1] = y;
  const ordered = (value: bigint): bigint => (value < 0n ? -(value & 0x7fffffffffffffffn) : value);
  const distance = ordered(bits[0]) - ordered(bits[1]);
  return Number(distance < 0n ? -distance : distance);
}

export interface Sample {
  readonly mean: number;
  readonly variance: number;
  readonly min: number;
  readonly max: number;
}

/** Mean and variance of `n` draws. */
export function sample(n: number, draw: () => number): Sample {
  let mean = 0;
  let squares = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 1; i <= n; i++) {
    const x = draw();
    const delta = x - mean;
    mean += delta / i;
    squares += delta * (x - mean);
    if (x < min) min = x;
    if (x > max) max = x;
  }
  return { mean, variance: squares / (n - 1), min, max };
}

/**
 * Distance of a chi-square statistic from its expectation in standard deviations of the Wilson–Hilferty cube root,
 * close to standard normal.
 */
export function chiSquareZ(observed: ArrayLike<number>, expected: ArrayLike<number>): number {
  let statistic = 0;
  let cells = 0;
  for (let i = 0; i < observed.length; i++) {
    if (expected[i] === 0) {
      if (observed[i] !== 0) return Infinity;
      continue;
    }
    cells++;
    statistic += (observed[i] - expected[i]) ** 2 / expected[i];
  }
  const degrees = cells - 1;
  const spread = 2 / (9 * degrees);
  return (Math.cbrt(statistic / degrees) - (1 - spread)) / Math.sqrt(spread);
}

/** Counts of integers below `from` + cells − 1; what lies outside goes into the first and last cell. */
export function histogram(n: number, from: number, cells: number, draw: () => number): Float64Array {
  const counts = new Float64Array(cells);
  for (let i = 0; i < n; i++) counts[Math.min(cells - 1, Math.max(0, draw() - from))]++;
  return counts;
}
