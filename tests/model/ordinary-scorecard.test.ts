import type { Scenario } from '@medical-patients/contract';
import { generate, identifyRun, MemorySink } from '@medical-patients/runner';
import { nodeHost } from '@medical-patients/runner/node';
import { expect, it } from 'vitest';
import { planOf, presetScenario } from '../support/simulated.js';

async function scorecardRows(scenario: Scenario, chunkSize: number) {
  const plan = planOf(scenario, '7');
  const { summary } = await generate({
    plan,
    identity: identifyRun(plan, nodeHost),
    formats: ['ndjson'],
    sink: new MemorySink(),
    host: nodeHost,
    chunkSize,
  });
  return summary.scorecard.rows;
}

it('an ordinary run judges the structural checks and the persons, whatever its chunks', async () => {
  const scenario = presetScenario('default', 'casualties.total=1100');
  const rows = await scorecardRows(scenario, 1000);
  const structural = rows.filter((row) => row.class === 'structural');
  expect(structural.map(({ check }) => check)).toEqual([35, 36, 37, 38, 40]);
  for (const row of structural) {
    expect(row, row.id).toMatchObject({ verdict: 'pass', value: 100, applies: true });
    expect(row.n, row.id).toBeGreaterThan(0);
    expect(row.note).not.toBe('');
  }
  const persons = rows.filter(({ check }) => check === 39);
  expect(persons).toHaveLength(3);
  for (const row of persons) {
    expect(row.n, row.id).toBeGreaterThan(30);
    expect(row.value, row.id).not.toBeNull();
    expect(row.note).toContain('of the first 500 casualties');
  }
  expect(await scorecardRows(scenario, 100)).toEqual(rows);
});
