import { describe, expect, test } from 'vitest';
import { canonicalJson, upstreamOfCare } from './canonical.js';
import { parseScenario } from './parse.js';
import type { Scenario } from './scenario.js';
import { WHOLE_SCENARIO, whole } from './testing/scenario-texts.js';

function read(input: unknown): Scenario {
  const result = parseScenario(input);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.scenario;
}

describe('a resolved scenario', () => {
  test('has every default', () => {
    const scenario = read({});
    expect(scenario).toMatchObject({
      schema: 1,
      name: 'Exercise',
      start: '2026-06-01T00:00:00Z',
      days: 8,
      casualties: { total: 1440, surviving_injury: null, rates: null, day_variation: 0.4 },
      injury_mix: { disease: 0.52, non_battle_injury: 0.33, battle_injury: 0.15 },
      warfare: { conventional: 1, artillery: 1, drone: 1 },
      intensity: 'high',
      severity: 1.5,
      tempo: 'sustained',
      environment: ['night_operations'],
      medical: {
        facilities: null,
        fleets: null,
        legs: [],
        bypass_minutes: 60,
        capacity: 'constrained',
        destination_policy: 'closest',
        evacuation_policy_days: { role_1: 1, role_2: 3, role_3: 15 },
        diversion_queue_threshold: 6,
        mascal_expectant: true,
        contested: { interdiction_probability: 0, daylight_movement: 'free', replacement_hours: 24 },
        care: {
          buddy_aid_probability: 0.75,
          buddy_aid_delay: { median_minutes: 4, sigma: 0.8 },
          medic_probability: 0.8,
          medic_delay: { median_minutes: 20, sigma: 0.9 },
          tourniquet_available: true,
          tourniquet_success: 0.88,
          packing_success: { buddy: 0.3, medic: 0.75 },
          airway_success: { buddy: 0.4, medic: 0.75 },
          needle_success: 0.65,
          txa_probability: 0.4,
          prehospital_blood_probability: 0.05,
          blood_available: true,
          evacuation_request_delay: { median_minutes: 6, sigma: 0.6 },
          triage_minutes: 2.3,
          triage_tool: 'military_sieve',
          assessor_error: 0.07,
          table_turnover_minutes: [30, 45],
          loading_minutes_per_litter: 1.4,
          complications: true,
          bleeding_pathways: true,
          evacuation_delay_factor: 1,
          immediate_care: false,
        },
      },
      output: { formats: ['json'] },
    });
    expect('seed' in scenario).toBe(false);
  });

  test('holds normalised shares, and active warfare only', () => {
    const scenario = read({
      injury_mix: { disease: 0.5, non_battle_injury: 0.3, battle_injury: 0.25 },
      warfare: { drone: 0.6, urban: true, naval: false },
      fronts: [
        { id: 'a', share: 3, nations: { USA: 3, EST: 1 } },
        { id: 'b', share: 1, nations: { POL: 7 } },
      ],
    });
    const mix = scenario.injury_mix;
    expect(mix.disease + mix.non_battle_injury + mix.battle_injury).toBeCloseTo(1, 12);
    expect(mix.disease).toBeCloseTo(0.5 / 1.05, 12);
    expect(Object.entries(scenario.warfare)).toEqual([
      ['urban', 1],
      ['drone', 0.6],
    ]);
    expect(scenario.fronts.map(({ share }) => share)).toEqual([0.75, 0.25]);
    expect(Object.entries(scenario.fronts[0]?.nations ?? {})).toEqual([
      ['EST', 0.25],
      ['USA', 0.75],
    ]);
    expect(scenario.fronts[1]?.nations).toEqual({ POL: 1 });
  });

  test('shares fronts equally when none has a share', () => {
    const fronts = ['a', 'b', 'c', 'd'].map((id) => ({ id, nations: { POL: 1 } }));
    expect(read({ fronts }).fronts.map(({ share }) => share)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  test('names severity by intensity, unless it is given', () => {
    const severities = ['low', 'medium', 'high', 'extreme'].map((intensity) => read({ intensity }).severity);
    expect(severities).toEqual([0.8, 1, 1.5, 2.2]);
    expect(read({ intensity: 'low', severity: 3 }).severity).toBe(3);
  });

  test('turns events into objects with their window', () => {
    const { special_events } = read({
      special_events: ['major_offensive', { type: 'ambush', day: 2, hour: 6.5 }, 'mass_casualty'],
    });
    expect(special_events).toEqual([
      {
        type: 'major_offensive',
        day: null,
        hour: null,
        casualties: null,
        front: null,
        severity: 1.2,
        duration_minutes: 240,
        multiplier: 3,
      },
      {
        type: 'ambush',
        day: 2,
        hour: 6.5,
        casualties: null,
        front: null,
        severity: 1.1,
        duration_minutes: 60,
        multiplier: 2,
      },
      {
        type: 'mass_casualty',
        day: null,
        hour: null,
        casualties: null,
        front: null,
        severity: 1.2,
        duration_minutes: 30,
        multiplier: 1,
      },
    ]);
  });

  test('fills fleets by kind, facilities by role and legs to three numbers', () => {
    const { medical } = read(WHOLE_SCENARIO.replace('[15, 30, 45]', '30'));
    expect(medical.fleets?.[1]).toEqual({
      id: 'rotary',
      name: 'rotary',
      kind: 'rotary_wing',
      vehicles: 2,
      litters: 6,
      seats: 4,
      speed_kmh: 220,
      ready_minutes: 15,
      turnaround_minutes: 20,
      serves: null,
      from: null,
      to: null,
      departs_every_hours: null,
      daylight: false,
    });
    expect(medical.facilities?.map(({ holding_hours }) => holding_hours)).toEqual([8760, 8760, 8760, 8760]);
    expect(medical.legs[0]?.minutes).toEqual([30, 30, 30]);
  });

  test('keeps the dispersion of a campaign to the campaign', () => {
    const fronts = [{ id: 'a', nations: { POL: 1 }, population_at_risk: 4000 }];
    expect(read({ fronts, casualties: { rates: { campaign: 'okinawa' } } }).casualties).toEqual({
      total: null,
      surviving_injury: null,
      rates: { campaign: 'okinawa', battle: null, non_battle_injury: 0.35, disease: 1.69 },
      day_variation: null,
    });
  });

  test.each([
    ['2026-06-01', '2026-06-01T00:00:00Z'],
    ['2026-06-01T06:30', '2026-06-01T06:30:00Z'],
    ['2026-06-01 06:30:15Z', '2026-06-01T06:30:15Z'],
    ['2026-06-01T06:30:00.000Z', '2026-06-01T06:30:00Z'],
    ['2026-01-01T00:30:00+02:00', '2025-12-31T22:30:00Z'],
    ['2024-02-29T23:00:00-0330', '2024-03-01T02:30:00Z'],
  ])('begins at %s, written as %s', (start, canonical) => {
    expect(read({ start }).start).toBe(canonical);
  });

  test.each([
    [42, '42'],
    ['42', '42'],
    [-7, '-7'],
    ['exercise anvil', 'exercise anvil'],
  ])('has the seed %j as %j', (seed, text) => {
    expect(read({ seed }).seed).toBe(text);
  });

  test.each([WHOLE_SCENARIO, whole('tempo: sustained', 'tempo: [1, 2, 3, 4, 4, 3, 2, 1]'), '{}'])(
    'is a scenario that resolves to itself (%#)',
    (text) => {
      const scenario = read(text);
      const json = canonicalJson(scenario);
      expect(canonicalJson(read(json))).toBe(json);
      expect(canonicalJson(read(scenario))).toBe(json);
    },
  );
});

describe('canonical JSON', () => {
  test('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}',
    );
    expect(canonicalJson({ a: undefined, b: -0 })).toBe('{"b":0}');
  });

  test('refuses what JSON cannot hold', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalJson(() => 1)).toThrow(TypeError);
  });

  test('of the part upstream of care ignores names, means and output, and nothing else', () => {
    const hash = (text: string) => canonicalJson(upstreamOfCare(read(text)));
    const base = hash(WHOLE_SCENARIO);
    for (const [from, to] of [
      ['name: Whole', 'name: Other'],
      ['vehicles: 6', 'vehicles: 1'],
      ['tourniquet_success: 0.9', 'tourniquet_success: 0.1'],
      ['formats: [json, csv]', 'formats: [ndjson]'],
    ] as const) {
      expect(hash(whole(from, to)), to).toBe(base);
    }
    for (const [from, to] of [
      ['seed: 42', 'seed: 43'],
      ['days: 8', 'days: 9'],
      ['severity: 1.5', 'severity: 1.6'],
      ['share: 0.6', 'share: 0.7'],
      ['drone_munition: 80', 'drone_munition: 81'],
      ['[night_operations, rain]', '[rain]'],
      // Of the means only this one decides what a hit opens.
      ['tourniquet_success: 0.9', 'tourniquet_success: 0.9, bleeding_pathways: false'],
    ] as const) {
      expect(hash(whole(from, to)), to).not.toBe(base);
    }
  });
});

test('warnings come beside a scenario that runs', () => {
  const text = whole('kind: rotary_wing, vehicles: 2', 'kind: rotary_wing, vehicles: 0')
    .replace('evacuates_to: [r4] }', '}')
    .replace('from: r3, to: r4, departs_every_hours: 24', 'serves: [r2]')
    .replace('mechanisms:\n  drone', 'mechanisms:\n  naval')
    .replace('role_2: 3', 'role_2: 20');
  const result = parseScenario(text);
  expect(result.ok && result.warnings.map(({ code, path }) => [code, path])).toEqual([
    ['without-effect', 'mechanisms.naval'],
    ['dead-end', 'medical.facilities[2]'],
    ['unreachable', 'medical.facilities[3]'],
    ['policy-order', 'medical.evacuation_policy_days'],
  ]);
});
