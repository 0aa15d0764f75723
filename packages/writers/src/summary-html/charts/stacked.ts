import { html, type Markup } from '../html.js';
import { valueAxis } from './axis.js';
import { PLOT_UNITS } from './plot.js';

/** One colour of a stack. */
export interface Series {
  /** Class name of the colour. */
  readonly tone: string;
  readonly name: string;
  readonly values: readonly number[];
}

/** Sums of the series at each position. */
export function stackTotals(series: readonly Series[]): number[] {
  const length = Math.max(0, ...series.map((one) => one.values.length));
  return Array.from({ length }, (_, index) => series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0));
}

export interface Stack {
  readonly layers: readonly Markup[];
  readonly y: ReturnType<typeof valueAxis>;
  readonly units: number;
}

/** Width of a column and of the gap beside it, in plot units. */
const COLUMN_UNITS = 10;

/**
 * Columns, one a position, each series on top of the one before: one path a series.
 *
 * @param gap 0 for a histogram, more for separate columns (of 10 units)
 */
export function stackedColumns(series: readonly Series[], positions: number, gap: number): Stack {
  const y = valueAxis(Math.max(0, ...stackTotals(series)));
  const scale = PLOT_UNITS / y.max;
  const below = new Array<number>(positions).fill(0);
  const layers = series.map((one) => {
    let path = '';
    for (let position = 0; position < positions; position++) {
      const value = one.values[position] ?? 0;
      if (value === 0) continue;
      const from = PLOT_UNITS - Math.round((below[position] ?? 0) * scale);
      below[position] = (below[position] ?? 0) + value;
      const to = PLOT_UNITS - Math.round((below[position] ?? 0) * scale);
      path += `M${position * COLUMN_UNITS + gap / 2} ${from}V${to}h${COLUMN_UNITS - gap}V${from}z`;
    }
    return html`<path class="${one.tone}" d="${path}"/>`;
  });
  return { layers, y, units: positions * COLUMN_UNITS };
}

/** A level that holds through each position, filled down to 0. */
export function stepPath(values: readonly number[], max: number): string {
  let path = `M0 ${PLOT_UNITS}`;
  let before = PLOT_UNITS;
  for (const [position, value] of values.entries()) {
    const height = PLOT_UNITS - Math.round((value / max) * PLOT_UNITS);
    if (height === before) continue;
    path += `H${position}V${height}`;
    before = height;
  }
  return `${path}H${values.length}V${PLOT_UNITS}z`;
}

/** Combines neighbouring positions until at most `most` are left. */
export function condense(
  values: readonly number[],
  most: number,
  combine: (group: readonly number[]) => number,
): number[] {
  const size = Math.max(1, Math.ceil(values.length / most));
  const groups: number[] = [];
  for (let at = 0; at < values.length; at += size) groups.push(combine(values.slice(at, at + size)));
  return groups;
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : sumOf(values) / values.length;
}
