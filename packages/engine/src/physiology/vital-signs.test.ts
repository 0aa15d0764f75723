import { readFileSync } from 'node:fs';
import type { Condition, VitalProfiles } from '@medical-patients/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyedRandom } from '../random/keyed-random.js';
import { createVitalModel, SYSTEMIC, type VitalState } from './vital-signs.js';
import { createVitalReader } from './vital-signs-reading.js';
import { healthScore } from './vital-signs-score.js';
import { SIGN, SIGN_COUNT } from './vital-signs-table.js';

const profiles: VitalProfiles = JSON.parse(
  readFileSync(new URL('../../../reference-data/data/model/vital-profiles.json', import.meta.url), 'utf8'),
);
const fever = { heartRate: 30, sbp: -8, respiratoryRate: 6, spo2: -3, temperature: 2.4, gcs: 0, pain: 3 };
const conditions = [{ vitals: fever }] as unknown as Condition[];
const model = createVitalModel(profiles, conditions);

const CHANNELS = ['airway', 'chest', 'brain', 'systemic'] as const;

function stateOf(changes: Partial<VitalState> = {}): VitalState {
  return {
    volume: 1,
    airway: 0,
    chest: 0,
    brain: 0,
    systemic: 0,
    profile: SYSTEMIC.general,
    condition: -1,
    arousal: 1,
    ...changes,
  };
}

function signsOf(changes: Partial<VitalState>): Float64Array {
  const out = new Float64Array(SIGN_COUNT);
  model.noiseFreeSigns(stateOf(changes), out);
  return out;
}

function scoreOf(signs: Float64Array): number {
  return healthScore(
    Math.round(signs[SIGN.heartRate]),
    Math.round(signs[SIGN.systolic]),
    Math.round(signs[SIGN.respiratoryRate]),
    Math.round(signs[SIGN.spo2]),
    Math.round(signs[SIGN.gcs]),
  );
}

const severity = fc.double({ min: 0, max: 1, noNaN: true });
const state = fc.record({
  volume: fc.double({ min: 0.4, max: 1, noNaN: true }),
  airway: severity,
  chest: severity,
  brain: severity,
  systemic: severity,
  profile: fc.integer({ min: 0, max: 6 }),
  condition: fc.constantFrom(-1, 0),
  arousal: severity,
});

describe('health score', () => {
  it.each([
    [80, 120, 16, 98, 15, 20],
    [110, 100, 24, 95, 14, 20],
    [111, 99, 25, 94, 13, 15],
    [130, 80, 35, 90, 11, 15],
    [131, 79, 36, 89, 10, 10],
    [150, 60, 36, 80, 8, 10],
    [151, 59, 9, 79, 7, 5],
    [39, 1, 1, 70, 4, 5],
    [40, 60, 36, 80, 8, 10],
    [50, 80, 10, 90, 11, 16],
    [0, 0, 0, 69, 3, 0],
  ])('scores %i %i %i %i %i as %i', (heartRate, systolic, breaths, spo2, gcs, score) => {
    expect(healthScore(heartRate, systolic, breaths, spo2, gcs)).toBe(score);
  });
});

describe('noise-free signs', () => {
  it('of a healthy soldier are those of the profiles and score 20', () => {
    for (const arousal of [0, 0.5, 1]) expect(scoreOf(signsOf({ arousal }))).toBe(20);
    expect(signsOf({ arousal: 0 })[SIGN.heartRate]).toBe(profiles.calm.heartRate);
    expect(signsOf({ arousal: 1 })[SIGN.systolic]).toBe(profiles.stressed.systolic);
  });

  it.each([
    [0.9, 90, 126, 19, 98, 15],
    [0.7, 118, 100, 25, 96, 14],
    [0.6, 134, 74, 31, 93, 11],
    [0.55, 138, 60, 32, 90, 8],
    [0.4, 0, 0, 0, 60, 3],
  ])('with a volume of %f follow table 3.1', (volume, heartRate, systolic, breaths, spo2, gcs) => {
    const signs = signsOf({ volume });
    expect(signs[SIGN.heartRate]).toBeCloseTo(heartRate, 6);
    expect(signs[SIGN.systolic]).toBeCloseTo(systolic, 6);
    expect(signs[SIGN.respiratoryRate]).toBeCloseTo(breaths, 6);
    expect(signs[SIGN.spo2]).toBeCloseTo(spo2, 6);
    expect(signs[SIGN.gcs]).toBeCloseTo(gcs, 6);
  });

  it('are those of the dead at the end of every process', () => {
    for (const channel of CHANNELS) {
      for (const profile of Object.values(SYSTEMIC)) {
        expect(scoreOf(signsOf({ [channel]: 0.975, profile }))).toBe(0);
        expect(scoreOf(signsOf({ [channel]: 1, profile, arousal: 0 }))).toBe(0);
      }
    }
    expect(scoreOf(signsOf({ systemic: 1, condition: 0 }))).toBe(0);
  });

  it('score about the health that the severity of a process stands for, and hardly ever rise', () => {
    for (const channel of CHANNELS) {
      for (const profile of channel === 'systemic' ? Object.values(SYSTEMIC) : [0]) {
        let lowest = 20;
        for (let step = 0; step <= 400; step++) {
          const score = scoreOf(signsOf({ [channel]: step / 400, profile }));
          expect(Math.abs(score - 20 * (1 - step / 400))).toBeLessThanOrEqual(4.5);
          expect(score - lowest).toBeLessThanOrEqual(2);
          lowest = Math.min(lowest, score);
        }
      }
    }
  });

  it('fall with every process: pressure under bleeding, saturation and consciousness always', () => {
    for (const channel of [...CHANNELS, 'loss'] as const) {
      let before = signsOf({});
      for (let step = 1; step <= 250; step++) {
        const at = step / 250;
        const signs = signsOf(channel === 'loss' ? { volume: 1 - at * 0.6 } : { [channel]: at });
        expect(signs[SIGN.spo2]).toBeLessThanOrEqual(before[SIGN.spo2] + 1e-9);
        expect(signs[SIGN.gcs]).toBeLessThanOrEqual(before[SIGN.gcs] + 1e-9);
        if (channel === 'loss')
          expect(signs[SIGN.systolic]).toBeLessThanOrEqual(before[SIGN.systolic] + 1e-9);
        before = signs;
      }
    }
  });

  it('take the worst of each sign over the processes', () => {
    fc.assert(
      fc.property(state, (mixed) => {
        const signs = signsOf(mixed);
        const parts = [
          signsOf({ volume: mixed.volume }),
          ...CHANNELS.map((channel) =>
            signsOf({ [channel]: mixed[channel], profile: mixed.profile, condition: mixed.condition }),
          ),
        ];
        for (const sign of [SIGN.spo2, SIGN.gcs]) {
          expect(signs[sign]).toBeCloseTo(Math.max(Math.min(...parts.map((part) => part[sign])), 3), 9);
        }
        if (mixed.arousal < 1) return;
        for (const sign of [SIGN.heartRate, SIGN.systolic, SIGN.respiratoryRate]) {
          const lowest = Math.min(...parts.map((part) => part[sign]));
          const highest = Math.max(...parts.map((part) => part[sign]));
          expect(signs[sign]).toBeGreaterThanOrEqual(lowest - 1e-9);
          expect(signs[sign]).toBeLessThanOrEqual(highest + 1e-9);
          if (lowest <= 0.6 * signsOf({})[sign]) expect(signs[sign]).toBeCloseTo(lowest, 9);
        }
      }),
    );
  });

  it('are continuous in volume, severities and arousal', () => {
    const step = 1e-5;
    fc.assert(
      fc.property(
        state,
        fc.constantFrom('volume', 'airway', 'chest', 'brain', 'systemic', 'arousal'),
        (at, key) => {
          const here = signsOf(at);
          const there = signsOf({ ...at, [key]: at[key] - step });
          for (let sign = 0; sign < SIGN_COUNT; sign++) {
            // The steepest stretch of a profile: heart rate falls 90 within 0.03 of blood volume.
            expect(Math.abs(here[sign] - there[sign])).toBeLessThan(step * 6000);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('show a condition by its row, scaled by the severity', () => {
    const signs = signsOf({ condition: 0, systemic: profiles.conditionSeverity / 2 });
    expect(signs[SIGN.heartRate]).toBeCloseTo(profiles.stressed.heartRate + 15, 9);
    expect(signs[SIGN.temperature]).toBeCloseTo(profiles.stressed.temperature + 1.2, 9);
  });
});

describe('readings', () => {
  const reader = createVitalReader(profiles, model, new KeyedRandom('readings'));

  it('score within 2 points of the signs without noise in 95 % of cases', () => {
    const signs = new Float64Array(SIGN_COUNT);
    const random = new KeyedRandom('states');
    let near = 0;
    const count = 20_000;
    for (let number = 1; number <= count; number++) {
      random.open(1, number);
      const channel = CHANNELS[random.integer(4)];
      const at = stateOf({
        volume: 1 - 0.58 * random.uniform(),
        [channel]: 0.95 * random.uniform() * random.uniform(),
        profile: random.integer(7),
        arousal: random.uniform(),
      });
      reader.begin(number);
      reader.personSigns(at, signs);
      const reading = reader.measure(at, 0, false, 0);
      if (Math.abs(reading.healthScore - scoreOf(signs)) <= 2) near++;
    }
    expect(near / count).toBeGreaterThan(0.95);
  });

  it('call few healthy people ill', () => {
    for (const arousal of [0, 1]) {
      let well = 0;
      for (let number = 1; number <= 5000; number++) {
        reader.begin(number);
        if (reader.measure(stateOf({ arousal }), 0, false, 0).healthScore === 20) well++;
      }
      expect(well / 5000).toBeGreaterThan(0.93);
    }
  });

  it('stay within the bounds of 3.1, alive', () => {
    fc.assert(
      fc.property(state, fc.integer({ min: 1, max: 100_000 }), fc.nat(30), (at, number, index) => {
        reader.begin(number);
        const reading = reader.measure(at, index, false, -1);
        expect(reading.systolic - reading.diastolic).toBeGreaterThanOrEqual(8);
        expect(reading.diastolic).toBeGreaterThan(0);
        expect(reading.heartRate).toBeGreaterThan(0);
        expect(reading.respiratoryRate).toBeGreaterThan(0);
        expect(reading.spo2).toBeGreaterThanOrEqual(50);
        expect(reading.spo2).toBeLessThanOrEqual(100);
        expect(reading.eye + reading.verbal + reading.motor).toBe(reading.gcs);
        expect(reading.temperature).toBeGreaterThanOrEqual(28);
        expect(reading.temperature).toBeLessThanOrEqual(42);
      }),
      { numRuns: 2000 },
    );
  });

  it('show nothing in the dead', () => {
    reader.begin(7);
    const reading = reader.measure(stateOf({ volume: 0.4 }), 3, true, 0);
    expect(reading).toMatchObject({ heartRate: 0, systolic: 0, diastolic: 0, respiratoryRate: 0, gcs: 3 });
    expect(reading.healthScore).toBe(0);
  });

  it('depend on seed, casualty and reading alone', () => {
    const other = createVitalReader(profiles, model, new KeyedRandom('readings'));
    const at = stateOf({ volume: 0.8, brain: 0.2 });
    reader.begin(12);
    reader.measure(at, 0, false, 0);
    const again = { ...reader.measure(at, 4, false, 0) };
    other.begin(12);
    expect(other.measure(at, 4, false, 0)).toEqual(again);
    other.begin(13);
    expect(other.measure(at, 4, false, 0)).not.toEqual(again);
  });

  it('have a Glasgow split for every total that adds up', () => {
    for (let total = 3; total <= 15; total++) {
      const splits = profiles.glasgow[String(total)];
      expect(splits?.length).toBeGreaterThan(0);
      for (const [eye, verbal, motor] of splits) {
        expect(eye + verbal + motor).toBe(total);
        expect(eye >= 1 && eye <= 4 && verbal >= 1 && verbal <= 5 && motor >= 1 && motor <= 6).toBe(true);
      }
    }
  });
});
