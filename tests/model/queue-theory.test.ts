import { describe, expect, it } from 'vitest';
import { RESOURCE } from '../../packages/engine/src/summary/resource-figures.js';
import { type QueueRun, runQueue } from '../../packages/engine/src/testing/one-facility.js';
import { planOf, presetScenario } from '../support/simulated.js';

const plan = planOf(presetScenario('training'), 'queue');

/** Probability of having to wait with c places and a load of a erlangs (A. K. Erlang, 1917). */
function erlangC(c: number, a: number): number {
  // By way of Erlang's loss formula, whose recursion does not overflow.
  let loss = 1;
  for (let k = 1; k <= c; k++) loss = (a * loss) / (k + a * loss);
  return loss / (1 - (a / c) * (1 - loss));
}

interface Estimate {
  readonly mean: number;
  readonly deviation: number;
}

/** Mean and its standard error by means of 25 batches, which are nearly independent where single waits are not. */
function batchMean(values: readonly number[]): Estimate {
  const batches = 25;
  const size = Math.floor(values.length / batches);
  const means = Array.from({ length: batches }, (_, batch) => {
    let sum = 0;
    for (let i = batch * size; i < (batch + 1) * size; i++) sum += values[i];
    return sum / size;
  });
  const mean = means.reduce((sum, x) => sum + x, 0) / batches;
  const variance = means.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (batches - 1);
  return { mean, deviation: Math.sqrt(variance / batches) };
}

/** Student's t with 24 degrees of freedom at 99.9 %: one false alarm in a thousand seeds; the seed is fixed. */
const T_24 = 3.745;

function expectMean(values: readonly number[], expected: number): void {
  const { mean, deviation } = batchMean(values);
  expect(Math.abs(mean - expected)).toBeLessThan(T_24 * deviation);
  // The interval is tight enough to tell right from wrong.
  expect(T_24 * deviation).toBeLessThan(0.2 * expected);
}

function expectLittle(run: QueueRun): void {
  const { queue, waits, occupancy } = run.figures.use(0, RESOURCE.treatmentPlace);
  const [meanInLine, rate] = [queue.integralMinutes / run.endMinutes, waits.count / run.endMinutes];
  expect(meanInLine).toBeCloseTo(rate * (waits.sumMinutes / waits.count), 8);
  // Places in use on average: the load that came.
  expect(occupancy.integralMinutes / run.endMinutes / (rate * run.meanServiceMinutes)).toBeCloseTo(1, 1);
}

describe('waiting for one kind of place', () => {
  it.each([
    [1, 0.7, 150_000],
    [2, 0.8, 150_000],
    [4, 0.85, 200_000],
    [12, 0.85, 250_000],
  ])('with %d places at utilisation %d is what Erlang C gives', (places, utilisation, count) => {
    const load = places * utilisation;
    const run = runQueue(plan, places, [load], count);
    expect(run.waits[0]).toHaveLength(count);
    const expected = (erlangC(places, load) * run.meanServiceMinutes) / (places - load);
    expectMean(run.waits[0], expected);
    const share = run.waits[0].filter((wait) => wait > 0).length / count;
    expect(Math.abs(share - erlangC(places, load))).toBeLessThan(0.05);
    expectLittle(run);
    expect(run.figures.use(0, RESOURCE.treatmentPlace).occupancy.peak).toBe(places);
  });

  it('is shorter the more urgent, as theory has it for lines of several classes', () => {
    // A. Cobham, "Priority assignment in waiting line problems", Operations Research 2 (1954).
    const places = 3;
    const loads = [0.6, 0.9, 1.05];
    const run = runQueue(plan, places, loads, 300_000);
    const total = loads.reduce((sum, load) => sum + load, 0);
    const w0 = (erlangC(places, total) * run.meanServiceMinutes) / places;
    let above = 0;
    loads.forEach((load, category) => {
      const used = above + load / places;
      expectMean(run.waits[category], w0 / ((1 - above) * (1 - used)));
      above = used;
    });
    expectLittle(run);
  });

  it('is nothing while there is room', () => {
    const run = runQueue(plan, 200, [5], 5000);
    expect(Math.max(...run.waits[0])).toBe(0);
    expect(run.figures.use(0, RESOURCE.treatmentPlace).queue.peak).toBe(0);
  });
});
