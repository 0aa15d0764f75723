import { WARFARE_TYPES } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { OUTCOME } from '../../packages/engine/src/record/codes.js';
import { unpackChunk } from '../../packages/engine/src/testing/plain-path.js';
import { planOf, readScenario, stream } from '../support/simulated.js';

const COUNT = 10_000;
const UNSURVIVABLE_AIS = 6;

describe.each(WARFARE_TYPES)('%s warfare alone', (type) => {
  const scenarioOf = (casualties: Readonly<Record<string, number>>) =>
    readScenario({
      schema: 1,
      days: 8,
      casualties,
      warfare: { [type]: true },
      fronts: [{ id: 'front', name: 'Front', nations: { POL: 1 }, population_at_risk: 10_000 }],
    });

  it('makes exactly 10,000 casualties, numbered in order of injury', () => {
    let next = 1;
    let before = 0;
    const outOfOrder: number[] = [];
    stream(planOf(scenarioOf({ total: COUNT })), ({ buffer }) => {
      for (const { number, injurySeconds } of unpackChunk(buffer)) {
        if (number !== next++ || injurySeconds < before) outOfOrder.push(number);
        before = injurySeconds;
      }
    });
    expect(next - 1).toBe(COUNT);
    expect(outOfOrder).toEqual([]);
  });

  it('makes exactly 10,000 who live past the first minute, the killed on top', () => {
    let survivors = 0;
    const wrong: number[] = [];
    stream(planOf(scenarioOf({ surviving_injury: COUNT })), ({ buffer }) => {
      for (const { number, wounds, outcome, outcomeSeconds, injurySeconds } of unpackChunk(buffer)) {
        const lived = outcomeSeconds - injurySeconds;
        if (!wounds.some(({ ais }) => ais === UNSURVIVABLE_AIS)) {
          survivors++;
          if (lived < 60) wrong.push(number);
        } else if (outcome !== OUTCOME.kia || lived > 60) wrong.push(number);
      }
    });
    expect(survivors).toBe(COUNT);
    expect(wrong).toEqual([]);
  });
});
