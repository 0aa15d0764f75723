import { OUTCOME, PATHWAY } from '../../record/codes.js';
import { CAUSE_BINS } from '../counter-layout.js';
import { countOf } from '../quantile-histogram.js';
import { type Evidence, type Measure, percentMeasure } from './measure.js';

const NON_SURVIVABLE = 0;
const SURVIVABLE = 1;

function deaths(
  { counters, layout }: Evidence,
  outcome: number,
  survivable: number,
  causes: number[],
): number {
  const at = layout.cause + (outcome * 2 + survivable) * CAUSE_BINS;
  return causes.reduce((sum, cause) => sum + counters[at + cause], 0);
}

function allDeaths({ counters, layout }: Evidence, outcome: number, survivable: number): number {
  return countOf(counters, layout.cause + (outcome * 2 + survivable) * CAUSE_BINS, CAUSE_BINS);
}

const BLEEDING = [PATHWAY.limbBleeding, PATHWAY.junctionalBleeding, PATHWAY.torsoBleeding];

/** Bleeding among the killed who could have lived. */
export function killedByBleeding(evidence: Evidence): Measure {
  return percentMeasure(
    deaths(evidence, OUTCOME.kia, SURVIVABLE, BLEEDING),
    allDeaths(evidence, OUTCOME.kia, SURVIVABLE),
  );
}

function bleedingSite(evidence: Evidence, pathway: number): Measure {
  return percentMeasure(
    deaths(evidence, OUTCOME.kia, SURVIVABLE, [pathway]),
    deaths(evidence, OUTCOME.kia, SURVIVABLE, BLEEDING),
  );
}
export function killedByTorsoBleeding(evidence: Evidence): Measure {
  return bleedingSite(evidence, PATHWAY.torsoBleeding);
}
export function killedByJunctionalBleeding(evidence: Evidence): Measure {
  return bleedingSite(evidence, PATHWAY.junctionalBleeding);
}
export function killedByLimbBleeding(evidence: Evidence): Measure {
  return bleedingSite(evidence, PATHWAY.limbBleeding);
}

/** Brain injury among the died of wounds whom no care could have saved. */
export function diedOfBrainInjury(evidence: Evidence): Measure {
  return percentMeasure(
    deaths(evidence, OUTCOME.dow, NON_SURVIVABLE, [PATHWAY.brain]),
    allDeaths(evidence, OUTCOME.dow, NON_SURVIVABLE),
  );
}

/** Bleeding among the died of wounds who could have lived. */
export function diedOfBleeding(evidence: Evidence): Measure {
  return percentMeasure(
    deaths(evidence, OUTCOME.dow, SURVIVABLE, BLEEDING),
    allDeaths(evidence, OUTCOME.dow, SURVIVABLE),
  );
}
