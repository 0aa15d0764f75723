import type { VitalProfiles } from '@medical-patients/contract';
import { oncePer } from '../compile/once-per.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import { normalQuantile } from '../random/normal-quantile.js';
import { PURPOSE } from '../random/purposes.js';
import type { VitalModel, VitalState } from './vital-signs.js';
import { healthScore } from './vital-signs-score.js';
import { readCurve, SIGN, SIGN_COUNT, TABLE_STEPS } from './vital-signs-table.js';

/** Positions in a person's offsets, in standard deviations: the signs' own (SIGN), in the place of GCS the diastolic. */
const OFFSET = { diastolic: 4, pain: 6, glasgow: 7 } as const;
const OFFSET_COUNT = 8;

/** One measurement: whole numbers as a monitor shows them. Overwritten by the next `measure`. */
export interface Reading {
  heartRate: number;
  systolic: number;
  diastolic: number;
  respiratoryRate: number;
  spo2: number;
  eye: number;
  verbal: number;
  motor: number;
  gcs: number;
  /** Degrees Celsius, one decimal. */
  temperature: number;
  healthScore: number;
}

/** Measures the signs of people: who they are shifts the signs, the device adds noise. */
export interface VitalReader {
  /** Turns to this casualty: draws the fixed offsets, a function of seed and casualty number. */
  begin(number: number): void;
  /** The offset of the current casualty in pain, standard deviations. */
  painOffset(): number;
  /**
   * The signs that a device without noise would show on the current casualty.
   *
   * @param out receives six numbers in the order of SIGN
   */
  personSigns(state: VitalState, out: Float64Array): void;
  /**
   * One measurement of the current casualty. The dead show neither pulse, pressure nor breathing; the living always do.
   *
   * @param index number of the reading of this casualty, from 0: the key of its noise
   * @param weather shift of the temperature, degrees Celsius
   */
  measure(state: VitalState, index: number, dead: boolean, weather: number): Reading;
}

/** What the weakest living patient still shows. Estimate; the floors of 3.1 are zero. */
const LEAST = { heartRate: 12, systolic: 20, diastolic: 8, respiratoryRate: 2, spo2: 50 } as const;
/** Bounds of a record (3.1). */
const COLDEST = 28;
const HOTTEST = 42;
const LARGEST = { heartRate: 220, systolic: 230, respiratoryRate: 60 } as const;

/** A draw of 53 bits holds five numbers of ten; steps of a thousandth of the distribution vanish in the rounding. */
const NORMAL_STEPS = 1024;
const NORMALS_PER_DRAW = 5;

const readerTablesOf = oncePer((profiles: VitalProfiles) => ({
  spread: tabulateSpread(profiles),
  diastolicBySystolic: Float64Array.from({ length: LARGEST.systolic + 1 }, (_, systolic) =>
    readCurve(profiles.diastolic, systolic),
  ),
  normals: Float64Array.from({ length: NORMAL_STEPS }, (_, i) => normalQuantile((i + 0.5) / NORMAL_STEPS)),
}));

export function createVitalReader(
  profiles: VitalProfiles,
  model: VitalModel,
  random: KeyedRandom,
): VitalReader {
  const { stressed, noise, offsetLimit, leastPulsePressure, diastolicSpread } = profiles;
  const healthy = [stressed.heartRate, stressed.systolic, stressed.respiratoryRate, stressed.spo2];
  const { spread, diastolicBySystolic, normals } = readerTablesOf(profiles);
  const splits = Array.from({ length: 16 }, (_, total) => profiles.glasgow[String(total)] ?? []);
  const signs = new Float64Array(SIGN_COUNT);
  const offsets = new Float64Array(OFFSET_COUNT);
  let current = 0;
  let bits = 0;
  const reading: Reading = {
    heartRate: 0,
    systolic: 0,
    diastolic: 0,
    respiratoryRate: 0,
    spo2: 0,
    eye: 1,
    verbal: 1,
    motor: 1,
    gcs: 3,
    temperature: 0,
    healthScore: 0,
  };

  /** The next of five standard normal numbers out of one draw: ten bits each, of a table. */
  function nextNormal(): number {
    const scaled = bits * NORMAL_STEPS;
    const step = Math.floor(scaled);
    bits = scaled - step;
    return normals[step];
  }

  /** Noise, like the offsets, shrinks with what is left of the sign. */
  function jitter(sign: number, sd: number): number {
    const left = signs[sign] / healthy[sign];
    return signs[sign] + sd * nextNormal() * Math.min(left, 1);
  }

  function splitGlasgow(): void {
    const total = Math.min(15, Math.max(3, Math.round(signs[SIGN.gcs])));
    const choices = splits[total];
    const [eye, verbal, motor] = choices[Math.floor(offsets[OFFSET.glasgow] * choices.length)];
    reading.eye = eye;
    reading.verbal = verbal;
    reading.motor = motor;
    reading.gcs = total;
  }

  function measureAlive(): void {
    reading.heartRate = clamp(jitter(SIGN.heartRate, noise.heartRate), LEAST.heartRate, LARGEST.heartRate);
    reading.systolic = clamp(jitter(SIGN.systolic, noise.systolic), LEAST.systolic, LARGEST.systolic);
    reading.respiratoryRate = clamp(
      jitter(SIGN.respiratoryRate, noise.respiratoryRate),
      LEAST.respiratoryRate,
      LARGEST.respiratoryRate,
    );
    reading.spo2 = clamp(jitter(SIGN.spo2, noise.spo2), LEAST.spo2, 100);
    const left = Math.min(1, reading.systolic / healthy[SIGN.systolic]);
    const diastolic =
      diastolicBySystolic[reading.systolic] + offsets[OFFSET.diastolic] * diastolicSpread * left;
    reading.diastolic = clamp(diastolic, LEAST.diastolic, reading.systolic - leastPulsePressure);
    splitGlasgow();
  }

  function measureDead(): void {
    reading.heartRate = 0;
    reading.systolic = 0;
    reading.diastolic = 0;
    reading.respiratoryRate = 0;
    reading.spo2 = LEAST.spo2;
    reading.eye = 1;
    reading.verbal = 1;
    reading.motor = 1;
    reading.gcs = 3;
  }

  function personSigns(state: VitalState, out: Float64Array): void {
    model.noiseFreeSigns(state, out);
    const loss = state.volume < 1 ? 1 - state.volume : 0;
    const at = Math.min(TABLE_STEPS, Math.round(loss * TABLE_STEPS)) * SIGN_COUNT;
    for (let sign = 0; sign <= SIGN.spo2; sign++) {
      const left = out[sign] / healthy[sign];
      out[sign] += offsets[sign] * spread[at + sign] * Math.min(left, 1);
    }
    if (out[SIGN.spo2] > 100) out[SIGN.spo2] = 100;
    out[SIGN.temperature] += offsets[SIGN.temperature] * spread[at + SIGN.temperature];
  }

  return {
    begin(number) {
      current = number;
      random.open(PURPOSE.vitals, number, 0);
      for (let i = 0; i < OFFSET.glasgow; i++) {
        if (i % NORMALS_PER_DRAW === 0) bits = random.uniform();
        const z = nextNormal();
        offsets[i] = z > offsetLimit ? offsetLimit : Math.max(z, -offsetLimit);
      }
      offsets[OFFSET.glasgow] = random.uniform();
    },
    painOffset: () => offsets[OFFSET.pain],
    personSigns,
    measure(state, index, dead, weather) {
      personSigns(state, signs);
      bits = random.open(PURPOSE.vitals, current, 1 + index).uniform();
      if (dead) measureDead();
      else measureAlive();
      const celsius = signs[SIGN.temperature] + weather + noise.temperature * nextNormal();
      reading.temperature = Math.round(Math.min(HOTTEST, Math.max(COLDEST, celsius)) * 10) / 10;
      reading.healthScore = healthScore(
        reading.heartRate,
        reading.systolic,
        reading.respiratoryRate,
        reading.spo2,
        reading.gcs,
      );
      return reading;
    },
  };
}

/** The nearest whole number within bounds. */
function clamp(value: number, least: number, largest: number): number {
  const rounded = Math.round(value);
  return rounded < least ? least : Math.min(rounded, largest);
}

/** Standard deviations between people by the blood volume lost, rows and columns as in the profiles' tables. */
function tabulateSpread(profiles: VitalProfiles): Float64Array {
  const { spread } = profiles;
  const table = new Float64Array((TABLE_STEPS + 1) * SIGN_COUNT);
  for (let step = 0; step <= TABLE_STEPS; step++) {
    const loss = step / TABLE_STEPS;
    const at = step * SIGN_COUNT;
    table[at + SIGN.heartRate] = readCurve(spread.heartRate, loss);
    table[at + SIGN.systolic] = readCurve(spread.systolic, loss);
    table[at + SIGN.respiratoryRate] = readCurve(spread.respiratoryRate, loss);
    table[at + SIGN.spo2] = readCurve(spread.spo2, loss);
    table[at + SIGN.temperature] = readCurve(spread.temperature, loss);
  }
  return table;
}
