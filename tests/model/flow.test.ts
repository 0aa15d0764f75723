import { compilePlan, simulate } from '@medical-patients/engine';
import { referenceData } from '@medical-patients/reference-data';
import { nodeHost } from '@medical-patients/runner/node';
import { expect, test } from 'vitest';
import { scaleLaydown } from '../support/scale-laydown.js';
import { presetScenario } from '../support/simulated.js';

test('records flow while the fighting goes on: nobody who lingers in a bed holds them back', () => {
  const scenario = scaleLaydown(presetScenario('lsco-battle'), 3);
  const plan = compilePlan({ scenario, seed: 'flow', referenceData });
  const EVENTS_A_TURN = 100;
  let turns = 0;
  let casualties = 0;
  let turnsAtHalf = 0;
  for (const { count } of simulate(plan, { chunkSize: 100, turnEvery: EVENTS_A_TURN })) {
    if (count === 0) turns++;
    casualties += count;
    if (turnsAtHalf === 0 && casualties >= (scenario.casualties.total ?? 0) / 2) turnsAtHalf = turns;
  }
  // Half of them are hurt within half of the ten days; the last is decided some days after the last is hurt.
  expect(turnsAtHalf).toBeGreaterThan(0);
  expect(turnsAtHalf / turns).toBeLessThan(0.9);
});

test('lets go of everything but the paths when the last course is decided', () => {
  const memory = (): number => {
    nodeHost.collectGarbage?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const scenario = presetScenario('lsco-battle', 'casualties.total=4000');
  let aliveBytes = 0;
  const decided: { casualties: number; bytes: number }[] = [];
  let paths = 0;
  const chunks = simulate(compilePlan({ scenario, seed: 'flow', referenceData }), {
    chunkSize: 3000,
    turnEvery: 20_000,
    onDecided: (casualties) => decided.push({ casualties, bytes: memory() }),
  });
  for (const { count } of chunks) {
    paths += count;
    if (decided.length === 0) aliveBytes = memory();
  }
  expect(paths).toBe(4000);
  expect(decided).toHaveLength(1);
  const [{ casualties, bytes }] = decided;
  expect(casualties).toBe(4000);
  // Measured: a megabyte, and 300 KB among other tests. If the run were still held, some kilobytes.
  expect(aliveBytes - bytes).toBeGreaterThan(100_000);
});
