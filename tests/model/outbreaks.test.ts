import type { Scenario } from '@medical-patients/contract';
import { referenceData } from '@medical-patients/reference-data';
import { describe, expect, it } from 'vitest';
import { planIncidents } from '../../packages/engine/src/casualty/incident-plan.js';
import type { Incidents } from '../../packages/engine/src/casualty/incidents.js';
import { KeyedRandom } from '../../packages/engine/src/random/keyed-random.js';
import { CLASS } from '../../packages/engine/src/record/codes.js';
import { groupBy } from '../support/group-by.js';
import { pathsOf, planOf, presetScenario, readScenario, run } from '../support/simulated.js';

const { conditions } = referenceData.clinical;
const { outbreaks } = referenceData.model;
const MINUTES_PER_DAY = 1440;

function incidentsOf(scenario: Scenario, seed: number): Incidents {
  return planIncidents(scenario, referenceData.model, conditions, new KeyedRandom(seed)).incidents;
}

function sickOnly(total: number, days: number): Scenario {
  return readScenario({
    schema: 1,
    days,
    casualties: { total },
    injury_mix: { disease: 1, non_battle_injury: 0, battle_injury: 0 },
    warfare: { conventional: true },
    special_events: [],
    environment: [],
    fronts: [{ id: 'front', name: 'Front', nations: { GBR: 1 } }],
  });
}

/** Sizes of the outbreaks of every condition, by its id. */
function sizesOf(incidents: Incidents): Map<string, number[]> {
  const sizes = new Map<string, number[]>();
  for (let i = 0; i < incidents.count; i++) {
    const row = incidents.outbreak[i] - 1;
    if (row < 0) continue;
    const { id } = conditions[row];
    sizes.set(id, [...(sizes.get(id) ?? []), incidents.size[i]]);
  }
  return sizes;
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

describe('disease', () => {
  it('comes singly outside outbreaks, and in full number with them', () => {
    for (const [total, days] of [
      [1, 1],
      [7, 3],
      [500, 8],
      [20_000, 60],
    ] as const) {
      const { count, casualtyClass, outbreak, size, warfare, massCasualty } = incidentsOf(
        sickOnly(total, days),
        total,
      );
      let sum = 0;
      for (let i = 0; i < count; i++) {
        sum += size[i];
        expect(casualtyClass[i]).toBe(CLASS.disease);
        expect(massCasualty[i]).toBe(0);
        expect(warfare[i]).toBe(255);
        if (outbreak[i] === 0) expect(size[i]).toBe(1);
        else expect(size[i]).toBeGreaterThanOrEqual(3);
      }
      expect(sum).toBe(total);
    }
  });

  it('breaks out in sizes like those of its table', () => {
    const sizes = sizesOf(incidentsOf(sickOnly(1_500_000, 180), 1));
    for (const { conditionId, meanCases, leastCases } of outbreaks) {
      const drawn = sizes.get(conditionId) ?? [];
      // Geometric beyond the least: the SD is about the mean less the least; four standard errors.
      const error = (4 * (meanCases - leastCases)) / Math.sqrt(drawn.length);
      expect(drawn.length, conditionId).toBeGreaterThan(300);
      expect(Math.abs(mean(drawn) - meanCases), conditionId).toBeLessThan(error);
      expect(Math.min(...drawn), conditionId).toBe(leastCases);
      expect(Math.max(...drawn), conditionId).toBeGreaterThan(3 * meanCases);
    }
  });

  it('varies more from exercise to exercise by its outbreaks than single cases would', () => {
    // Norovirus: a share of 0.055 / 0.965 of 800 cases, four fifths in outbreaks of 29. Singly its number would be
    // binomial, with a variance a little below its mean; a compound Poisson has about 29 · 2 times that.
    const counts = Array.from({ length: 200 }, (_, seed) =>
      (sizesOf(incidentsOf(sickOnly(800, 8), seed)).get('D02') ?? []).reduce((sum, size) => sum + size, 0),
    );
    const average = mean(counts);
    const variance = mean(counts.map((count) => (count - average) ** 2));
    expect(variance / average).toBeGreaterThan(20);
    expect(counts.filter((count) => count === 0).length).toBeGreaterThan(30);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(100);
  });

  it('keeps the mix of diagnoses of the catalogue', () => {
    const scenario = sickOnly(60_000, 180);
    const paths = pathsOf(run(planOf(scenario)));
    const weight = (id: string) => conditions.find((row) => row.id === id)?.weights.diseaseLsco ?? 0;
    const sum = conditions.reduce((total, row) => total + row.weights.diseaseLsco, 0);
    const byCondition = groupBy(paths, ({ conditionRow }) => conditions[conditionRow].id);
    for (const { conditionId, meanCases, share } of outbreaks) {
      const expected = (60_000 * weight(conditionId)) / sum;
      // A compound Poisson: variance is the cases in outbreaks times the mean squared size over the mean size.
      const error = 4 * Math.sqrt(expected * (1 + share * 2 * meanCases));
      expect(Math.abs((byCondition.get(conditionId)?.length ?? 0) - expected), conditionId).toBeLessThan(
        error,
      );
    }
  });

  it('of one outbreak has one diagnosis, many courses, and an epidemic curve at sick-call hours', () => {
    const scenario = sickOnly(8000, 30);
    const incidents = incidentsOf(scenario, 1);
    const paths = pathsOf(run(planOf(scenario)));
    const byIncident = groupBy(paths, ({ incident }) => incident - 1);
    let clustered = 0;
    let atSickCall = 0;
    for (const [incident, cases] of byIncident) {
      if (incidents.outbreak[incident] === 0) continue;
      const row = incidents.outbreak[incident] - 1;
      const { days } = outbreaks.find(({ conditionId }) => conditionId === conditions[row].id)!;
      const start = incidents.startMinutes[incident] * 60;
      clustered += cases.length;
      for (const { conditionRow, injurySeconds } of cases) {
        expect(conditionRow).toBe(row);
        expect(injurySeconds).toBeGreaterThanOrEqual(start);
        expect(injurySeconds).toBeLessThanOrEqual(start + days * MINUTES_PER_DAY * 60);
        const hour = Math.floor(injurySeconds / 3600) % 24;
        if (hour >= 6 && hour < 18) atSickCall++;
      }
      if (cases.length >= 60) {
        expect(new Set(cases.map(({ severity }) => severity)).size).toBeGreaterThan(1);
        expect(
          new Set(cases.map(({ injurySeconds }) => Math.floor(injurySeconds / 86_400))).size,
        ).toBeGreaterThan(days / 2);
      }
    }
    expect(clustered).toBeGreaterThan(800);
    expect(atSickCall / clustered).toBeGreaterThan(0.7);
  });

  it('breaks out in rates mode too, beside the daily rate and not on top of it', () => {
    const scenario = readScenario({
      schema: 1,
      days: 60,
      casualties: { rates: { battle: 0.1, disease: 3, non_battle_injury: 0.1 } },
      special_events: [],
      fronts: [{ id: 'front', name: 'Front', nations: { GBR: 1 }, population_at_risk: 20_000 }],
    });
    const totals = Array.from({ length: 30 }, (_, seed) => {
      const { count, casualtyClass, size, outbreak } = incidentsOf(scenario, seed);
      let sick = 0;
      let clustered = 0;
      for (let i = 0; i < count; i++) {
        if (casualtyClass[i] !== CLASS.disease) continue;
        sick += size[i];
        if (outbreak[i] > 0) clustered += size[i];
      }
      return [sick, clustered] as const;
    });
    // 30 runs of 60 days with a daily variation of 0.75 and lag-1 0.3: the standard error of the mean is 2.5 %.
    expect(Math.abs(mean(totals.map(([sick]) => sick)) / 3600 - 1)).toBeLessThan(0.1);
    expect(mean(totals.map(([sick, clustered]) => clustered / sick))).toBeGreaterThan(0.1);
  });

  it('of the default exercise shares an event with others of its outbreak alone', () => {
    const scenario = presetScenario('default');
    const paths = pathsOf(run(planOf(scenario, '3')));
    const groups = [...groupBy(paths, ({ incident }) => incident).values()];
    for (const group of groups.filter((cases) =>
      cases.some(({ casualtyClass }) => casualtyClass === CLASS.disease),
    )) {
      expect(group.every(({ casualtyClass }) => casualtyClass === CLASS.disease)).toBe(true);
      expect(new Set(group.map(({ conditionRow }) => conditionRow)).size).toBe(1);
    }
    expect(groups.some((group) => group.length > 5 && group[0].casualtyClass === CLASS.disease)).toBe(true);
  });
});
