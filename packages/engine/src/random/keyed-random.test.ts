import { describe, expect, it } from 'vitest';
import { cumulate, KeyedRandom } from './keyed-random.js';
import { PURPOSE } from './purposes.js';
import { chiSquareZ, histogram } from './testing/statistics.js';

/** False alarm 5.7e-7 a check (two-sided normal); seeds are fixed, so a pass stays a pass. */
const Z_LIMIT = 5;

describe('streams', () => {
  it('has addresses that never collide: 1,000,000 streams, 1,000,000 first draws', () => {
    const random = new KeyedRandom(42);
    const firsts = new Float64Array(1_000_000);
    // Chance of any collision of 53-bit numbers among a million: 6e-5.
    for (let i = 0; i < firsts.length; i++) firsts[i] = random.open((i % 25) + 1, i >> 3, i & 7).uniform();
    firsts.sort();
    let equal = 0;
    for (let i = 1; i < firsts.length; i++) if (firsts[i] === firsts[i - 1]) equal++;
    expect(equal).toBe(0);
  });

  it('keeps seed, purpose, subject and sub-stream apart', () => {
    const first = (seed: number | string, purpose: number, subject: number, sub?: number): number =>
      new KeyedRandom(seed).open(purpose, subject, sub).uniform();
    const draws = [
      first(1, 1, 1),
      first(2, 1, 1),
      first(1, 2, 1),
      first(1, 1, 2),
      first(1, 1, 1, 1),
      first(1, 1, 2 ** 32 + 1),
      first(1, 1, 2 ** 53 - 1),
      first(1, 2047, 1),
      first(1, 1, 1, 2 ** 32 - 1),
    ];
    expect(new Set(draws).size).toBe(draws.length);
    expect(first('1', 1, 1, 0)).toBe(draws[0]);
  });

  it('starts again when opened again, whatever was left of a block', () => {
    const random = new KeyedRandom('again');
    const wanted = Array.from({ length: 5 }, random.uniform.bind(random.open(3, 7)));
    random.open(4, 7).uniform();
    expect(Array.from({ length: 5 }, random.uniform.bind(random.open(3, 7)))).toEqual(wanted);
    expect(new Set(wanted).size).toBe(5);
  });

  it('refuses addresses out of range', () => {
    const random = new KeyedRandom(1);
    for (const subject of [-1, 0.5, 2 ** 53, Number.NaN, Infinity, 2 ** 32 + 0.5]) {
      expect(() => random.open(1, subject)).toThrow(RangeError);
    }
    for (const purpose of [-1, 2048, 1.5, Number.NaN])
      expect(() => random.open(purpose, 1)).toThrow(RangeError);
    for (const sub of [-1, 2 ** 32, 0.5, Number.NaN])
      expect(() => random.open(1, 1, sub)).toThrow(RangeError);
  });

  it('gives these numbers for seed 42, for ever', () => {
    const random = new KeyedRandom(42).open(PURPOSE.wounds, 1);
    expect(Array.from({ length: 4 }, () => random.uniform())).toMatchInlineSnapshot(`
      [
        0.06555516429988617,
        0.5871892280586011,
        0.34663222150240214,
        0.42218290302011297,
      ]
    `);
  });

  it('has each purpose once, from 1 to 2047', () => {
    const numbers = Object.values(PURPOSE);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const number of numbers)
      expect(number >= 1 && number <= 2047 && Number.isInteger(number)).toBe(true);
  });
});

describe('uniform bits', () => {
  it('bytes are uniform along one stream and across streams (chi-square)', () => {
    const random = new KeyedRandom('bytes');
    const along = new Float64Array(256);
    const across = new Float64Array(256);
    const low = new Float64Array(256);
    const expected = new Float64Array(256).fill(1_000_000 / 256);
    for (let i = 0; i < 1_000_000; i++) across[Math.floor(random.open(5, i).uniform() * 256)]++;
    random.open(6, 1);
    for (let i = 0; i < 1_000_000; i++) {
      const u = random.uniform();
      along[Math.floor(u * 256)]++;
      low[(u * 2 ** 53) % 256]++;
    }
    for (const counts of [along, across, low])
      expect(Math.abs(chiSquareZ(counts, expected))).toBeLessThan(Z_LIMIT);
  });

  it('neighbouring streams are not correlated', () => {
    const random = new KeyedRandom('serial');
    const counts = new Float64Array(256);
    for (let i = 0; i < 500_000; i++) {
      const first = Math.floor(random.open(5, i).uniform() * 16);
      counts[16 * first + Math.floor(random.open(5, i + 1).uniform() * 16)]++;
    }
    expect(Math.abs(chiSquareZ(counts, new Float64Array(256).fill(500_000 / 256)))).toBeLessThan(Z_LIMIT);
  });

  it('uniformOpen stays inside (0, 1) at the extreme words', () => {
    const random = new KeyedRandom(1).open(1, 1);
    const internals = random as unknown as { words: Int32Array; next: number };
    const at = (word: number, draw: () => number): number => {
      internals.words.fill(word);
      internals.next = 2;
      return draw();
    };
    expect(at(0, () => random.uniform())).toBe(0);
    expect(at(-1, () => random.uniform())).toBe(1 - 2 ** -53);
    expect(at(0, () => random.uniformOpen())).toBe(2 ** -53);
    expect(at(-1, () => random.uniformOpen())).toBe(1 - 2 ** -53);
    const weights = cumulate([0, 1 / 3, 1 / 3, 0.1, 0]);
    expect(at(0, () => random.pick(weights))).toBe(1);
    expect(at(-1, () => random.pick(weights))).toBe(3);
    expect(at(0, () => random.integer(1_000_003))).toBeGreaterThanOrEqual(0);
    expect(at(-1, () => random.integer(2 ** 32))).toBe(2 ** 32 - 1);
  });
});

describe('integer and pick', () => {
  it('integer is uniform, also where 2^32 is no multiple of n (chi-square)', () => {
    const random = new KeyedRandom('integers').open(1, 1);
    for (const n of [2, 3, 7, 100, 1000]) {
      const counts = histogram(300_000, 0, n, () => random.integer(n));
      expect(Math.abs(chiSquareZ(counts, new Float64Array(n).fill(300_000 / n)))).toBeLessThan(Z_LIMIT);
    }
    for (const n of [3 * 2 ** 30, 2 ** 32, 3 * 2 ** 40, 2 ** 53]) {
      // Scaling a 32-bit word without rejection gives multiples of 3 half of the time below 3 · 2^30.
      const residues = histogram(300_000, 0, 3, () => random.integer(n) % 3);
      expect(Math.abs(chiSquareZ(residues, [1e5, 1e5, 1e5]))).toBeLessThan(Z_LIMIT);
      const thirds = histogram(300_000, 0, 3, () => Math.floor((random.integer(n) / n) * 3));
      expect(Math.abs(chiSquareZ(thirds, [1e5, 1e5, 1e5]))).toBeLessThan(Z_LIMIT);
    }
    expect(random.integer(1)).toBe(0);
    for (const n of [0, -1, 1.5, Number.NaN, 2 ** 54]) expect(() => random.integer(n)).toThrow(RangeError);
  });

  it('pick follows the weights, short tables and long (chi-square)', () => {
    const random = new KeyedRandom('picks').open(1, 1);
    for (const length of [1, 5, 16, 17, 300]) {
      const weights = Float64Array.from({ length }, (_, i) => (i % 4 === 1 ? 0 : 1 + (i % 7)));
      const sums = cumulate(weights);
      const counts = histogram(200_000, 0, length, () => random.pick(sums));
      const expected = weights.map((weight) => (200_000 * weight) / sums[length - 1]);
      if (length === 1) expect(counts[0]).toBe(200_000);
      else expect(Math.abs(chiSquareZ(counts, expected))).toBeLessThan(Z_LIMIT);
    }
    expect(() => random.pick(new Float64Array(0))).toThrow(RangeError);
    expect(() => random.pick(cumulate([0, 0]))).toThrow(RangeError);
    expect(() => cumulate([1, -1])).toThrow(RangeError);
  });
});
