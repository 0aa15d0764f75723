import { describe, expect, it } from 'vitest';
import { drawBinomial, drawPoisson, type UniformSource } from './discrete.js';
import { logBinomialMass, logPoissonMass } from './log-mass.js';

const GRID = 40_000;
const BISECTIONS = 26;

/**
 * The distribution a rejection method has, by integration instead of drawing: over a grid of the first uniform, the
 * length of the interval of the second one that is accepted at the first try goes to the value returned.
 */
function integrate(cells: number, draw: (source: UniformSource) => number): Float64Array {
  let first = 0;
  let second = 0;
  let calls = 0;
  const source: UniformSource = {
    // After a refusal: the middle of the hat, which is always accepted.
    uniform: () => [first, second, 0.5, 0][calls++],
  };
  const lengths = new Float64Array(cells);
  for (let i = 0; i < GRID; i++) {
    first = (i + 0.5) / GRID;
    let accepted = 0;
    let refused = 1;
    let value = -1;
    for (let step = 0; step < BISECTIONS; step++) {
      second = step === 0 ? 1 - 2 ** -53 : (accepted + refused) / 2;
      calls = 0;
      const drawn = draw(source);
      if (calls === 2) {
        accepted = second;
        value = drawn;
        if (step === 0) break;
      } else refused = second;
    }
    if (value >= 0 && value < cells) lengths[value] += accepted;
  }
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return lengths.map((length) => length / total);
}

/** Half the sum of the differences: the largest error of any event's probability. */
function totalVariation(seen: Float64Array, mass: (k: number) => number): number {
  let sum = 0;
  seen.forEach((share, k) => {
    sum += Math.abs(share - mass(k));
  });
  return sum / 2;
}

// The grid itself leaves up to 1.5e-4; a hat lowered by a tenth, so that it cuts the mass off, shows as 3e-3 or more.
const GRID_ERROR = 2e-4;

describe('the rejection methods are exact, by integration', () => {
  it('Poisson', () => {
    for (const mean of [10, 17.3, 60]) {
      const seen = integrate(200, (source) => drawPoisson(source, mean));
      const error = totalVariation(seen, (k) => Math.exp(logPoissonMass(k, mean)));
      expect(error, `mean ${mean}`).toBeLessThan(GRID_ERROR);
    }
  });

  it('binomial', () => {
    for (const [n, p] of [
      [20, 0.5],
      [40, 0.25],
      [100, 0.4],
      [1000, 0.011],
    ] as const) {
      const seen = integrate(Math.min(n + 1, 200), (source) => drawBinomial(source, n, p));
      const error = totalVariation(seen, (k) => Math.exp(logBinomialMass(k, n, p)));
      expect(error, `${n}, ${p}`).toBeLessThan(GRID_ERROR);
    }
  });
});
