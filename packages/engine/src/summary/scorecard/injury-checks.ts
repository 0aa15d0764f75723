import type { Mechanism as MechanismWord } from '@medical-patients/contract';
import { OUTCOME, REGION_WORDS } from '../../record/codes.js';
import { COLUMN, GROUP_COLUMNS, ISS_BINS, REGION_BINS, WOUND_BINS } from '../counter-layout.js';
import { countOf } from '../quantile-histogram.js';
import { type Evidence, type Measure, meanMeasure, percentMeasure, quantileMeasure } from './measure.js';

/** Mechanisms that the series call explosive or fragment. */
const EXPLOSIVE: readonly MechanismWord[] = [
  'artillery_fragment',
  'drone_munition',
  'mine_ied_dismounted',
  'mine_ied_mounted',
  'blast_overpressure',
];

export function explosiveShare({ counters, layout, plan }: Evidence): Measure {
  let explosive = 0;
  let wounded = 0;
  for (const [index, mechanism] of plan.referenceData.model.mechanisms.entries()) {
    const row = layout.byMechanism + index * GROUP_COLUMNS;
    const n = counters[row + COLUMN.battle] - counters[row + OUTCOME.kia];
    wounded += n;
    if ((EXPLOSIVE as readonly string[]).includes(mechanism.id)) explosive += n;
  }
  return percentMeasure(explosive, wounded);
}

function regionShare({ counters, layout }: Evidence, regions: readonly string[]): Measure {
  const inRegions = REGION_WORDS.reduce(
    (sum, region, index) => sum + (regions.includes(region) ? counters[layout.woundRegion + index] : 0),
    0,
  );
  return percentMeasure(inRegions, countOf(counters, layout.woundRegion, REGION_BINS));
}
export function limbWounds(evidence: Evidence): Measure {
  return regionShare(evidence, ['upper_limb', 'lower_limb']);
}
export function thoraxWounds(evidence: Evidence): Measure {
  return regionShare(evidence, ['thorax']);
}
/** With the pelvis, as in the series. */
export function abdomenWounds(evidence: Evidence): Measure {
  return regionShare(evidence, ['abdomen', 'pelvis']);
}

export function woundsPerCasualty({ counters, layout }: Evidence): Measure {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let wounds = 0; wounds < WOUND_BINS; wounds++) {
    const casualties = counters[layout.woundsPer + wounds];
    n += casualties;
    sum += casualties * wounds;
    squares += casualties * wounds * wounds;
  }
  return meanMeasure(n, sum, squares, 1);
}

function issBins(at: number) {
  return { at, bins: ISS_BINS, valueOf: (bin: number) => bin };
}
/** Survivors at a facility, without those back on duty within 72 h, as published. */
export function issMedianAtMtf({ counters, layout }: Evidence): Measure {
  return quantileMeasure(counters, issBins(layout.issMtfSurvivor), 0.5);
}
export function issThirdQuartileAtMtf({ counters, layout }: Evidence): Measure {
  return quantileMeasure(counters, issBins(layout.issMtfSurvivor), 0.75);
}
export function issMedianOfKilled({ counters, layout }: Evidence): Measure {
  return quantileMeasure(counters, issBins(layout.issKia), 0.5);
}

const AT_FACILITY = 'of battle casualties who reached a facility, as in the registry series';
export function torsoBleedingShare(evidence: Evidence): Measure {
  return percentMeasure(evidence.scalar('torsoBleeding'), evidence.scalar('battleReachedMtf'), AT_FACILITY);
}
export function torsoBleedingMortality(evidence: Evidence): Measure {
  return percentMeasure(
    evidence.scalar('torsoBleedingDeaths'),
    evidence.scalar('torsoBleeding'),
    AT_FACILITY,
  );
}

export function majorAmputations(evidence: Evidence): Measure {
  const { counters, layout } = evidence;
  const battle = countOf(counters, layout.issBattle, ISS_BINS);
  return percentMeasure(
    evidence.scalar('amputations'),
    battle - countOf(counters, layout.issKia, ISS_BINS),
    'traumatic and surgical, above hand or foot',
  );
}

export function burnsOfEvacuated(evidence: Evidence): Measure {
  return percentMeasure(
    evidence.scalar('evacuatedBurns'),
    evidence.scalar('evacuatedBattle'),
    'evacuated: reached Role 3 or left the theatre',
  );
}

export function mildBrainInjuries(evidence: Evidence): Measure {
  return percentMeasure(
    evidence.scalar('brainInjuriesMild'),
    evidence.scalar('brainInjuries'),
    'casualties not killed in action; mild: no intracranial injury above AIS 2',
  );
}
