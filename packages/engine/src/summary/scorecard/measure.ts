import type { Plan } from '../../compile/plan.js';
import type { CounterLayout, Scalar } from '../counter-layout.js';
import { countOf, quantileOfBins } from '../quantile-histogram.js';
import type { SummaryTally } from '../summary-tally.js';
import { meanInterval, quantileConfidence, wilsonInterval } from '../wilson.js';

/** A statistic as computed, with its 95 % interval. */
export interface Measure {
  readonly n: number;
  /** Null where it cannot be computed from this run. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How this run's figure is defined where that needs saying. */
  readonly note?: string;
}

/** What the checks compute from. */
export interface Evidence {
  readonly tally: SummaryTally;
  readonly counters: Float64Array;
  readonly layout: CounterLayout;
  readonly plan: Plan;
  /** Runs whose counters were added up. */
  readonly runs: number;
  scalar(name: Scalar): number;
}

/** Computes one statistic of the scorecard. */
export type MeasureOf = (evidence: Evidence) => Measure;

export function evidenceOf(tally: SummaryTally, plan: Plan, runs: number): Evidence {
  const { counters, layout } = tally;
  return { tally, counters, layout, plan, runs, scalar: (name) => counters[layout.scalar[name]] };
}

/** What this run cannot answer. */
export function unanswered(note: string): Measure {
  return { n: 0, value: null, low: null, high: null, note };
}

/** A proportion in percent, with its Wilson interval. */
export function percentMeasure(successes: number, n: number, note?: string): Measure {
  if (n === 0) return { n, value: null, low: null, high: null, ...(note === undefined ? {} : { note }) };
  const interval = wilsonInterval(successes, n);
  return {
    n,
    value: (100 * successes) / n,
    low: 100 * interval.low,
    high: 100 * interval.high,
    ...(note === undefined ? {} : { note }),
  };
}

/** A mean with its normal interval; `scale` turns the counted unit into the printed one. */
export function meanMeasure(
  n: number,
  sum: number,
  sumOfSquares: number,
  scale: number,
  note?: string,
): Measure {
  const interval = meanInterval(n, sum, sumOfSquares);
  return {
    n,
    value: n === 0 ? null : (sum / n) * scale,
    low: interval === null ? null : interval.low * scale,
    high: interval === null ? null : interval.high * scale,
    ...(note === undefined ? {} : { note }),
  };
}

/** Where binned values lie and what a bin stands for. */
export interface Bins {
  readonly at: number;
  readonly bins: number;
  readonly valueOf: (bin: number) => number;
}

/** A quantile of binned values, with the order statistics that bound it with 95 % confidence. */
export function quantileMeasure(
  counters: Float64Array,
  bins: Bins,
  quantile: number,
  note?: string,
): Measure {
  const n = countOf(counters, bins.at, bins.bins);
  const at = (q: number) => quantileOfBins(counters, bins.at, bins.bins, q, bins.valueOf);
  const confidence = quantileConfidence(quantile, Math.max(n, 1));
  return {
    n,
    value: at(quantile),
    low: at(confidence.low),
    high: at(confidence.high),
    ...(note === undefined ? {} : { note }),
  };
}
