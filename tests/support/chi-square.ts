/**
 * Distance of a chi-square statistic from its expectation in standard deviations of the Wilson–Hilferty cube root,
 * close to standard normal.
 *
 * @returns Infinity where something was seen that has an expectation of 0
 */
export function chiSquareZ(observed: ArrayLike<number>, expected: ArrayLike<number>): number {
  let statistic = 0;
  let cells = 0;
  for (let i = 0; i < observed.length; i++) {
    if (expected[i] === 0) {
      if (observed[i] !== 0) return Number.POSITIVE_INFINITY;
      continue;
    }
    cells++;
    statistic += (observed[i] - expected[i]) ** 2 / expected[i];
  }
  const degrees = cells - 1;
  const spread = 2 / (9 * degrees);
  return (Math.cbrt(statistic / degrees) - (1 - spread)) / Math.sqrt(spread);
}
