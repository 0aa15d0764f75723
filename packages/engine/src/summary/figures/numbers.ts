import type { SummaryRate } from '@medical-patients/contract';
import { wilsonInterval } from '../wilson.js';

const POWERS_OF_TEN = [1, 10, 100, 1_000, 10_000];

/** Rounds half up to `decimals` places (0 to 4): enough for the eye, and the same digits on every host. */
export function round(value: number, decimals: number): number {
  const factor = POWERS_OF_TEN[decimals];
  return Math.round(value * factor) / factor;
}

export function roundOrNull(value: number | null, decimals: number): number | null {
  return value === null ? null : round(value, decimals);
}

/** Words for the two numbers of a rate. */
export interface RateWords {
  readonly name: string;
  readonly numerator: string;
  readonly denominator: string;
}

/** A rate with its 95 % Wilson interval, percent. */
export function rateOf(words: RateWords, numerator: number, denominator: number): SummaryRate {
  const interval = wilsonInterval(numerator, denominator);
  const none = denominator === 0;
  return {
    name: words.name,
    numerator,
    numerator_text: words.numerator,
    denominator,
    denominator_text: words.denominator,
    percent: none ? null : round((100 * numerator) / denominator, 2),
    low_percent: none ? null : round(100 * interval.low, 2),
    high_percent: none ? null : round(100 * interval.high, 2),
  };
}

/** Mean to `decimals` places; null without values. */
export function meanOf(sum: number, n: number, decimals: number): number | null {
  return n === 0 ? null : round(sum / n, decimals);
}
