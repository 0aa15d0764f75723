import { describe, expect, it } from 'vitest';
import { meanInterval, quantileConfidence, wilsonInterval } from './wilson.js';

describe('Wilson interval', () => {
  it('has the values of calibration section 0: a true 4 % at n = 200, 1,000 and 5,000', () => {
    const rounded = (n: number) => {
      const { low, high } = wilsonInterval(Math.round(0.04 * n), n);
      return [(100 * low).toFixed(1), (100 * high).toFixed(1)];
    };
    expect(rounded(200)).toEqual(['2.0', '7.7']);
    expect(rounded(1_000)).toEqual(['3.0', '5.4']);
    expect(rounded(5_000)).toEqual(['3.5', '4.6']);
  });

  it('ends at 0 and 1 exactly', () => {
    expect(wilsonInterval(0, 40).low).toBe(0);
    expect(wilsonInterval(40, 40).high).toBe(1);
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });
});

describe('interval of a mean', () => {
  it('is the mean ± 1.96 standard errors', () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sample variance 32/7.
    const interval = meanInterval(8, 40, 232);
    expect(interval?.low).toBeCloseTo(5 - 1.96 * Math.sqrt(32 / 7 / 8), 3);
    expect(interval?.high).toBeCloseTo(5 + 1.96 * Math.sqrt(32 / 7 / 8), 3);
    expect(meanInterval(1, 3, 9)).toBeNull();
  });
});

describe('interval of a quantile', () => {
  it('shrinks with the number of values and stays within them', () => {
    expect(quantileConfidence(0.5, 100).low).toBeCloseTo(0.402, 3);
    expect(quantileConfidence(0.5, 2)).toEqual({ low: 0, high: 1 });
  });
});
