/** A label on an axis; `at` is a fraction 0 to 1 of its length. */
export interface Tick {
  readonly at: number;
  readonly text: string;
  /** Left out where the screen is narrow. */
  readonly minor?: boolean;
}

export interface ValueAxis {
  readonly max: number;
  readonly ticks: readonly Tick[];
}

/** Steps a reader can halve and add: 1, 2 or 5 times a power of ten; whole numbers only. */
function niceStep(max: number, steps: number): number {
  const rough = max / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10;
  return Math.max(1, step * power);
}

/** Value axis from 0 to a round number at or above `max`, with two to five labelled steps. */
export function valueAxis(max: number, steps = 4): ValueAxis {
  if (max <= 0) return { max: 1, ticks: [{ at: 0, text: '0' }] };
  const step = niceStep(max, steps);
  const count = Math.ceil(max / step - 1e-9);
  const top = count * step;
  return {
    max: top,
    ticks: Array.from({ length: count + 1 }, (_, index) => ({
      at: index / count,
      text: String(index * step),
    })),
  };
}

/** Labels at the starts of days on an axis of `hours`, at most about nine of them, every other one minor. */
export function dayTicks(hours: number): Tick[] {
  const days = hours / 24;
  const step = [1, 2, 5, 7, 10, 14, 28, 56].find((one) => days / one <= 9) ?? 56;
  const ticks: Tick[] = [];
  for (let day = 0; day < days; day += step) {
    ticks.push({ at: day / days, text: `Day ${day + 1}`, minor: ticks.length % 2 === 1 });
  }
  return ticks;
}

/** Labels under the columns of a chart by day. */
export function columnTicks(days: number): Tick[] {
  const step = [1, 2, 5, 7, 10, 14, 28, 56].find((one) => days / one <= 16) ?? 56;
  const ticks: Tick[] = [];
  for (let day = 0; day < days; day += step) {
    ticks.push({
      at: (day + 0.5) / days,
      text: day === 0 ? 'Day 1' : String(day + 1),
      minor: ticks.length % 2 === 1,
    });
  }
  return ticks;
}
