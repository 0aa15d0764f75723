import { type Scenario, WARFARE_TYPES } from '@medical-patients/contract';
import { referenceData } from '@medical-patients/reference-data';
import { describe, expect, it } from 'vitest';
import { planIncidents } from '../../packages/engine/src/casualty/incident-plan.js';
import type { Incidents } from '../../packages/engine/src/casualty/incidents.js';
import { KeyedRandom } from '../../packages/engine/src/random/keyed-random.js';
import { CLASS } from '../../packages/engine/src/record/codes.js';
import { PRESET_IDS, presetScenario, readScenario } from '../support/simulated.js';

const MINUTES_PER_DAY = 1440;
const MINUTES_PER_HOUR = 60;

function incidentsOf(scenario: Scenario, seed: number | string): Incidents {
  return planIncidents(
    scenario,
    referenceData.model,
    referenceData.clinical.conditions,
    new KeyedRandom(seed),
  ).incidents;
}

/** Casualties of a class by interval of the scenario. */
function countsBy(incidents: Incidents, casualtyClass: number, minutes: number, length: number): number[] {
  const counts = new Array<number>(length).fill(0);
  for (let i = 0; i < incidents.count; i++) {
    if (incidents.casualtyClass[i] !== casualtyClass) continue;
    counts[Math.floor(incidents.startMinutes[i] / minutes) % length] += incidents.size[i];
  }
  return counts;
}

interface Dispersion {
  readonly mean: number;
  readonly variation: number;
  readonly lag1: number;
}

/** Mean, coefficient of variation and lag-1 correlation over several series of days. */
function dispersionOf(series: readonly (readonly number[])[]): Dispersion {
  const all = series.flat();
  const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
  const variance = all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (all.length - 1);
  let products = 0;
  let pairs = 0;
  for (const days of series) {
    for (let day = 1; day < days.length; day++) {
      products += (days[day] - mean) * (days[day - 1] - mean);
      pairs++;
    }
  }
  return { mean, variation: Math.sqrt(variance) / mean, lag1: products / pairs / variance };
}

const THOUSANDS = 2;
const SEEDS = 30;

function ratesScenario(campaign: string, rest: Readonly<Record<string, unknown>> = {}): Scenario {
  return readScenario({
    schema: 1,
    days: 180,
    casualties: { rates: { campaign, disease: 0, non_battle_injury: 0 }, ...rest },
    warfare: { conventional: true },
    special_events: [],
    environment: [],
    fronts: [{ id: 'front', name: 'Front', nations: { GBR: 1 }, population_at_risk: 1000 * THOUSANDS }],
  });
}

function dailyRates(scenario: Scenario, seeds: number): number[][] {
  return Array.from({ length: seeds }, (_, seed) =>
    countsBy(incidentsOf(scenario, seed), CLASS.battleInjury, MINUTES_PER_DAY, scenario.days).map(
      (count) => count / THOUSANDS,
    ),
  );
}

describe('rates mode', () => {
  // Published means and SDs of the wounded and the killed together (calibration 1.6, F:15). 30 seeds of 180 days: the
  // standard error of the mean is 2 % and 4 %; the Poisson counts add 2 % to the variation. Seeds are fixed.
  it.each([
    ['okinawa', 6.86 + 1.63, [0.8, 1.3]],
    ['falklands', 1.77 + 0.68, [1.5, 2.5]],
  ] as const)(
    'draws the daily rates of %s with their mean and dispersion',
    (campaign, published, [low, high]) => {
      const { mean, variation, lag1 } = dispersionOf(dailyRates(ratesScenario(campaign), SEEDS));
      expect(mean).toBeGreaterThan(published * 0.85);
      expect(mean).toBeLessThan(published * 1.15);
      expect(variation).toBeGreaterThan(low);
      expect(variation).toBeLessThan(high);
      expect(lag1).toBeGreaterThan(0.1);
      expect(lag1).toBeLessThan(0.45);
    },
  );

  it('keeps the peaks: half the days of Okinawa lie below the published median, one in twenty above the 95th centile', () => {
    // Exponential: median 4.75 and 95th centile 20.5 for the wounded, mean 6.86 (calibration 1.6).
    const scale = (6.86 + 1.63) / 6.86;
    const days = dailyRates(ratesScenario('okinawa'), SEEDS).flat();
    const below = days.filter((rate) => rate < 4.75 * scale).length / days.length;
    const above = days.filter((rate) => rate > 20.5 * scale).length / days.length;
    expect(Math.abs(below - 0.5)).toBeLessThan(0.04);
    expect(Math.abs(above - 0.05)).toBeLessThan(0.015);
  });

  it('draws with the variation that is asked for instead', () => {
    const { mean, variation } = dispersionOf(
      dailyRates(ratesScenario('okinawa', { day_variation: 0.5 }), 10),
    );
    expect(Math.abs(mean / 8.49 - 1)).toBeLessThan(0.05);
    expect(Math.abs(variation - 0.5)).toBeLessThan(0.06);
  });

  it('draws disease with its own daily level', () => {
    const scenario = readScenario({
      schema: 1,
      days: 180,
      casualties: { rates: { battle: 1, disease: 3, non_battle_injury: 1 } },
      special_events: [],
      fronts: [{ id: 'front', name: 'Front', nations: { GBR: 1 }, population_at_risk: 20_000 }],
    });
    const series = Array.from({ length: 8 }, (_, seed) =>
      countsBy(incidentsOf(scenario, seed), CLASS.disease, MINUTES_PER_DAY, 180),
    );
    const { mean, variation } = dispersionOf(series);
    expect(Math.abs(mean / 60 - 1)).toBeLessThan(0.1);
    expect(variation).toBeGreaterThan(0.6);
    expect(variation).toBeLessThan(0.9);
  });
});

describe('a fixed total', () => {
  const battleOnly = { disease: 0, non_battle_injury: 0, battle_injury: 1 };
  const scenarioOf = (total: number, rest: Readonly<Record<string, unknown>>): Scenario =>
    readScenario({
      schema: 1,
      days: 180,
      casualties: { total, day_variation: 0.4 },
      injury_mix: battleOnly,
      warfare: { drone: true },
      special_events: [],
      environment: [],
      fronts: [{ id: 'front', name: 'Front', nations: { GBR: 1 } }],
      ...rest,
    });

  it.each([0, 0.4, 1.2])('varies from day to day by %d', (day_variation) => {
    const scenario = scenarioOf(54_000, { casualties: { total: 54_000, day_variation } });
    const series = [1, 2, 3, 4].map((seed) =>
      countsBy(incidentsOf(scenario, seed), CLASS.battleInjury, MINUTES_PER_DAY, 180),
    );
    const { variation, lag1 } = dispersionOf(series);
    // Chance alone, 300 a day in incidents of one to eight, makes 0.09.
    const expected = Math.sqrt(day_variation ** 2 + 0.09 ** 2);
    expect(Math.abs(variation - expected)).toBeLessThan(0.02 + 0.1 * day_variation);
    if (day_variation > 0) expect(Math.abs(lag1 - 0.3)).toBeLessThan(0.12);
  });

  it('follows day weights', () => {
    const scenario = scenarioOf(60_000, {
      days: 3,
      casualties: { total: 60_000, day_variation: 0 },
      tempo: [1, 0.5, 0.2],
    });
    const counts = countsBy(incidentsOf(scenario, 1), CLASS.battleInjury, MINUTES_PER_DAY, 3);
    [1, 0.5, 0.2].forEach((weight, day) => {
      expect(Math.abs(counts[day] / 60_000 - weight / 1.7)).toBeLessThan(0.01);
    });
  });

  // Patterns of the day (simulation design, section 1): hours, and the share of the casualties that falls in them.
  it.each([
    ['conventional', [6, 7, 8, 16, 17, 18], 0.45],
    ['artillery', [5, 6, 12, 13, 18, 19], 0.8],
    ['urban', [6, 7, 8, 9, 14, 15, 16], 0.7],
    ['guerrilla', [5, 6, 7, 18, 19, 20], 0.5],
    ['drone', [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18], 0.75],
    ['naval', [4, 5, 6, 10, 11, 16, 17], 0.7],
    ['cbrn', [3, 4, 5, 6], 0.45],
    ['peacekeeping', [8, 9, 10, 11, 12, 13, 14, 15, 16, 17], 0.7],
  ] as const)('of %s casualties falls into its hours', (type, hours, share) => {
    const scenario = scenarioOf(20_000, { warfare: { [type]: true }, days: 60 });
    const counts = countsBy(incidentsOf(scenario, 1), CLASS.battleInjury, MINUTES_PER_HOUR, 24);
    const inside = hours.reduce((sum, hour) => sum + counts[hour], 0) / 20_000;
    expect(inside).toBeGreaterThan(share - 0.03);
    if (type === 'artillery') expect(inside).toBeLessThan(share + 0.03);
    const outside = 24 - hours.length;
    expect(inside / hours.length).toBeGreaterThan(((1 - inside) / outside) * 1.5);
  });

  it('moves into the night under night operations', () => {
    const nights = (environment: string[]): number => {
      const scenario = scenarioOf(20_000, { warfare: { conventional: true }, environment });
      const counts = countsBy(incidentsOf(scenario, 1), CLASS.battleInjury, MINUTES_PER_HOUR, 24);
      return counts.filter((_, hour) => hour >= 20 || hour < 5).reduce((sum, count) => sum + count, 0);
    };
    expect(nights(['night_operations'])).toBeGreaterThan(1.5 * nights([]));
  });

  it('crowds into the window of an offensive on its front alone', () => {
    const scenario = readScenario({
      schema: 1,
      days: 4,
      casualties: { total: 60_000, day_variation: 0 },
      injury_mix: battleOnly,
      warfare: { guerrilla: true },
      environment: [],
      special_events: [{ type: 'major_offensive', day: 2, hour: 10, duration_minutes: 240, front: 'left' }],
      fronts: [
        { id: 'left', name: 'Left', share: 0.5, nations: { GBR: 1 } },
        { id: 'right', name: 'Right', share: 0.5, nations: { GBR: 1 } },
      ],
    });
    const incidents = incidentsOf(scenario, 1);
    const inWindow = [0, 0];
    for (let i = 0; i < incidents.count; i++) {
      const hour = incidents.startMinutes[i] / 60;
      if (hour < 34 || hour >= 38) continue;
      inWindow[incidents.front[i]] += incidents.size[i];
      expect(incidents.severity[i]).toBeCloseTo(incidents.front[i] === 0 ? 1.2 : 1, 6);
    }
    // Three times as likely inside; the front's total stays, so a little less than three times as many.
    // Its standard error is 0.18.
    expect(inWindow[0] / inWindow[1]).toBeGreaterThan(2.3);
    expect(inWindow[0] / inWindow[1]).toBeLessThan(3.6);
  });
});

describe('every incident', () => {
  it.each(PRESET_IDS)('of %s lies inside the scenario, whatever the seed', (id) => {
    const scenario = presetScenario(id);
    const end = scenario.days * MINUTES_PER_DAY;
    for (let seed = 0; seed < 8; seed++) {
      const { count, startMinutes, spreadMinutes, size } = incidentsOf(scenario, seed);
      const outside: number[] = [];
      for (let i = 0; i < count; i++) {
        if (startMinutes[i] < 0 || startMinutes[i] + spreadMinutes[i] > end || size[i] < 1) outside.push(i);
      }
      expect(outside).toEqual([]);
    }
  });

  it('of a day-long event in a day-long exercise too', () => {
    const event = '{type: mass_casualty, day: 1, hour: 20, casualties: 50, duration_minutes: 2880}';
    const scenario = presetScenario('mascal-day', `special_events=[${event}]`);
    const { count, startMinutes, spreadMinutes } = incidentsOf(scenario, 1);
    for (let i = 0; i < count; i++) expect(startMinutes[i] + spreadMinutes[i]).toBeLessThanOrEqual(1440);
  });

  it('is in order of time and numbered by its own key', () => {
    for (const type of WARFARE_TYPES) {
      const scenario = presetScenario('default', `warfare={${type}: true}`);
      const { count, startMinutes, key } = incidentsOf(scenario, 5);
      for (let i = 1; i < count; i++) expect(startMinutes[i]).toBeGreaterThanOrEqual(startMinutes[i - 1]);
      expect(new Set(key.subarray(0, count)).size).toBe(count);
    }
  });
});
