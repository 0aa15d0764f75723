import { describe, expect, it } from 'vitest';
import { KeyedRandom } from './keyed-random.js';
import { logBinomialMass, logPoissonMass } from './log-mass.js';
import { chiSquareZ, histogram, sample } from './testing/statistics.js';

/** False alarm 5.7e-7 a check (two-sided normal), about 1e-4 for the file; seeds are fixed, so a pass stays a pass. */
const Z_LIMIT = 5;
const DRAWS = 200_000;

interface Moments {
  readonly mean: number;
  readonly variance: number;
  /** Fourth standardised moment, for the spread of the sample variance. */
  readonly kurtosis: number;
}

function expectMoments(name: string, moments: Moments, draw: (random: KeyedRandom) => number): void {
  const random = new KeyedRandom(`moments of ${name}`).open(1, 1);
  const seen = sample(DRAWS, () => draw(random));
  const meanZ = (seen.mean - moments.mean) / Math.sqrt(moments.variance / DRAWS);
  const varianceZ = (seen.variance / moments.variance - 1) / Math.sqrt((moments.kurtosis - 1) / DRAWS);
  expect(Math.abs(meanZ), `${name}: mean ${seen.mean}`).toBeLessThan(Z_LIMIT);
  expect(Math.abs(varianceZ), `${name}: variance ${seen.variance}`).toBeLessThan(Z_LIMIT);
}

describe('continuous distributions have their moments', () => {
  it('uniform, normal, exponential', () => {
    expectMoments('uniform', { mean: 0.5, variance: 1 / 12, kurtosis: 1.8 }, (r) => r.uniform());
    expectMoments('uniformOpen', { mean: 0.5, variance: 1 / 12, kurtosis: 1.8 }, (r) => r.uniformOpen());
    expectMoments('normal', { mean: 0, variance: 1, kurtosis: 3 }, (r) => r.normal());
    expectMoments('normal(175, 7)', { mean: 175, variance: 49, kurtosis: 3 }, (r) => r.normal(175, 7));
    expectMoments('exponential', { mean: 12, variance: 144, kurtosis: 9 }, (r) => r.exponential(12));
  });

  it('gamma for shapes on both sides of 1', () => {
    for (const shape of [0.3, 1, 2.5, 6.25, 400]) {
      const moments = { mean: 3 * shape, variance: 9 * shape, kurtosis: 3 + 6 / shape };
      expectMoments(`gamma(${shape})`, moments, (r) => r.gamma(shape, 3));
    }
  });

  it('lognormal: the logarithm is normal and the median is the median', () => {
    const moments = { mean: Math.log(20), variance: 0.25, kurtosis: 3 };
    expectMoments('lognormal', moments, (r) => Math.log(r.logNormal(20, 0.5)));
  });

  it('triangular', () => {
    for (const [a, m, b] of [
      [25, 45, 70],
      [0, 0, 1],
      [-2, 3, 3],
    ] as const) {
      const variance = (a * a + b * b + m * m - a * b - a * m - b * m) / 18;
      expectMoments(`triangular ${m}`, { mean: (a + b + m) / 3, variance, kurtosis: 2.4 }, (r) =>
        r.triangular(a, m, b),
      );
    }
    const random = new KeyedRandom(1).open(1, 1);
    const { min, max } = sample(50_000, () => random.triangular(25, 45, 70));
    expect(min).toBeGreaterThanOrEqual(25);
    expect(max).toBeLessThanOrEqual(70);
    expect(random.triangular(4, 4, 4)).toBe(4);
  });

  it('the exponential and the normal have the right tails (chi-square over 100 equal cells)', () => {
    const random = new KeyedRandom('tails').open(1, 1);
    const expected = new Float64Array(100).fill(DRAWS / 100);
    const cells = histogram(DRAWS, 0, 100, () =>
      Math.floor(100 * (1 - Math.exp(-random.exponential(7) / 7))),
    );
    expect(Math.abs(chiSquareZ(cells, expected))).toBeLessThan(Z_LIMIT);
    // P(Z > 3) = 0.00134990.
    let beyond = 0;
    for (let i = 0; i < 1_000_000; i++) if (random.normal() > 3) beyond++;
    expect(Math.abs(beyond - 1349.9) / Math.sqrt(1349.9)).toBeLessThan(Z_LIMIT);
  });
});

describe('counts follow their exact distribution (chi-square)', () => {
  /** Cells of expected count 5 or more around the mean; the first and last collect the tails. */
  function check(
    name: string,
    centre: number,
    deviation: number,
    logMass: (k: number) => number,
    draw: () => number,
  ): void {
    const from = Math.max(0, Math.floor(centre - 3.4 * deviation));
    const width = Math.max(1, Math.floor(deviation / 20));
    const cells = Math.ceil((6.8 * deviation + 4) / width);
    const expected = new Float64Array(cells);
    for (
      let k = Math.max(0, Math.floor(centre - 12 * deviation - 20));
      k < centre + 12 * deviation + 40;
      k++
    ) {
      const mass = Math.exp(logMass(k));
      expected[Math.min(cells - 1, Math.max(0, Math.floor((k - from) / width)))] += DRAWS * mass;
    }
    const counts = histogram(DRAWS, 0, cells, () => Math.floor((draw() - from) / width));
    // Merge what expects fewer than 5 into its neighbour.
    for (let i = cells - 1; i > 0; i--) {
      if (expected[i] < 5) {
        expected[i - 1] += expected[i];
        counts[i - 1] += counts[i];
        expected[i] = 0;
        counts[i] = 0;
      }
    }
    expect(Math.abs(chiSquareZ(counts, expected)), name).toBeLessThan(Z_LIMIT);
  }

  it('Poisson, by search and by rejection', () => {
    for (const mean of [0.02, 1, 9.99, 10, 10.5, 31.4, 1000, 123_456.7]) {
      const random = new KeyedRandom(`poisson ${mean}`).open(1, 1);
      check(
        `poisson(${mean})`,
        mean,
        Math.sqrt(mean),
        (k) => logPoissonMass(k, mean),
        () => random.poisson(mean),
      );
    }
  });

  it('binomial, by search and by rejection', () => {
    for (const [n, p] of [
      [1, 0.5],
      [10, 0.9],
      [19, 0.5],
      [20, 0.5],
      [21, 0.49],
      [30, 0.65],
      [1_000_000, 3e-6],
      [1_000_000, 1.1e-5],
      [5000, 0.18],
      [10_000_000, 0.3],
      [10_000_000, 0.999],
    ] as const) {
      const random = new KeyedRandom(`binomial ${n} ${p}`).open(1, 1);
      const mass = (k: number): number => (k <= n ? logBinomialMass(k, n, p) : -Infinity);
      check(`binomial(${n}, ${p})`, n * p, Math.sqrt(n * p * (1 - p)), mass, () => random.binomial(n, p));
    }
  });

  it('Poisson of ten million has its moments', () => {
    expectMoments('poisson(1e7)', { mean: 1e7, variance: 1e7, kurtosis: 3 }, (r) => r.poisson(1e7));
  });

  it('knows the certain cases and refuses the impossible', () => {
    const random = new KeyedRandom(1).open(1, 1);
    expect([
      random.poisson(0),
      random.binomial(0, 0.3),
      random.binomial(9, 0),
      random.binomial(9, 1),
    ]).toEqual([0, 0, 0, 9]);
    expect([random.bernoulli(0), random.bernoulli(1)]).toEqual([false, true]);
    expect(() => random.poisson(-1)).toThrow(RangeError);
    expect(() => random.poisson(Number.NaN)).toThrow(RangeError);
    expect(() => random.binomial(1.5, 0.5)).toThrow(RangeError);
    expect(() => random.binomial(5, 1.01)).toThrow(RangeError);
    expect(() => random.gamma(0, 1)).toThrow(RangeError);
    expect(() => random.triangular(2, 1, 3)).toThrow(RangeError);
  });
});

describe('multinomial', () => {
  it('has the variances and the covariance of the multinomial', () => {
    const random = new KeyedRandom('multinomial').open(1, 1);
    const out = new Int32Array(3);
    const n = 600;
    const trials = 50_000;
    const sums = [0, 0, 0];
    let product = 0;
    let square = 0;
    for (let i = 0; i < trials; i++) {
      random.multinomial(n, [1, 2, 3], out);
      for (let j = 0; j < 3; j++) sums[j] += out[j];
      product += (out[0] - 100) * (out[1] - 200);
      square += (out[2] - 300) ** 2;
    }
    [100, 200, 300].forEach((mean, j) => {
      const deviation = Math.sqrt((mean * (1 - mean / n)) / trials);
      expect(Math.abs(sums[j] / trials - mean) / deviation).toBeLessThan(Z_LIMIT);
    });
    // Var(X₃) = 150, its estimate has a relative deviation of √(2/trials); Cov(X₁, X₂) = −n/18 = −33.3,
    // its estimate a deviation of √((Var₁·Var₂ + Cov²)/trials).
    expect(Math.abs(square / trials / 150 - 1) / Math.sqrt(2 / trials)).toBeLessThan(Z_LIMIT);
    const spread = Math.sqrt(((500 / 6) * (400 / 3) + (n / 18) ** 2) / trials);
    expect(Math.abs(product / trials + n / 18) / spread).toBeLessThan(Z_LIMIT);
  });

  it('refuses bad weights and a wrong length', () => {
    const random = new KeyedRandom(1).open(1, 1);
    expect(() => random.multinomial(5, [1, 2], new Int32Array(3))).toThrow(RangeError);
    expect(() => random.multinomial(5, [0, 0], new Int32Array(2))).toThrow(RangeError);
    expect(() => random.multinomial(5, [1, -1], new Int32Array(2))).toThrow(RangeError);
    expect(() => random.multinomial(-1, [1, 1], new Int32Array(2))).toThrow(RangeError);
  });
});
