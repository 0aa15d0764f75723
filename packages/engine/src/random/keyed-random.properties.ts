import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, log, pow } from './det-math.js';
import { KeyedRandom } from './keyed-random.js';
import { ulpDistance } from './testing/statistics.js';

const address = fc.record({
  purpose: fc.integer({ min: 0, max: 2047 }),
  subject: fc.maxSafeNat(),
  sub: fc.nat({ max: 0xffffffff }),
  draws: fc.integer({ min: 1, max: 9 }),
});
const seed = fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }));

describe('keyed streams', () => {
  it('do not depend on the order of opening, nor on what other instances draw', () => {
    fc.assert(
      fc.property(seed, fc.array(address, { minLength: 1, maxLength: 12 }), (anySeed, addresses) => {
        const one = new KeyedRandom(anySeed);
        const other = new KeyedRandom(anySeed);
        const noise = new KeyedRandom('noise').open(1, 1);
        const draw = (random: KeyedRandom, at: (typeof addresses)[number]): number[] => {
          random.open(at.purpose, at.subject, at.sub);
          return Array.from({ length: at.draws }, () => {
            noise.normal();
            return random.uniform();
          });
        };
        const forwards = addresses.map((at) => draw(one, at));
        const backwards = [...addresses].reverse().map((at) => draw(other, at));
        expect(backwards.reverse()).toEqual(forwards);
      }),
    );
  });

  it('different addresses give different numbers', () => {
    fc.assert(
      fc.property(address, address, (a, b) => {
        fc.pre(a.purpose !== b.purpose || a.subject !== b.subject || a.sub !== b.sub);
        const random = new KeyedRandom(1);
        const first = random.open(a.purpose, a.subject, a.sub).uniform();
        expect(random.open(b.purpose, b.subject, b.sub).uniform()).not.toBe(first);
      }),
    );
  });
});

describe('draws stay in range', () => {
  it('integer, binomial, triangular, uniform', () => {
    const below = fc.oneof(
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    );
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(seed, below, fc.nat({ max: 10_000_000 }), share, (anySeed, n, trials, p) => {
        const random = new KeyedRandom(anySeed).open(1, 1);
        const whole = random.integer(n);
        expect(Number.isInteger(whole) && whole >= 0 && whole < n).toBe(true);
        const successes = random.binomial(trials, p);
        expect(Number.isInteger(successes) && successes >= 0 && successes <= trials).toBe(true);
        const value = random.triangular(0, p, 1);
        expect(value >= 0 && value <= 1).toBe(true);
        const open = random.uniformOpen();
        expect(open > 0 && open < 1).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('multinomial adds up to n and leaves cells of no weight empty', () => {
    const weight = fc.oneof(fc.constant(0), fc.double({ min: 1e-12, max: 1e12, noNaN: true }));
    const weights = fc.array(weight, { minLength: 1, maxLength: 30 }).filter((all) => all.some((w) => w > 0));
    fc.assert(
      fc.property(seed, fc.nat({ max: 10_000_000 }), weights, (anySeed, n, all) => {
        const counts = new Float64Array(all.length);
        new KeyedRandom(anySeed).open(1, 1).multinomial(n, all, counts);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(n);
        all.forEach((w, i) => {
          expect(counts[i]).toBeGreaterThanOrEqual(0);
          if (w === 0) expect(counts[i]).toBe(0);
        });
      }),
    );
  });
});

describe('deterministic maths over all doubles', () => {
  it('exp and log are within 1 ulp of the host, pow within 2', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.double({ min: -800, max: 800 }), (x, y, small) => {
        expect(ulpDistance(exp(small), Math.exp(small))).toBeLessThanOrEqual(1);
        expect(ulpDistance(log(x), Math.log(x))).toBeLessThanOrEqual(1);
        expect(ulpDistance(pow(x, y), x ** y)).toBeLessThanOrEqual(2);
        expect(ulpDistance(pow(x, small), x ** small)).toBeLessThanOrEqual(2);
      }),
      { numRuns: 5000 },
    );
  });
});
