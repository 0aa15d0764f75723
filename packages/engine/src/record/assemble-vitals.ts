import type { VitalSigns } from '@medical-patients/contract';
import type { Plan } from '../compile/plan.js';
import { createVitalModel, SYSTEMIC, type VitalState } from '../physiology/vital-signs.js';
import { arousalAt, chooseSystemicProfile } from '../physiology/vital-signs-channel.js';
import { createVitalReader, type Reading } from '../physiology/vital-signs-reading.js';
import { healthScore } from '../physiology/vital-signs-score.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import type { Course, Stay } from './assemble-course.js';
import type { IsoClock } from './assemble-time.js';
import type { CarePathView } from './care-path.js';
import { OUTCOME } from './codes.js';

const STEPS = 250;
/** Worst pain by the severity level of disease and accidents, of the condition's own. Estimate. */
const PAIN_BY_SEVERITY = [0.7, 1, 1.25] as const;
const SECONDS_PER_DAY = 86_400;
/**
 * Nobody goes back to duty with more: the upper end of mild pain on the scale of 0 to 10. Who is fit early was hurt
 * less, so pain eases as fast as the return asks for. Estimate.
 */
const MOST_PAIN_ON_DUTY = 3;
/** A patient who does not open the eyes reports no pain. */
const LEAST_GCS_TO_REPORT = 9;
/** Breaths a minute that a ventilator is set to, at least; up to two more. Estimate: usual settings for adults. */
const VENTILATOR_RATE = 13;
/** Share of the missing saturation that oxygen and pressure leave. Estimate. */
const UNMENDED_HYPOXIA = 0.4;
/** Sepsis of a wound shows no fever before. Estimate: bacteria need hours to invade. */
const EARLIEST_SEPSIS_SECONDS = 6 * 3600;

/** What care does to the signs at a time. */
export interface CareAtTime {
  /** Points of pain that analgesia takes away. */
  reliefAt(seconds: number): number;
  /** Under general anaesthesia, or sedated for a tube. */
  isAsleepAt(seconds: number): boolean;
}

/** Measures at the readings of a care path and writes them into the record. */
export interface VitalsAssembler {
  /** Takes the measurements at all readings of the course. First, since care depends on them. */
  measure(view: CarePathView, course: Course): void;
  /** Number of the reading that tells best how the patient was when a stay began; −1 where there is none. */
  readingAt(stay: Stay): number;
  heartRate(reading: number): number;
  systolic(reading: number): number;
  /** Systolic pressure last measured at this time; NaN before the first reading. */
  systolicAt(seconds: number): number;
  /** Number of the last reading at this time; −1 before the first. */
  lastAt(seconds: number): number;
  /** Consciousness last seen at this time, after `write` as printed; NaN before the first reading. */
  gcsAt(seconds: number): number;
  /** The lowest systolic pressure of a stay, or the last one before it; NaN where none was measured. */
  lowestSystolic(stay: Stay): number;
  respiratoryRate(reading: number): number;
  spo2(reading: number): number;
  gcs(reading: number): number;
  /** Degrees Celsius, of a stay; NaN where none was measured in it. */
  highestTemperature(stay: Stay): number;
  volume(reading: number): number;
  /** Pain without relief, 0 to 10, not rounded. */
  painAt(seconds: number): number;
  /** Writes the readings of the last `measure`, as care at the time lets them look. */
  write(course: Course, care: CareAtTime): VitalSigns[];
}

export function createVitalsAssembler(plan: Plan, random: KeyedRandom, clock: IsoClock): VitalsAssembler {
  const profiles = plan.referenceData.model.vitalProfiles;
  const { conditions } = plan.referenceData.clinical;
  const reader = createVitalReader(profiles, createVitalModel(profiles, conditions), random);
  const weather = plan.scenario.environment.reduce((sum, word) => sum + (profiles.environment[word] ?? 0), 0);
  const conditionPain = Float64Array.from(conditions, (condition) => condition.vitals.pain);
  const readings: Reading[] = [];
  const readingSeconds: number[] = [];
  const volumes: number[] = [];
  const state: VitalState = {
    volume: 1,
    airway: 0,
    chest: 0,
    brain: 0,
    systemic: 0,
    profile: SYSTEMIC.general,
    condition: -1,
    arousal: 1,
  };
  /** Scores by eye (1 to 4), verbal (1 to 5) and motor (1 to 6), three bits each: writers know them again. */
  const glasgow: (VitalSigns['gcs'] | undefined)[] = new Array(512).fill(undefined);
  let count = 0;
  let worstPain = 0;
  let painHalvesInDays = profiles.painHalvesInDays;
  let injurySeconds = 0;

  function worstPainOf(view: CarePathView): number {
    let worst = 0;
    for (let wound = 0; wound < view.woundCount; wound++) {
      const own = conditionPain[view.woundCondition(wound)];
      const pain = own > 0 ? own : profiles.painByAis[view.woundAis(wound)];
      if (pain > worst) worst = pain;
    }
    if (view.woundCount === 0 && view.conditionRow < conditionPain.length) {
      worst = conditionPain[view.conditionRow] * (PAIN_BY_SEVERITY[view.severity] ?? 1);
    }
    return worst + reader.painOffset() * profiles.painSpread * Math.min(1, worst / 4);
  }

  function painAt(seconds: number): number {
    const days = Math.max(0, seconds - injurySeconds) / SECONDS_PER_DAY;
    return worstPain / (1 + days / painHalvesInDays);
  }

  function daysToHalfPain(view: CarePathView): number {
    const usual = profiles.painHalvesInDays;
    if (view.outcome !== OUTCOME.returnedToDuty || worstPain <= MOST_PAIN_ON_DUTY) return usual;
    const days = Math.max(1, view.outcomeSeconds - injurySeconds) / SECONDS_PER_DAY;
    return Math.min(usual, days / (worstPain / MOST_PAIN_ON_DUTY - 1));
  }

  function glasgowOf({ eye, verbal, motor }: Reading): VitalSigns['gcs'] {
    const at = eye * 64 + verbal * 8 + motor;
    let score = glasgow[at];
    if (score === undefined) {
      score = { eye, verbal, motor, total: eye + verbal + motor };
      glasgow[at] = score;
    }
    return score;
  }

  function lastAt(seconds: number): number {
    let last = -1;
    while (last + 1 < count && readingSeconds[last + 1] <= seconds) last++;
    return last;
  }

  function systolicAt(seconds: number): number {
    return readings[lastAt(seconds)]?.systolic ?? Number.NaN;
  }

  return {
    measure(view, course) {
      reader.begin(view.number);
      chooseSystemicProfile(view, state);
      const { profile } = state;
      injurySeconds = view.injurySeconds;
      worstPain = worstPainOf(view);
      painHalvesInDays = daysToHalfPain(view);
      count = course.readingCount;
      for (let i = 0; i < count; i++) {
        const { event, after, echelon } = course.readings[i];
        const seconds = view.eventSeconds(event);
        state.volume = view.eventDetail(event) / STEPS;
        state.airway = view.eventSeverity(event, 0);
        state.chest = view.eventSeverity(event, 1);
        state.brain = view.eventSeverity(event, 2);
        state.systemic = view.eventSeverity(event, 3);
        // Until then the decline of whoever will be septic shows as that of an injury.
        const isTooEarly = profile === SYSTEMIC.sepsis && seconds - injurySeconds < EARLIEST_SEPSIS_SECONDS;
        state.profile = isTooEarly ? SYSTEMIC.general : profile;
        state.arousal = arousalAt(view.casualtyClass, (seconds - injurySeconds) / 60);
        const isOutdoors = echelon === 'poi' || echelon === 'transport';
        const shift = isOutdoors ? weather : weather * profiles.indoorShare;
        const measured = reader.measure(state, i, after === 'died', shift);
        const kept = readings[i];
        if (kept === undefined) readings.push({ ...measured });
        else copyReading(measured, kept);
        readingSeconds[i] = seconds;
        volumes[i] = Math.round(state.volume * 1000) / 1000;
      }
    },
    readingAt(stay) {
      let before = -1;
      for (let i = 0; i < count; i++) {
        if (readingSeconds[i] > stay.endSeconds) break;
        if (readingSeconds[i] >= stay.startSeconds) return i;
        before = i;
      }
      return before;
    },
    heartRate: (reading) => readings[reading].heartRate,
    systolic: (reading) => readings[reading].systolic,
    lastAt,
    systolicAt,
    gcsAt: (seconds) => readings[lastAt(seconds)]?.gcs ?? Number.NaN,
    lowestSystolic(stay) {
      let lowest = systolicAt(stay.startSeconds);
      for (let i = 0; i < count && readingSeconds[i] <= stay.endSeconds; i++) {
        const { systolic } = readings[i];
        if (readingSeconds[i] > stay.startSeconds && !(systolic >= lowest)) lowest = systolic;
      }
      return lowest;
    },
    respiratoryRate: (reading) => readings[reading].respiratoryRate,
    spo2: (reading) => readings[reading].spo2,
    gcs: (reading) => readings[reading].gcs,
    highestTemperature({ startSeconds, endSeconds }) {
      let highest = Number.NaN;
      for (let i = 0; i < count && readingSeconds[i] <= endSeconds; i++) {
        const { temperature } = readings[i];
        if (readingSeconds[i] >= startSeconds && !(temperature <= highest)) highest = temperature;
      }
      return highest;
    },
    volume: (reading) => volumes[reading],
    painAt,
    write(course, care) {
      const signs: VitalSigns[] = [];
      for (let i = 0; i < count; i++) {
        const reading = readings[i];
        const mark = course.readings[i];
        const seconds = readingSeconds[i];
        if (mark.after !== 'died' && care.isAsleepAt(seconds)) putToSleep(reading);
        const canReport = reading.gcs >= LEAST_GCS_TO_REPORT;
        const pain = canReport ? Math.round(painAt(seconds) - care.reliefAt(seconds)) : 0;
        signs.push({
          time: clock.write(seconds),
          at: mark.after,
          place: mark.place,
          heart_rate: reading.heartRate,
          systolic: reading.systolic,
          diastolic: reading.diastolic,
          respiratory_rate: reading.respiratoryRate,
          spo2: reading.spo2,
          gcs: glasgowOf(reading),
          temperature_c: reading.temperature,
          pain: pain < 0 ? 0 : Math.min(pain, 10),
          health_score: reading.healthScore,
          blood_volume_fraction: volumes[i],
        });
      }
      return signs;
    },
  };
}

/**
 * The signs of a ventilated patient under anaesthesia or sedation (decision 18): eyes closed, verbal 1
 * for the tube (1T), no movement; the ventilator's rate; oxygen makes up for most of what the lungs lack.
 */
function putToSleep(reading: Reading): void {
  reading.eye = 1;
  reading.verbal = 1;
  reading.motor = 1;
  reading.gcs = 3;
  reading.respiratoryRate = VENTILATOR_RATE + (reading.respiratoryRate % 3);
  reading.spo2 = Math.max(reading.spo2, Math.round(98 - (98 - reading.spo2) * UNMENDED_HYPOXIA));
  reading.healthScore = healthScore(
    reading.heartRate,
    reading.systolic,
    reading.respiratoryRate,
    reading.spo2,
    reading.gcs,
  );
}

function copyReading(from: Reading, to: Reading): void {
  to.heartRate = from.heartRate;
  to.systolic = from.systolic;
  to.diastolic = from.diastolic;
  to.respiratoryRate = from.respiratoryRate;
  to.spo2 = from.spo2;
  to.eye = from.eye;
  to.verbal = from.verbal;
  to.motor = from.motor;
  to.gcs = from.gcs;
  to.temperature = from.temperature;
  to.healthScore = from.healthScore;
}
