import { CLASS, OUTCOME } from '../../record/codes.js';
import { CAUSE_BINS, COLUMN, GROUP_COLUMNS, ISS_BINS } from '../counter-layout.js';
import { totalFigures } from '../figures/outcome-figures.js';
import { countOf } from '../quantile-histogram.js';
import { populationAtRisk } from '../summary-frame.js';
import { type Evidence, type Measure, percentMeasure, unanswered } from './measure.js';

/** %KIA = KIA / (KIA + WIA − RTD72) (calibration 1.1). */
export function kiaPercent({ tally }: Evidence): Measure {
  const { kia, wounded_in_action, returned_to_duty_72h } = totalFigures(tally);
  return percentMeasure(kia, kia + wounded_in_action - returned_to_duty_72h);
}

/** %DOW = DOW / (WIA − RTD72). */
export function dowPercent({ tally }: Evidence): Measure {
  const { dow, wounded_in_action, returned_to_duty_72h } = totalFigures(tally);
  return percentMeasure(dow, wounded_in_action - returned_to_duty_72h);
}

/** CFR = (KIA + DOW) / (KIA + WIA). */
export function caseFatality({ tally }: Evidence): Measure {
  const { kia, dow, wounded_in_action } = totalFigures(tally);
  return percentMeasure(kia + dow, kia + wounded_in_action);
}

export function returned72Share({ tally }: Evidence): Measure {
  const { wounded_in_action, returned_to_duty_72h } = totalFigures(tally);
  return percentMeasure(returned_to_duty_72h, wounded_in_action);
}

export function deathsBeforeMtf({ tally }: Evidence): Measure {
  const { kia, dow } = totalFigures(tally);
  return percentMeasure(kia, kia + dow);
}

function killed({ counters, layout }: Evidence): number {
  return countOf(counters, layout.cause + OUTCOME.kia * 2 * CAUSE_BINS, 2 * CAUSE_BINS);
}
export function killedWithin10(evidence: Evidence): Measure {
  return percentMeasure(evidence.scalar('kiaWithin10'), killed(evidence));
}
export function killedWithin60(evidence: Evidence): Measure {
  return percentMeasure(evidence.scalar('kiaWithin60'), killed(evidence));
}
export function killedWithin120(evidence: Evidence): Measure {
  return percentMeasure(evidence.scalar('kiaWithin120'), killed(evidence));
}

function casualtiesOf({ counters, layout }: Evidence, casualtyClass: number): number {
  return countOf(counters, layout.byClass + casualtyClass * GROUP_COLUMNS, 6);
}

const NO_POPULATION = 'needs the population at risk of every front';

/** Disease and non-battle injury per 1,000 population at risk a day. */
export function dnbiRate(evidence: Evidence): Measure {
  const population = populationAtRisk(evidence.plan);
  if (population === null) return unanswered(NO_POPULATION);
  const n = casualtiesOf(evidence, CLASS.nonBattleInjury) + casualtiesOf(evidence, CLASS.disease);
  const personDays = (population * evidence.plan.scenario.days * evidence.runs) / 1_000;
  const half = 1.96 * Math.sqrt(n);
  return {
    n,
    value: n / personDays,
    low: Math.max(0, n - half) / personDays,
    high: (n + half) / personDays,
    note: 'casualties who reach the medical system; interval of a Poisson count',
  };
}

export function nonBattleShare(evidence: Evidence): Measure {
  const injuries = casualtiesOf(evidence, CLASS.nonBattleInjury);
  return percentMeasure(injuries, injuries + casualtiesOf(evidence, CLASS.disease));
}

const FIXED_TOTAL = 'the scenario fixes the number of casualties; only rates have a dispersion to compare';

/** Battle casualties, killed and wounded, on each day. */
function dailyBattle({ counters, layout }: Evidence): number[] {
  return Array.from(
    { length: layout.sizes.days },
    (_, day) => counters[layout.byDay + day * GROUP_COLUMNS + COLUMN.battle],
  );
}

/** Battle casualties per 1,000 a day, percent of the mean of the campaign that the scenario names. */
export function campaignRate(evidence: Evidence): Measure {
  const { scenario, referenceData } = evidence.plan;
  const campaign = scenario.casualties.rates?.campaign ?? null;
  if (campaign === null) return unanswered('the scenario names no campaign');
  const population = populationAtRisk(evidence.plan);
  if (population === null) return unanswered(NO_POPULATION);
  const days = scenario.days * evidence.runs;
  const battle = dailyBattle(evidence).reduce((sum, casualties) => sum + casualties, 0);
  const rate = (battle * 1_000) / (population * days);
  return {
    n: days,
    value: (100 * rate) / referenceData.model.campaigns[campaign].battleMean,
    low: null,
    high: null,
    note: 'n counts days; killed and wounded, as in the campaign table',
  };
}

/** Standard deviation of the daily number of battle casualties over its mean. */
export function dailyDispersion(evidence: Evidence): Measure {
  if (evidence.plan.scenario.casualties.rates === null) return unanswered(FIXED_TOTAL);
  if (evidence.runs > 1) return unanswered('days of several runs cannot be told apart once pooled');
  const days = dailyBattle(evidence);
  const mean = days.reduce((sum, casualties) => sum + casualties, 0) / days.length;
  if (mean === 0 || days.length < 2) return unanswered('no battle casualties, or a single day');
  const squares = days.reduce((sum, casualties) => sum + (casualties - mean) * (casualties - mean), 0);
  return {
    n: days.length,
    value: Math.sqrt(squares / (days.length - 1)) / mean,
    low: null,
    high: null,
    note: 'n counts days',
  };
}

/**
 * Expected mortality at a facility with prompt surgery, by ISS (calibration 2.4): 1–8 0.2 %, 9–15 1.5 %, 16–24 6 %,
 * 25–49 25 %, 50–75 60 %. Stands in for TRISS, whose coefficients are recalled only.
 */
function expectedMortality(iss: number): number {
  if (iss < 9) return 0.002;
  if (iss < 16) return 0.015;
  if (iss < 25) return 0.06;
  return iss < 50 ? 0.25 : 0.6;
}

/** W: expected less observed survivors among battle casualties at a facility, per 100. */
export function expectedLessObservedSurvivors({ counters, layout }: Evidence): Measure {
  let n = 0;
  let expectedDeaths = 0;
  let variance = 0;
  for (let iss = 0; iss < ISS_BINS; iss++) {
    const arrivals = counters[layout.issArrivals + iss];
    const mortality = expectedMortality(iss);
    n += arrivals;
    expectedDeaths += arrivals * mortality;
    variance += arrivals * mortality * (1 - mortality);
  }
  if (n === 0) return unanswered('nobody reached a facility');
  const deaths = countOf(counters, layout.issDow, ISS_BINS);
  // Expected survivors less observed ones are observed deaths less expected ones.
  const value = (100 * (deaths - expectedDeaths)) / n;
  const half = (1.96 * 100 * Math.sqrt(variance)) / n;
  return {
    n,
    value,
    low: value - half,
    high: value + half,
    note: 'expected deaths from published mortality by ISS band with prompt surgery, not from TRISS coefficients',
  };
}
