import type { Condition } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { clinical } from './clinical.js';

const { conditions } = clinical;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Total of one weight over the rows of each mix group. */
function weightByGroup(weight: (row: Condition) => number): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const row of conditions) {
    const share = weight(row);
    if (share > 0) totals[row.mixGroup ?? 'none'] = (totals[row.mixGroup ?? 'none'] ?? 0) + share;
  }
  return totals;
}

describe('conditions', () => {
  it('hold the 94 rows of the catalogue and the local ones, each once', () => {
    const ids = conditions.map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    const count = (letter: string): number => ids.filter((id) => id.startsWith(letter)).length;
    expect([count('B'), count('N'), count('D'), count('C')]).toEqual([57, 15, 18, 4]);
    const local = ids.filter((id) => id.startsWith('L'));
    expect(local).toEqual(local.map((_, index) => `L${String(index + 1).padStart(2, '0')}`));
  });

  it('can all occur: each has a weight', () => {
    for (const { id, weights } of conditions) {
      const values = Object.values(weights);
      for (const value of values) expect(value, id).toBeGreaterThanOrEqual(0);
      expect(sum(values), id).toBeGreaterThan(0);
    }
  });

  it('keep severities, classes and days in order', () => {
    for (const row of conditions) {
      const injury = row.class !== 'disease' && row.class !== 'complication';
      expect(row.aisMin, row.id).toBeLessThanOrEqual(row.aisMax);
      if (injury) expect(row.aisMin, row.id).toBeGreaterThanOrEqual(1);
      if (row.class === 'disease') expect(row.aisMax, row.id).toBe(0);
      expect(row.bleedingClassMin, row.id).toBeLessThanOrEqual(row.bleedingClassMax);
      const [min, mode, max] = row.recoveryDays;
      expect(min > 0 && min <= mode && mode <= max, row.id).toBe(true);
      expect(row.roleNeeded >= 1 && row.roleNeeded <= 4, row.id).toBe(true);
      for (const range of [row.stay.role2Days, row.stay.icuDays]) {
        if (range) expect(range[0], row.id).toBeLessThanOrEqual(range[1]);
      }
    }
  });

  it('say nothing contradictory about bleeding and surgery', () => {
    for (const row of conditions) {
      const bleeds = row.pathways.filter((pathway) => pathway.endsWith('-bleeding'));
      for (const pathway of bleeds) {
        if (pathway !== 'torso-bleeding') expect(`${row.bleeding}-bleeding`, row.id).toBe(pathway);
        expect(row.bleeding, row.id).not.toBe('none');
      }
      if (row.tourniquetPossible) expect(row.bleeding, row.id).toBe('limb');
      if (row.treatments.includes('TQ')) expect(row.tourniquetPossible, row.id).toBe(true);
      if (row.needsSurgery) expect(row.surgeryKind, row.id).not.toBeNull();
      if (row.requiresPathway) expect(row.pathways.length, row.id).toBeGreaterThan(0);
      if (row.issRegion === 'face') expect(row.aisMax, row.id).toBeLessThanOrEqual(3);
    }
  });

  it('reproduce the disease mix of 2.7 by chapter', () => {
    const lsco = weightByGroup((row) => row.weights.diseaseLsco);
    const peace = weightByGroup((row) => row.weights.diseasePeacekeeping);
    expect(lsco).toEqual({
      I: 24,
      X: 22,
      XI: 12,
      XII: 12,
      XIII: 10,
      V: 10,
      XIV: 4,
      'VI-VIII': 3,
      IX: 1.5,
      other: 1.5,
    });
    expect(sum(Object.values(lsco))).toBeCloseTo(100, 9);
    expect(sum(Object.values(peace))).toBeCloseTo(100, 9);
    expect(peace).toMatchObject({
      I: 14,
      X: 24,
      XI: 17,
      XII: 10,
      XIII: 15,
      V: 12,
      XIV: 4,
      'VI-VIII': 2,
      IX: 1,
    });
  });

  it('reproduce the non-battle injury mix of 2.7', () => {
    const nonBattle = weightByGroup((row) => row.weights.nonBattle);
    const published = {
      sprain: 32,
      fracture: 18,
      dislocation: 9,
      laceration: 13,
      contusion: 8,
      'back-strain': 9,
      crush: 4,
      burn: 3,
      head: 3,
      environmental: 1,
    };
    for (const [group, percent] of Object.entries(published))
      expect(nonBattle[group], group).toBeCloseTo(percent, 9);
    expect(nonBattle.other ?? 0).toBeLessThan(2);
  });

  it('give three severity levels to whatever is ill or hurt outside battle', () => {
    for (const row of conditions) {
      const { nonBattle, diseaseLsco } = row.weights;
      const needsLevels = nonBattle > 0 || diseaseLsco > 0 || row.class === 'cbrn';
      expect(row.severityLevels.length, row.id).toBe(needsLevels ? 3 : 0);
      if (!needsLevels) continue;
      expect(sum(row.severityLevels.map((level) => level.probability)), row.id).toBeCloseTo(1, 9);
      for (const level of row.severityLevels) {
        expect(level.untreatedLethality > 0, row.id).toBe(level.untreatedDeathHours !== null);
        expect(level.untreatedLethality, row.id).toBeLessThanOrEqual(1);
        if (nonBattle > 0) expect(level.ais >= row.aisMin && level.ais <= row.aisMax, row.id).toBe(true);
      }
    }
  });

  it('name known mechanisms', () => {
    const known = new Set(clinical.mechanisms.map((row) => row.id));
    for (const row of conditions) {
      expect(row.mechanisms.length, row.id).toBeGreaterThan(0);
      for (const id of row.mechanisms) expect(known.has(id), `${row.id} ${id}`).toBe(true);
    }
    expect(sum(clinical.mechanisms.map((row) => row.nonBattleWeight))).toBeCloseTo(100, 9);
    const unused = clinical.mechanisms.filter(
      (row) =>
        row.nonBattleWeight > 0 &&
        !conditions.some(
          (condition) => condition.weights.nonBattle > 0 && condition.mechanisms.includes(row.id),
        ),
    );
    expect(unused.map((row) => row.id)).toEqual([]);
  });
});
