import { exp } from '../../random/det-math.js';
import { CARE_GROUP, CARE_GROUP_COUNT, CARE_TIME } from '../counter-layout.js';
import { triageAccuracy } from '../figures/care-figures.js';
import { countOf, DURATION_BINS, secondsOfBin } from '../quantile-histogram.js';
import { Z95 } from '../wilson.js';
import {
  type Bins,
  type Evidence,
  type Measure,
  meanMeasure,
  percentMeasure,
  quantileMeasure,
  unanswered,
} from './measure.js';

const ADMITTED = 'battle casualties who reached Role 2 or higher';

export function transfusedShare(evidence: Evidence): Measure {
  return percentMeasure(evidence.scalar('admissionsTransfused'), evidence.scalar('admissions'), ADMITTED);
}
export function massiveTransfusionShare(evidence: Evidence): Measure {
  return percentMeasure(evidence.scalar('admissionsMassive'), evidence.scalar('admissions'), ADMITTED);
}
export function unitsPerAdmitted(evidence: Evidence): Measure {
  return meanMeasure(
    evidence.scalar('admissions'),
    evidence.scalar('admissionUnits'),
    evidence.scalar('admissionUnitsSquared'),
    1,
    ADMITTED,
  );
}

function surgicalArrival({ layout }: Evidence): Bins {
  const slot = CARE_TIME.surgicalFacility * CARE_GROUP_COUNT + CARE_GROUP.battleT1;
  return {
    at: layout.careBins + slot * DURATION_BINS,
    bins: DURATION_BINS,
    valueOf: (bin) => secondsOfBin(bin) / 60,
  };
}
const T1_ARRIVAL = 'battle casualties assessed T1, arrival at a surgical facility';

/** Median minutes from injury to a surgical facility. */
export function surgicalArrivalMedian(evidence: Evidence): Measure {
  return quantileMeasure(evidence.counters, surgicalArrival(evidence), 0.5, T1_ARRIVAL);
}
export function surgicalArrivalWithin60(evidence: Evidence): Measure {
  const { at, bins } = surgicalArrival(evidence);
  return percentMeasure(
    evidence.scalar('surgicalWithin60T1'),
    countOf(evidence.counters, at, bins),
    T1_ARRIVAL,
  );
}

export function tourniquetMinutes(evidence: Evidence): Measure {
  return meanMeasure(
    evidence.scalar('tourniquets'),
    evidence.scalar('tourniquetSeconds'),
    evidence.scalar('tourniquetSecondsSquared'),
    1 / 60,
    'from application to the end of treatment or the start of surgery at a facility',
  );
}

/** Bands of ISS whose operations the series call moderate and severe (calibration 5.2). */
function operativeMinutes({ counters, layout }: Evidence, band: number): Measure {
  const at = layout.surgeryTime + band * 3;
  const scale = 1 / 60;
  return meanMeasure(counters[at], counters[at + 1], counters[at + 2], scale);
}
export function operativeMinutesModerate(evidence: Evidence): Measure {
  return operativeMinutes(evidence, 1);
}
export function operativeMinutesSevere(evidence: Evidence): Measure {
  return operativeMinutes(evidence, 2);
}

export function aliveFromRole2(evidence: Evidence): Measure {
  const arrivals = evidence.scalar('role2Arrivals');
  return percentMeasure(arrivals - evidence.scalar('role2Deaths'), arrivals);
}

export function damageControlShare(evidence: Evidence): Measure {
  return percentMeasure(
    evidence.scalar('role2DamageControl'),
    evidence.scalar('role2Operations'),
    'of operations at Role 2',
  );
}

/** Mortality within 24 h with blood before the facility over that without, among the shocked. */
export function bloodMortalityRatio(evidence: Evidence): Measure {
  const withBlood = evidence.scalar('shockedWithBlood');
  const without = evidence.scalar('shockedWithoutBlood');
  const diedWith = evidence.scalar('shockedWithBloodDeaths');
  const diedWithout = evidence.scalar('shockedWithoutBloodDeaths');
  if (withBlood === 0 || diedWithout === 0) {
    return unanswered('needs shocked casualties with and without blood before a facility');
  }
  const ratio = diedWith / withBlood / (diedWithout / without);
  const note = `picked up alive, lowest blood volume under 80 %: ${diedWith} of ${withBlood} with blood within 35 min died within 24 h, ${diedWithout} of ${without} without`;
  if (diedWith === 0) return { n: withBlood, value: ratio, low: null, high: null, note };
  // Normal interval of the logarithm of a ratio of two proportions.
  const half = Z95 * Math.sqrt(1 / diedWith - 1 / withBlood + 1 / diedWithout - 1 / without);
  return { n: withBlood, value: ratio, low: ratio * exp(-half), high: ratio * exp(half), note };
}

export function triageSensitivity({ tally }: Evidence): Measure {
  const { calledT1, trueT1 } = triageAccuracy(tally);
  return percentMeasure(calledT1, trueT1, 'first triage');
}
export function triageSpecificity({ tally }: Evidence): Measure {
  const { calledNotT1, notT1 } = triageAccuracy(tally);
  return percentMeasure(calledNotT1, notT1, 'first triage; truly T2 and T3');
}
