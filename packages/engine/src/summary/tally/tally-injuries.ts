import type { CarePathView } from '../../record/care-path.js';
import { CLASS, FLAG, OUTCOME, PATHWAY } from '../../record/codes.js';
import { CAUSE_BINS, type CounterLayout, ISS_BINS, REASON_BINS, WOUND_BINS } from '../counter-layout.js';
import { NEVER, type PathFacts } from '../path-facts.js';
import { CONDITION_MARK, type SummaryFrame } from '../summary-frame.js';

/** Wounds of AIS 2 or less make a brain injury mild (concussion). */
const MILD_BRAIN_AIS = 2;

/** Counts deaths by cause and preventability, and how soon the killed died. */
export function tallyDeath(view: CarePathView, layout: CounterLayout, counters: Float64Array): void {
  if (view.outcome > OUTCOME.diedNonBattle) return;
  const survivable = (view.flags & FLAG.unsurvivable) === 0 ? 1 : 0;
  const row = view.outcome * 2 + survivable;
  counters[layout.cause + row * CAUSE_BINS + Math.min(view.cause, CAUSE_BINS - 1)]++;
  counters[layout.reason + row * REASON_BINS + Math.min(view.preventability, REASON_BINS - 1)]++;
  if (view.outcome !== OUTCOME.kia) return;
  const seconds = view.outcomeSeconds - view.injurySeconds;
  if (seconds <= 600) counters[layout.scalar.kiaWithin10]++;
  if (seconds <= 3_600) counters[layout.scalar.kiaWithin60]++;
  if (seconds <= 7_200) counters[layout.scalar.kiaWithin120]++;
}

/** Counts wounds, severity and the injuries that the scorecard asks for. */
export function tallyInjuries(
  view: CarePathView,
  facts: PathFacts,
  frame: SummaryFrame,
  layout: CounterLayout,
  counters: Float64Array,
  returned72: boolean,
): void {
  const scalar = layout.scalar;
  const battle = view.casualtyClass === CLASS.battleInjury;
  let marks = 0;
  let brainAis = 0;
  for (let wound = 0; wound < view.woundCount; wound++) {
    const mark = frame.conditionMarks[view.woundCondition(wound)];
    marks |= mark;
    if ((mark & CONDITION_MARK.brainInjury) !== 0) brainAis = Math.max(brainAis, view.woundAis(wound));
    if (battle) counters[layout.woundRegion + view.woundRegion(wound)]++;
  }
  // Published series are of the living who came to care.
  if ((marks & CONDITION_MARK.brainInjury) !== 0 && view.outcome !== OUTCOME.kia) {
    counters[scalar.brainInjuries]++;
    if (brainAis <= MILD_BRAIN_AIS) counters[scalar.brainInjuriesMild]++;
  }
  if (!battle) return;

  const iss = Math.min(view.iss, ISS_BINS - 1);
  const reachedMtf = facts.firstMtf !== NEVER;
  counters[layout.woundsPer + Math.min(view.woundCount, WOUND_BINS - 1)]++;
  counters[layout.issBattle + iss]++;
  if (view.outcome === OUTCOME.kia) {
    counters[layout.issKia + iss]++;
  } else if ((marks & CONDITION_MARK.majorAmputation) !== 0 || facts.amputated) {
    counters[scalar.amputations]++;
  }
  if (view.outcome === OUTCOME.dow) counters[layout.issDow + iss]++;
  if (reachedMtf) {
    counters[scalar.battleReachedMtf]++;
    counters[layout.issArrivals + iss]++;
    if (!returned72) {
      counters[layout.issMtf + iss]++;
      if (view.outcome !== OUTCOME.dow) counters[layout.issMtfSurvivor + iss]++;
    }
    if ((view.pathways & (1 << PATHWAY.torsoBleeding)) !== 0) {
      counters[scalar.torsoBleeding]++;
      if (view.outcome === OUTCOME.dow) counters[scalar.torsoBleedingDeaths]++;
    }
  }
  if (facts.reachedRole3 || view.outcome === OUTCOME.evacuated) {
    counters[scalar.evacuatedBattle]++;
    if ((marks & CONDITION_MARK.burn) !== 0) counters[scalar.evacuatedBurns]++;
  }
}
