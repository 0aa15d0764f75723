import type { CarePathView } from '../../record/care-path.js';
import { CLASS, OUTCOME } from '../../record/codes.js';
import {
  CARE_GROUP,
  CARE_GROUP_COUNT,
  CARE_TIME,
  type CounterLayout,
  PLACE_COLUMN,
  PLACE_COLUMNS,
} from '../counter-layout.js';
import { NEVER, type PathFacts } from '../path-facts.js';
import { binOfSeconds, DURATION_BINS } from '../quantile-histogram.js';
import type { SummaryFrame } from '../summary-frame.js';

const SECONDS_PER_MINUTE = 60;
/** Limits of the 10-1-2 timeline in seconds, by `CARE_TIME` (calibration 5.1, F:70). */
export const CARE_LIMIT_SECONDS = [600, 3_600, 3_600, 7_200, 7_200];
const TRUE_OR_ASSESSED_T1 = 0;

function tallyTime(
  layout: CounterLayout,
  counters: Float64Array,
  measure: number,
  groups: number,
  seconds: number,
): void {
  const bin = binOfSeconds(seconds);
  const within = seconds <= CARE_LIMIT_SECONDS[measure] ? 1 : 0;
  for (let group = 0; group < CARE_GROUP_COUNT; group++) {
    if ((groups & (1 << group)) === 0) continue;
    const slot = measure * CARE_GROUP_COUNT + group;
    counters[layout.careWithin + slot] += within;
    counters[layout.careBins + slot * DURATION_BINS + bin]++;
  }
}

/** Counts triage and the instants of care of one casualty. */
export function tallyCare(
  view: CarePathView,
  facts: PathFacts,
  frame: SummaryFrame,
  layout: CounterLayout,
  counters: Float64Array,
): void {
  const scalar = layout.scalar;
  const injured = view.injurySeconds;
  const battle = view.casualtyClass === CLASS.battleInjury;
  counters[layout.trueMix + (view.trueTriage & 3)]++;
  if (facts.firstAssessed === NEVER) {
    counters[scalar.neverAssessed]++;
  } else {
    counters[layout.assessedMix + facts.firstAssessed]++;
    counters[layout.confusion + facts.firstTrue * 4 + facts.firstAssessed]++;
  }

  // Care follows the assessed category; ground truth stands in for those nobody assessed.
  const category = facts.firstAssessed === NEVER ? view.trueTriage : facts.firstAssessed;
  const groups =
    (1 << CARE_GROUP.all) |
    (battle ? 1 << CARE_GROUP.battle : 0) |
    (battle && category === TRUE_OR_ASSESSED_T1 ? 1 << CARE_GROUP.battleT1 : 0);
  for (let group = 0; group < CARE_GROUP_COUNT; group++) {
    if ((groups & (1 << group)) !== 0) counters[layout.careGroup + group]++;
  }
  if (facts.firstAid !== NEVER) {
    tallyTime(layout, counters, CARE_TIME.firstAid, groups, facts.firstAid - injured);
  }
  if (facts.firstDcr !== NEVER) {
    tallyTime(layout, counters, CARE_TIME.firstDcr, groups, facts.firstDcr - injured);
  }
  if (facts.surgicalFacility !== NEVER) {
    const seconds = facts.surgicalFacility - injured;
    tallyTime(layout, counters, CARE_TIME.surgicalFacility, groups, seconds);
    if (battle && seconds <= 60 * SECONDS_PER_MINUTE) {
      counters[scalar.surgicalWithin60]++;
      if ((groups & (1 << CARE_GROUP.battleT1)) !== 0) counters[scalar.surgicalWithin60T1]++;
    }
  }
  if (facts.incision !== NEVER) {
    tallyTime(layout, counters, CARE_TIME.incision, groups, facts.incision - injured);
    counters[scalar.operated]++;
  }
  if (facts.firstMtf !== NEVER) {
    tallyTime(layout, counters, CARE_TIME.firstMtf, groups, facts.firstMtf - injured);
    counters[scalar.reachedMtf]++;
  }
  if (view.bloodUnits > 0) counters[scalar.transfused]++;
  if (view.bloodUnits >= 10) counters[scalar.massiveTransfusion]++;

  const place = view.outcomePlace;
  // A path ends at the place to which a vehicle was on its way.
  if (frame.roles[place] > 0 && !facts.isUnderWay) {
    const row = layout.place + place * PLACE_COLUMNS;
    if (view.outcome <= OUTCOME.diedNonBattle) counters[row + PLACE_COLUMN.deaths]++;
    else if (view.outcome === OUTCOME.returnedToDuty) counters[row + PLACE_COLUMN.returned]++;
  }
}
