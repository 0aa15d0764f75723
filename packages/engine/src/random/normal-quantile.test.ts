import { expect, it } from 'vitest';
import { normalQuantile } from './normal-quantile.js';

it('gives published quantiles', () => {
  expect(normalQuantile(0.5)).toBe(0);
  // The check values of AS 241.
  expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 15);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167814, 14);
  expect(normalQuantile(1e-20)).toBeCloseTo(-9.262340089798408, 14);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
});

it('is odd about one half and rises throughout', () => {
  let before = -Infinity;
  for (let i = 1; i < 20_000; i++) {
    const z = normalQuantile(i / 20_000);
    expect(z).toBeGreaterThan(before);
    expect(normalQuantile(1 - i / 20_000)).toBeCloseTo(-z, 11);
    before = z;
  }
});
