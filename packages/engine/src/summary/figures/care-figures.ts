import type { CARE_TIME_GROUPS, CARE_TIMES, Summary } from '@medical-patients/contract';
import { PRECEDENCE_WORDS } from '../../record/codes.js';
import { CARE_GROUP_COUNT, PRECEDENCES } from '../counter-layout.js';
import { countOf, DURATION_BINS, quantileOfBins, secondsOfBin } from '../quantile-histogram.js';
import type { SummaryTally } from '../summary-tally.js';
import { CARE_LIMIT_SECONDS } from '../tally/tally-care.js';
import { rateOf, roundOrNull } from './numbers.js';

const MEASURES: typeof CARE_TIMES = [
  'first-aid',
  'first-mtf',
  'first-dcr-element',
  'surgical-facility',
  'incision',
];
const MEASURE_NAMES = [
  'Bleeding or airway control',
  'First medical facility',
  'First element of damage control resuscitation',
  'Arrival at a surgical facility',
  'Incision',
];
const GROUPS: typeof CARE_TIME_GROUPS = ['all', 'battle', 'battle-t1'];
const GROUP_TEXTS = [
  'all casualties',
  'battle casualties',
  'battle casualties first assessed T1 (truly T1 where nobody assessed them)',
];

function minutesQuantile(counters: Float64Array, at: number, quantile: number): number | null {
  const seconds = quantileOfBins(counters, at, DURATION_BINS, quantile, secondsOfBin);
  return seconds === null ? null : roundOrNull(seconds / 60, 1);
}

/** Times from injury to each instant of care, by group, with the share inside the 10-1-2 limits. */
export function careTimeFigures(tally: SummaryTally): Summary['care_times'] {
  const { counters, layout } = tally;
  return MEASURES.flatMap((measure, measureIndex) =>
    GROUPS.map((group, groupIndex) => {
      const slot = measureIndex * CARE_GROUP_COUNT + groupIndex;
      const at = layout.careBins + slot * DURATION_BINS;
      const n = countOf(counters, at, DURATION_BINS);
      const limit = CARE_LIMIT_SECONDS[measureIndex] / 60;
      return {
        measure,
        name: MEASURE_NAMES[measureIndex],
        group,
        group_text: GROUP_TEXTS[groupIndex],
        n,
        of: counters[layout.careGroup + groupIndex],
        median_minutes: minutesQuantile(counters, at, 0.5),
        p90_minutes: minutesQuantile(counters, at, 0.9),
        limit_minutes: limit,
        within_limit: rateOf(
          {
            name: `${MEASURE_NAMES[measureIndex]} within ${limit} min`,
            numerator: `reached within ${limit} min of injury`,
            denominator: `${GROUP_TEXTS[groupIndex]} for whom it came`,
          },
          counters[layout.careWithin + slot],
          n,
        ),
      };
    }),
  );
}

function mixOf(counters: Float64Array, at: number) {
  return { t1: counters[at], t2: counters[at + 1], t3: counters[at + 2], t4: counters[at + 3] };
}

/** Counts behind sensitivity and specificity of T1; true T4 are neither, they are beyond the question. */
export function triageAccuracy(tally: SummaryTally) {
  const { counters, layout } = tally;
  const cell = (truth: number, assessed: number) => counters[layout.confusion + truth * 4 + assessed];
  let trueT1 = 0;
  let notT1 = 0;
  let calledNotT1 = 0;
  for (let assessed = 0; assessed < 4; assessed++) {
    trueT1 += cell(0, assessed);
    for (const truth of [1, 2]) {
      notT1 += cell(truth, assessed);
      if (assessed !== 0) calledNotT1 += cell(truth, assessed);
    }
  }
  return { trueT1, calledT1: cell(0, 0), notT1, calledNotT1 };
}

export function triageFigures(tally: SummaryTally): Summary['triage'] {
  const { counters, layout } = tally;
  const accuracy = triageAccuracy(tally);
  return {
    true_mix: mixOf(counters, layout.trueMix),
    assessed_mix: mixOf(counters, layout.assessedMix),
    never_assessed: counters[layout.scalar.neverAssessed],
    confusion: Array.from({ length: 4 }, (_, truth) =>
      Array.from(counters.subarray(layout.confusion + truth * 4, layout.confusion + truth * 4 + 4)),
    ),
    sensitivity_t1: rateOf(
      {
        name: 'Sensitivity for T1',
        numerator: 'assessed T1 at the first triage',
        denominator: 'truly T1 at the first triage',
      },
      accuracy.calledT1,
      accuracy.trueT1,
    ),
    specificity_t1: rateOf(
      {
        name: 'Specificity for T1',
        numerator: 'not assessed T1 at the first triage',
        denominator: 'truly T2 or T3 at the first triage',
      },
      accuracy.calledNotT1,
      accuracy.notT1,
    ),
  };
}

/** Waits from a request for evacuation to the pick-up. */
export function evacuationFigures(tally: SummaryTally): Summary['evacuation_delays'] {
  const { counters, layout } = tally;
  const rows: Summary['evacuation_delays'] = [];
  for (const [origin, from] of (['point-of-injury', 'facility'] as const).entries()) {
    for (let precedence = 0; precedence < PRECEDENCES; precedence++) {
      const slot = origin * PRECEDENCES + precedence;
      const at = layout.requestBins + slot * DURATION_BINS;
      const requests = counters[layout.requests + slot];
      if (requests === 0) continue;
      rows.push({
        from,
        precedence: PRECEDENCE_WORDS[precedence],
        requests,
        answered: countOf(counters, at, DURATION_BINS),
        median_minutes: minutesQuantile(counters, at, 0.5),
        p90_minutes: minutesQuantile(counters, at, 0.9),
      });
    }
  }
  return rows;
}
