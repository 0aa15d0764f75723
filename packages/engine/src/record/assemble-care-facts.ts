import type { AllergyTable, History } from '@medical-patients/contract';
import type { DecidedCare } from './assemble-care-decided.js';
import type { CareItem } from './assemble-care-items.js';
import type { CareLog } from './assemble-care-log.js';
import { STEP } from './assemble-care-protocols.js';
import { type Course, STATION, type Stay } from './assemble-course.js';
import { isAsleepAt, isFastingAt, isTubeInAt } from './assemble-sleep.js';
import type { VitalsAssembler } from './assemble-vitals.js';
import type { CarePathView } from './care-path.js';
import { OUTCOME, PATHWAY } from './codes.js';

/** What is true of the patient as a stay begins: which steps apply, and what the patient tolerates. */
export interface PatientFacts {
  /** STEP bits. */
  bits: number;
  begin(view: CarePathView, course: Course, history: History): void;
  enter(stay: Stay, log: CareLog, decided: DecidedCare): void;
  tolerates(item: CareItem, seconds: number): boolean;
  /** Whether someone at this time would be intubated: airway or breathing fail, as a step asks for (`failing`). */
  isFailingAt(seconds: number): boolean;
  isAsleepAt(seconds: number): boolean;
  /** Whether a tube is in that was put in off the table. */
  isTubeInAt(seconds: number): boolean;
  /** Near death at a time: unconscious, with a pressure that any anaesthetic takes away. */
  isMoribundAt(seconds: number): boolean;
}

/** Blood loss class II (3.1). */
const SHOCK_VOLUME = 0.85;
const SHOCK_SYSTOLIC = 100;
/** Hypotension of an adult, mmHg: the usual bound. */
const HYPOTENSIVE_SYSTOLIC = 90;
/** Below this and comatose a patient off the table is given nothing that lowers pressure or breathing, mmHg. Estimate. */
const MORIBUND_SYSTOLIC = 60;
const HYPOXIC_SPO2 = 94;
const OBTUNDED_GCS = 8;
const DROWSY_GCS = 14;
/** Where moderate and severe pain begin on the scale of 0 to 10: the usual bounds. */
const PAIN_THAT_COUNTS = 4;
const SEVERE_PAIN = 7;
const SEVERE = 2;
/** Degrees Celsius from which a patient is called feverish: the usual bound for raised temperature. */
const FEVER = 37.8;
/** Opioids are kept from those who breathe badly (8.6: contraindicated in shock and respiratory failure). */
const LEAST_BREATHS = 10;
const LEAST_SPO2_FOR_OPIOIDS = 90;
/** Breathing fails beyond these: the usual bounds for a tube. */
const FAILING_SPO2 = 90;
const MOST_BREATHS = 35;
/** Nothing is swallowed below this consciousness. */
const LEAST_GCS_TO_SWALLOW = 14;
/** A transfusion is under way for this long. Estimate. */
const TRANSFUSION_SECONDS = 3600;
const BLEEDING =
  (1 << PATHWAY.limbBleeding) | (1 << PATHWAY.junctionalBleeding) | (1 << PATHWAY.torsoBleeding);

export function createPatientFacts(allergies: AllergyTable, vitals: VitalsAssembler): PatientFacts {
  const allergyOf = new Map(allergies.entries.map(({ coding, id }) => [coding.code, id]));
  let view: CarePathView;
  let course: Course;
  let allergy = '';
  let isShocked = false;
  let toleratesOpioids = true;
  let canSwallow = true;
  let isInIntensiveCare = false;
  let isOnTable = false;
  let tubeSeconds: readonly number[] = [];

  function isReturningFrom({ startSeconds }: Stay): boolean {
    return view.outcome === OUTCOME.returnedToDuty && startSeconds >= course.lastVisit.startSeconds;
  }

  function isFailing(reading: number): boolean {
    const breaths = vitals.respiratoryRate(reading);
    return (
      vitals.gcs(reading) <= OBTUNDED_GCS ||
      vitals.spo2(reading) < FAILING_SPO2 ||
      breaths < LEAST_BREATHS ||
      breaths > MOST_BREATHS
    );
  }

  const facts: PatientFacts = {
    bits: STEP.always,
    begin(currentView, currentCourse, history) {
      view = currentView;
      course = currentCourse;
      allergy = '';
      for (const { code } of history.allergies) allergy = allergyOf.get(code) ?? allergy;
    },
    enter(stay, log, decided) {
      const reading = vitals.readingAt(stay);
      let bits: number = STEP.always;
      isOnTable = stay.station === STATION.surgery;
      isInIntensiveCare = stay.station === STATION.icu;
      tubeSeconds = decided.tubeSeconds;
      const isKnown = reading >= 0;
      const gcs = isKnown ? vitals.gcs(reading) : 15;
      const spo2 = isKnown ? vitals.spo2(reading) : 98;
      isShocked =
        isKnown && (vitals.volume(reading) <= SHOCK_VOLUME || vitals.systolic(reading) < SHOCK_SYSTOLIC);
      toleratesOpioids =
        !isShocked &&
        (!isKnown || vitals.respiratoryRate(reading) >= LEAST_BREATHS) &&
        spo2 >= LEAST_SPO2_FOR_OPIOIDS;
      canSwallow =
        gcs >= LEAST_GCS_TO_SWALLOW && !isAsleepAt(course, decided.tubeSeconds, stay.startSeconds + 1);
      if (isShocked) bits |= STEP.shocked;
      if (isKnown && vitals.lowestSystolic(stay) < HYPOTENSIVE_SYSTOLIC) bits |= STEP.hypotensive;
      if (stay.station === STATION.outpatient && vitals.highestTemperature(stay) >= FEVER)
        bits |= STEP.feverish;
      if (isReturningFrom(stay)) bits |= STEP.returning;
      if (stay.station === STATION.surgery)
        bits |= stay.isDamageControl ? STEP.damageControl : STEP.definitive;
      if (spo2 < HYPOXIC_SPO2) bits |= STEP.hypoxic;
      if (gcs <= OBTUNDED_GCS) bits |= STEP.obtunded;
      else if (gcs <= DROWSY_GCS) bits |= STEP.drowsy;
      if (isKnown && isFailing(reading)) bits |= STEP.failing;
      const isSevere = view.pathways !== 0 || (view.woundCount === 0 && view.severity === SEVERE);
      bits |= isSevere ? STEP.severe : STEP.notSevere;
      if (decided.isTransfusing(stay.startSeconds - TRANSFUSION_SECONDS, stay.endSeconds)) {
        bits |= STEP.majorBleeding;
      }
      if (isTubeInAt(course, tubeSeconds, stay.endSeconds)) bits |= STEP.ventilated;
      const pain = vitals.painAt(stay.startSeconds) - log.reliefAt(stay.startSeconds);
      if (pain >= PAIN_THAT_COUNTS) {
        bits |= STEP.inPain | (pain >= SEVERE_PAIN ? STEP.inSeverePain : STEP.inModeratePain);
      }
      if (course.infectedSeconds <= stay.endSeconds) bits |= STEP.infected;
      if (course.diedSeconds <= stay.endSeconds) bits |= STEP.inArrest;
      facts.bits = bits;
    },
    tolerates(item, seconds) {
      if (item.isOpioid && !toleratesOpioids) return false;
      if (item.isDepressant && !isOnTable && facts.isMoribundAt(seconds)) return false;
      if (item.isNsaid && (isShocked || (view.pathways & BLEEDING) !== 0)) return false;
      if (item.isSedative && isInIntensiveCare && !isAsleepAt(course, tubeSeconds, seconds)) return false;
      if (item.isVasopressor && !(vitals.systolicAt(seconds) < HYPOTENSIVE_SYSTOLIC)) return false;
      if (item.isOral && (!canSwallow || isFastingAt(course, seconds))) return false;
      return allergy === '' || !item.contraindicatedBy.includes(allergy);
    },
    isFailingAt(seconds) {
      const reading = vitals.lastAt(seconds);
      return reading >= 0 && isFailing(reading);
    },
    isAsleepAt: (seconds) => isAsleepAt(course, tubeSeconds, seconds),
    isTubeInAt: (seconds) => isTubeInAt(course, tubeSeconds, seconds),
    isMoribundAt: (seconds) =>
      vitals.systolicAt(seconds) < MORIBUND_SYSTOLIC && vitals.gcsAt(seconds) <= OBTUNDED_GCS,
  };
  return facts;
}
