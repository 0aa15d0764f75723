import { describe, expect, it } from 'vitest';
import { cos, exp, log, log1p, pow, sin } from './det-math.js';
import { KeyedRandom } from './keyed-random.js';
import { ulpDistance } from './testing/statistics.js';

/** Largest distance in ulp over 200,000 arguments. */
function worst(
  ours: (x: number, y: number) => number,
  host: (x: number, y: number) => number,
  draw: Draw,
): number {
  const random = new KeyedRandom('det-math').open(1, 1);
  let largest = 0;
  for (let i = 0; i < 200_000; i++) {
    const [x, y] = draw(random);
    largest = Math.max(largest, ulpDistance(ours(x, y), host(x, y)));
  }
  return largest;
}
type Draw = (random: KeyedRandom) => [number, number];
const spread = (random: KeyedRandom, width: number): number => (random.uniform() - 0.5) * width;

describe('deterministic maths against the host', () => {
  it('exp is within 1 ulp', () => {
    expect(worst(exp, Math.exp, (r) => [spread(r, 1500), 0])).toBeLessThanOrEqual(1);
    expect(worst(exp, Math.exp, (r) => [spread(r, 3), 0])).toBeLessThanOrEqual(1);
  });

  it('log is within 1 ulp', () => {
    expect(worst(log, Math.log, (r) => [Math.exp(spread(r, 1480)), 0])).toBeLessThanOrEqual(1);
    expect(worst(log, Math.log, (r) => [1 + spread(r, 1.5), 0])).toBeLessThanOrEqual(1);
    expect(worst(log, Math.log, (r) => [1 + spread(r, 1e-5), 0])).toBeLessThanOrEqual(1);
  });

  it('pow is within 1 ulp', () => {
    expect(worst(pow, Math.pow, (r) => [Math.exp(spread(r, 20)), spread(r, 60)])).toBeLessThanOrEqual(1);
    expect(worst(pow, Math.pow, (r) => [Math.exp(spread(r, 1400)), spread(r, 4)])).toBeLessThanOrEqual(1);
    expect(worst(pow, Math.pow, (r) => [1 + spread(r, 1e-6), spread(r, 1e10)])).toBeLessThanOrEqual(1);
    expect(worst(pow, Math.pow, (r) => [spread(r, 20), Math.floor(spread(r, 40))])).toBeLessThanOrEqual(1);
  });

  it('sin and cos are within 1 ulp', () => {
    expect(worst(sin, Math.sin, (r) => [spread(r, 100), 0])).toBeLessThanOrEqual(1);
    expect(worst(cos, Math.cos, (r) => [spread(r, 100), 0])).toBeLessThanOrEqual(1);
    expect(worst(sin, Math.sin, (r) => [spread(r, 3e6), 0])).toBeLessThanOrEqual(1);
  });

  it('log1p is within 3 ulp', () => {
    expect(
      worst(log1p, Math.log1p, (r) => [spread(r, 1) * Math.exp(-40 * r.uniform()), 0]),
    ).toBeLessThanOrEqual(3);
  });
});

describe('known values', () => {
  it('exp', () => {
    expect(exp(0)).toBe(1);
    expect(exp(1)).toBe(2.718281828459045);
    expect(exp(-1)).toBe(0.36787944117144233);
    expect(exp(709.782712893384)).toBe(1.7976931348622732e308);
    expect(exp(-745.1332191019411)).toBe(5e-324);
    expect(exp(1e-300)).toBe(1);
    expect([exp(Infinity), exp(709.79), exp(-Infinity), exp(-746), exp(Number.NaN)]).toEqual([
      Infinity,
      Infinity,
      0,
      0,
      Number.NaN,
    ]);
  });

  it('log', () => {
    expect(log(1)).toBe(0);
    expect(log(2)).toBe(0.6931471805599453);
    expect(log(10)).toBe(2.302585092994046);
    expect(log(5e-324)).toBe(-744.4400719213812);
    expect(log(1.7976931348623157e308)).toBe(709.782712893384);
    expect([log(0), log(-0), log(Infinity), log(-1), log(Number.NaN)]).toEqual([
      -Infinity,
      -Infinity,
      Infinity,
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('log1p', () => {
    expect([log1p(0), log1p(1e-20), log1p(-1), log1p(Infinity)]).toEqual([0, 1e-20, -Infinity, Infinity]);
    expect(log1p(-2)).toBeNaN();
    expect(log1p(1)).toBe(0.6931471805599453);
  });

  it('pow of whole numbers is exact', () => {
    for (let base = 2; base <= 12; base++) {
      let power = 1;
      for (let k = 0; power * base <= 2 ** 53; k++, power *= base) expect(pow(base, k)).toBe(power);
    }
    for (let k = -1074; k <= 1023; k++) expect(pow(2, k)).toBe(2 ** k);
  });

  it('pow has the special cases of **', () => {
    const values = [
      0,
      -0,
      0.5,
      -0.5,
      1,
      -1,
      1.5,
      -1.5,
      2,
      -2,
      3,
      -3,
      2 ** 53,
      1e20,
      -1e20,
      1e300,
      5e-324,
    ].concat([Infinity, -Infinity, Number.NaN, 0.9999999999999999, 1.0000000000000002, 1e-310, -1e-310]);
    for (const x of values) {
      for (const y of values) {
        const ours = pow(x, y);
        const host = x ** y;
        expect(ulpDistance(ours, host), `${x} ** ${y}: ${ours}, not ${host}`).toBeLessThanOrEqual(1);
      }
    }
  });

  it('sin and cos', () => {
    expect([sin(0), cos(0), sin(Math.PI / 2), cos(Math.PI)]).toEqual([0, 1, 1, -1]);
    expect(sin(Math.PI)).toBe(1.2246467991473532e-16);
    expect(sin(Math.PI / 6)).toBe(0.49999999999999994);
    expect(() => sin(1e7)).toThrow(RangeError);
    expect(() => cos(Number.NaN)).toThrow(RangeError);
  });

  it('gives these exact bits, wherever it runs', () => {
    const random = new KeyedRandom('bits').open(1, 1);
    const float = new Float64Array(1);
    const words = new Uint32Array(float.buffer);
    let hash = 0;
    for (let i = 0; i < 20_000; i++) {
      const x = random.uniform() * 20;
      for (const value of [exp(x - 10), log(x), pow(x, x - 10), sin(x), cos(x), log1p(x / 20)]) {
        float[0] = value;
        hash = Math.imul(hash ^ words[0], 0x01000193) ^ words[1];
      }
    }
    expect(hash >>> 0).toMatchInlineSnapshot(`1990873173`);
  });
});
