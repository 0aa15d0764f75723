import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  binOfSeconds,
  DURATION_BINS,
  DurationHistogram,
  quantileOfBins,
  secondsOfBin,
} from './quantile-histogram.js';

/** Type 7 quantile of plain values. */
function plainQuantile(values: readonly number[], quantile: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * quantile;
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  return low + (position - below) * ((sorted[below + 1] ?? low) - low);
}

describe('duration bins', () => {
  it('represent every duration within 0.4 %, and exactly below 256 s', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 25 - 1 }), (seconds) => {
        const value = secondsOfBin(binOfSeconds(seconds));
        if (seconds < 256) expect(value).toBe(seconds);
        expect(Math.abs(value - seconds)).toBeLessThanOrEqual(seconds * 0.004);
      }),
      { numRuns: 2_000 },
    );
  });

  it('rise with the duration and stay inside the table', () => {
    const jumps: number[] = [];
    for (let seconds = 1; seconds < 100_000; seconds++) {
      const rise = binOfSeconds(seconds) - binOfSeconds(seconds - 1);
      if (rise !== 0 && rise !== 1) jumps.push(seconds);
    }
    expect(jumps).toEqual([]);
    expect(binOfSeconds(2 ** 25 - 1)).toBe(DURATION_BINS - 1);
    expect(binOfSeconds(2 ** 32)).toBe(DURATION_BINS - 1);
    expect(binOfSeconds(-5)).toBe(0);
  });
});

describe('quantiles', () => {
  it('agree with sorting the plain values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0.05, 0.25, 0.5, 0.75, 0.9, 1),
        (values, quantile) => {
          const counts = new Uint32Array(DURATION_BINS);
          for (const value of values) counts[binOfSeconds(value)] = (counts[binOfSeconds(value)] ?? 0) + 1;
          const expected = plainQuantile(values, quantile);
          const found = quantileOfBins(counts, 0, DURATION_BINS, quantile, secondsOfBin);
          expect(Math.abs((found ?? Number.NaN) - expected)).toBeLessThanOrEqual(expected * 0.004 + 1e-9);
        },
      ),
    );
  });

  it('do not exist without values', () => {
    expect(new DurationHistogram().quantileMinutes(0.5)).toBeNull();
  });

  it('of minutes are counted to the second', () => {
    const waits = new DurationHistogram();
    for (const minutes of [0, 1.5, 3]) waits.add(minutes);
    expect(waits.quantileMinutes(0.5)).toBe(1.5);
    expect(waits.count).toBe(3);
    expect(waits.sumMinutes).toBe(4.5);
  });
});
