import type { CheckBand, EvidenceCheck, Scorecard, ScorecardRow } from '@medical-patients/contract';
import type { Plan } from '../../compile/plan.js';
import { roundOrNull } from '../figures/numbers.js';
import { SummaryTally } from '../summary-tally.js';
import { type Evidence, evidenceOf, type Measure, unanswered } from './measure.js';
import { type ChosenBand, selectBand } from './select-band.js';
import { type Setting, settingOf } from './setting.js';
import { measureOf } from './statistics.js';
import { verdictOf, verdictText } from './verdict.js';

/** What verification found for a structural check: how many records it looked at, how many broke the rule. */
export interface StructuralFinding {
  readonly records: number;
  readonly violations: number;
  /** Which of them it looked at, and who did; `medpat verify` looks at all. */
  readonly note?: string;
}

/** Findings by number of the check. */
export type StructuralFindings = Readonly<Record<number, StructuralFinding>>;

const VERIFIED = 'verified by medpat verify';

type Statistic = EvidenceCheck['statistics'][number];

function structuralMeasure(finding: StructuralFinding | undefined): Measure {
  if (finding === undefined) return unanswered('not looked at here: run medpat verify on the run folder');
  const { records, violations, note = VERIFIED } = finding;
  return {
    n: records,
    value: records === 0 ? null : (100 * (records - violations)) / records,
    low: null,
    high: null,
    note: records === 0 ? `nothing to look at (${note})` : note,
  };
}

function rowOf(
  check: EvidenceCheck,
  statistic: Statistic,
  measure: Measure,
  chosen: ChosenBand | null,
): ScorecardRow {
  const band = chosen?.band ?? null;
  const isWeak = check.evidence === 'weak' || (band !== null && band.setting === 'lsco');
  const bandClass = band?.class ?? check.class;
  const verdict = chosen === null ? 'not-applicable' : verdictOf(measure, chosen, check.minimumN);
  return {
    check: check.number,
    id: statistic.id,
    statistic: statistic.title,
    unit: statistic.unit,
    denominator: check.denominator,
    n: measure.n,
    value: roundOrNull(measure.value, 3),
    low: roundOrNull(measure.low, 3),
    high: roundOrNull(measure.high, 3),
    published: check.publishedText,
    band:
      band === null ? null : { low: band.low, high: band.high, setting: band.setting, variant: band.variant },
    sources: check.sources.map((n) => `F:${n}`),
    strength: isWeak ? 'weak' : 'strong',
    class: bandClass,
    applies: band !== null && verdict !== 'not-applicable',
    verdict,
    verdict_text: verdictText(verdict, bandClass, isWeak),
    note: measure.note ?? (band === null ? 'no band for this setting' : ''),
  };
}

/** A rate that the scenario itself fixes by its total cannot fail the model: it only warns the planner. */
function softened(chosen: ChosenBand | null, id: string, plan: Plan): ChosenBand | null {
  if (chosen === null || id !== 'dnbi-rate' || plan.scenario.casualties.rates !== null) return chosen;
  const soft = (band: CheckBand): CheckBand => ({ ...band, class: 'soft' });
  return { band: soft(chosen.band), outer: chosen.outer.map(soft) };
}

function rowsOf(
  evidence: Evidence,
  setting: Setting,
  structural: StructuralFindings | undefined,
): ScorecardRow[] {
  return evidence.plan.referenceData.evidence.checks.flatMap((check) =>
    check.statistics.map((statistic) => {
      const band = softened(selectBand(statistic, setting, evidence.plan), statistic.id, evidence.plan);
      const measure =
        check.class === 'structural'
          ? structuralMeasure(structural?.[check.number])
          : measureOf(statistic.id, evidence);
      return rowOf(check, statistic, measure, band);
    }),
  );
}

/**
 * The reference checks against a tally.
 *
 * @param runs how many runs were added up in the tally
 * @param structural what a look at the records found; without it structural checks are not applicable
 */
export function scorecardOf(
  tally: SummaryTally,
  plan: Plan,
  runs: number,
  structural?: StructuralFindings,
): Scorecard {
  const setting = settingOf(plan.scenario);
  const rows = rowsOf(evidenceOf(tally, plan, runs), setting, structural);
  const cited = new Set(rows.flatMap((row) => row.sources));
  return {
    setting: setting.id,
    setting_reason: setting.reason,
    pooled_runs: runs,
    rows,
    sources: plan.referenceData.evidence.sources
      .map((source) => ({ tag: `F:${source.n}`, title: source.title }))
      .filter((source) => cited.has(source.tag)),
  };
}

/**
 * One scorecard over several runs of the same scenario with different seeds.
 *
 * @param counters `SummaryTally.counters` of each run
 * @throws RangeError when counters belong to another plan
 */
export function poolScorecards(
  plan: Plan,
  counters: readonly Float64Array[],
  structural?: StructuralFindings,
): Scorecard {
  const pooled = new SummaryTally(plan);
  for (const run of counters) pooled.mergeCounters(run);
  return scorecardOf(pooled, plan, counters.length, structural);
}
