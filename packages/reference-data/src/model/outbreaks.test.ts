import { expect, test } from 'vitest';
import { clinical } from '../clinical/clinical.js';
import { model } from './model.js';

test('outbreaks are of contagious diseases of the catalogue, each once, with sound sizes', () => {
  const ids = model.outbreaks.map(({ conditionId }) => conditionId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { conditionId, share, leastCases, meanCases, days, source } of model.outbreaks) {
    const condition = clinical.conditions.find(({ id }) => id === conditionId);
    expect(condition?.class, conditionId).toBe('disease');
    expect(condition?.mechanisms, conditionId).toContain('infection');
    expect(share, conditionId).toBeGreaterThan(0);
    expect(share, conditionId).toBeLessThan(1);
    expect(leastCases, conditionId).toBeGreaterThan(1);
    expect(meanCases, conditionId).toBeGreaterThan(leastCases);
    expect(Number.isInteger(days) && days > 0, conditionId).toBe(true);
    expect(source, conditionId).not.toBe('');
  }
});
