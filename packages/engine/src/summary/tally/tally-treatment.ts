import type { CarePathView } from '../../record/care-path.js';
import { CLASS, OUTCOME } from '../../record/codes.js';
import type { CounterLayout } from '../counter-layout.js';
import { NEVER, type PathFacts } from '../path-facts.js';

/** Ten units or more (calibration 5.5). */
const MASSIVE_UNITS = 10;
/** Below this fraction of normal blood volume a casualty counts as shocked: blood is given (starting parameters). */
const SHOCK_VOLUME = 0.8;
/** Blood counts as early within this time of injury (calibration check 33, F:58). */
const EARLY_BLOOD_SECONDS = 35 * 60;
const SECONDS_PER_DAY = 86_400;

/** Counts what the treatment checks ask of battle casualties: blood, tourniquets, Role 2. */
export function tallyTreatment(
  view: CarePathView,
  facts: PathFacts,
  layout: CounterLayout,
  counters: Float64Array,
): void {
  if (view.casualtyClass !== CLASS.battleInjury) return;
  const scalar = layout.scalar;
  if (facts.reachedRole2) {
    const units = view.bloodUnits;
    counters[scalar.admissions]++;
    if (units > 0) counters[scalar.admissionsTransfused]++;
    if (units >= MASSIVE_UNITS) counters[scalar.admissionsMassive]++;
    counters[scalar.admissionUnits] += units;
    counters[scalar.admissionUnitsSquared] += units * units;
  }
  if (facts.role2Place !== NEVER) {
    counters[scalar.role2Arrivals]++;
    if (view.outcome === OUTCOME.dow && view.outcomePlace === facts.role2Place) {
      counters[scalar.role2Deaths]++;
    }
  }
  if (facts.tourniquetOff !== NEVER) {
    const seconds = facts.tourniquetOff - facts.tourniquetOn;
    counters[scalar.tourniquets]++;
    counters[scalar.tourniquetSeconds] += seconds;
    counters[scalar.tourniquetSecondsSquared] += seconds * seconds;
  }
  // Picked up alive and bled into shock: with or without blood on the way (as in the published comparison).
  if (facts.collected === NEVER || view.lowestVolume >= SHOCK_VOLUME) return;
  const diedWithinDay =
    view.outcome <= OUTCOME.dow && view.outcomeSeconds - view.injurySeconds <= SECONDS_PER_DAY ? 1 : 0;
  if (facts.prehospitalBlood === NEVER) {
    counters[scalar.shockedWithoutBlood]++;
    counters[scalar.shockedWithoutBloodDeaths] += diedWithinDay;
  } else if (facts.prehospitalBlood - view.injurySeconds <= EARLY_BLOOD_SECONDS) {
    counters[scalar.shockedWithBlood]++;
    counters[scalar.shockedWithBloodDeaths] += diedWithinDay;
  }
}
