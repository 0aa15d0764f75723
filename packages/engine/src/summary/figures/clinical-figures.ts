import type { Summary } from '@medical-patients/contract';
import { OUTCOME, PATHWAY_WORDS, PREVENTABILITY_WORDS, REGION_WORDS } from '../../record/codes.js';
import {
  CAUSE_BINS,
  type CounterLayout,
  DAYS_AFTER,
  ISS_BINS,
  REASON_BINS,
  WOUND_BINS,
} from '../counter-layout.js';
import { countOf, quantileOfBins } from '../quantile-histogram.js';
import type { SummaryTally } from '../summary-tally.js';
import { SURGERY_WORDS } from '../words.js';
import { meanOf, rateOf, round } from './numbers.js';

/** Upper ends of the usual ISS bands. */
const ISS_BANDS = [
  { band: '0', from: 0, to: 0 },
  { band: '1–8', from: 1, to: 8 },
  { band: '9–15', from: 9, to: 15 },
  { band: '16–24', from: 16, to: 24 },
  { band: '25–49', from: 25, to: 49 },
  { band: '50–75', from: 50, to: 75 },
] as const;

export function woundFigures(tally: SummaryTally): Summary['wounds'] {
  const { counters, layout } = tally;
  const perCasualty = Array.from(counters.subarray(layout.woundsPer, layout.woundsPer + WOUND_BINS));
  const casualties = perCasualty.reduce((sum, n) => sum + n, 0);
  const wounds = perCasualty.reduce((sum, n, count) => sum + n * count, 0);
  let length = WOUND_BINS;
  while (length > 0 && perCasualty[length - 1] === 0) length--;
  const within = (at: number, from: number, to: number) => countOf(counters, at + from, to - from + 1);
  return {
    battle_casualties: casualties,
    wounds,
    mean_per_casualty: meanOf(wounds, casualties, 2),
    casualties_by_wounds: perCasualty.slice(0, length),
    by_region: REGION_WORDS.map((region, index) => ({
      region,
      n: counters[layout.woundRegion + index],
      percent: wounds === 0 ? null : round((100 * counters[layout.woundRegion + index]) / wounds, 1),
    })).filter((row) => row.n > 0),
    iss: ISS_BANDS.map(({ band, from, to }) => ({
      band,
      battle_casualties: within(layout.issBattle, from, to),
      kia: within(layout.issKia, from, to),
      reached_mtf: within(layout.issMtf, from, to),
      died_of_wounds: within(layout.issDow, from, to),
    })).filter((row) => row.battle_casualties > 0 || row.band !== '0'),
    iss_median_at_mtf: quantileOfBins(counters, layout.issMtf, ISS_BINS, 0.5, (bin) => bin),
  };
}

function deathRow(counters: Float64Array, at: (outcome: number) => number) {
  return {
    kia: counters[at(OUTCOME.kia)],
    dow: counters[at(OUTCOME.dow)],
    died_non_battle: counters[at(OUTCOME.diedNonBattle)],
  };
}

function preventability(counters: Float64Array, layout: CounterLayout): Summary['deaths']['preventability'] {
  return (['non-survivable', 'potentially-survivable'] as const).flatMap((judgement, survivable) =>
    PREVENTABILITY_WORDS.map((reason, index) => ({
      judgement,
      reason,
      ...deathRow(counters, (outcome) => layout.reason + (outcome * 2 + survivable) * REASON_BINS + index),
    })).filter((row) => row.kia + row.dow + row.died_non_battle > 0),
  );
}

export function deathFigures(tally: SummaryTally): Summary['deaths'] {
  const { counters, layout } = tally;
  const { scalar } = layout;
  // Two rows, non-survivable and survivable, of the first death outcome.
  const killed = countOf(counters, layout.cause + OUTCOME.kia * 2 * CAUSE_BINS, 2 * CAUSE_BINS);
  const within = (minutes: number, n: number) =>
    rateOf(
      {
        name: `Killed in action dead within ${minutes} min`,
        numerator: `died within ${minutes} min of injury`,
        denominator: 'killed in action',
      },
      n,
      killed,
    );
  return {
    by_cause: PATHWAY_WORDS.map((cause, index) => {
      const of = (outcome: number) => {
        const at = layout.cause + outcome * 2 * CAUSE_BINS + index;
        return counters[at] + counters[at + CAUSE_BINS];
      };
      return {
        cause,
        kia: of(OUTCOME.kia),
        dow: of(OUTCOME.dow),
        died_non_battle: of(OUTCOME.diedNonBattle),
      };
    }).filter((row) => row.kia + row.dow + row.died_non_battle > 0),
    preventability: preventability(counters, layout),
    kia_within_10_minutes: within(10, counters[scalar.kiaWithin10]),
    kia_within_60_minutes: within(60, counters[scalar.kiaWithin60]),
    kia_within_120_minutes: within(120, counters[scalar.kiaWithin120]),
  };
}

export function surgeryFigures(tally: SummaryTally): Summary['surgery'] {
  const { counters, layout } = tally;
  let timed = 0;
  let seconds = 0;
  for (let band = 0; band < 4; band++) {
    timed += counters[layout.surgeryTime + band * 3];
    seconds += counters[layout.surgeryTime + band * 3 + 1];
  }
  return {
    operations: counters[layout.scalar.operations],
    casualties_operated: counters[layout.scalar.operated],
    by_kind: SURGERY_WORDS.map((id, kind) => ({ id, n: counters[layout.surgeryKind + kind] })).filter(
      (row) => row.n > 0,
    ),
    by_role: Array.from(counters.subarray(layout.surgeryRole + 1, layout.surgeryRole + 5)),
    duration: { n: timed, mean_minutes: meanOf(seconds / 60, timed, 1) },
  };
}

export function bloodFigures(tally: SummaryTally): Summary['blood'] {
  const { counters, layout } = tally;
  const days: Summary['blood']['by_day'] = [];
  let units = 0;
  for (let day = 1; day <= layout.sizes.days + DAYS_AFTER + 1; day++) {
    const at = layout.bloodDay + (day - 1) * 5;
    const [beforeMtf, role1, role2, role3, role4] = counters.subarray(at, at + 5);
    units += beforeMtf + role1 + role2 + role3 + role4;
    days.push({
      day,
      before_mtf: beforeMtf,
      role_1: role1,
      role_2: role2,
      role_3: role3,
      role_4: role4,
    });
  }
  while (days.length > layout.sizes.days) {
    const last = days[days.length - 1];
    if (last.before_mtf + last.role_1 + last.role_2 + last.role_3 + last.role_4 > 0) break;
    days.pop();
  }
  return {
    units,
    casualties_transfused: counters[layout.scalar.transfused],
    massive_transfusions: counters[layout.scalar.massiveTransfusion],
    by_day: days,
  };
}
