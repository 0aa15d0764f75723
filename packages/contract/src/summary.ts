import * as z from 'zod';

/**
 * The summary of a run (`summary.json`): what a commander, a planner and a physician ask of it. Counts are of
 * casualties unless said otherwise. Every rate carries its numerator and denominator in words and numbers, since the
 * same name means different things in different publications. JSON keys are snake_case.
 */

const count = z.number().int().min(0);
const figure = z.number().nullable();
/** One value an hour from hour 0 of the scenario; hours after the last entry repeat nothing and are 0. */
const byHour = z.array(z.number());

/** A proportion with its 95 % Wilson interval. Percent 0 to 100; null where the denominator is 0. */
const rate = z.strictObject({
  name: z.string(),
  numerator: count,
  numerator_text: z.string(),
  denominator: count,
  denominator_text: z.string(),
  percent: figure,
  low_percent: figure,
  high_percent: figure,
});

/** Casualties by how they ended, `casualties` being the sum of the six. */
const outcomeCounts = {
  casualties: count,
  kia: count,
  dow: count,
  died_non_battle: count,
  returned_to_duty: count,
  evacuated_out_of_theatre: count,
  in_care: count,
};
const battleCounts = {
  /** Battle casualties, killed and wounded. */
  battle_casualties: count,
  /** Battle casualties who reached a medical facility or duty alive: not KIA. Includes those who died of wounds. */
  wounded_in_action: count,
  /** Wounded in action back on duty within 72 hours of injury. */
  returned_to_duty_72h: count,
};

const totals = z.strictObject({
  ...outcomeCounts,
  ...battleCounts,
  non_battle_injuries: count,
  disease: count,
  mass_casualty: count,
  reached_mtf: count,
});

const group = z.strictObject({ id: z.string(), name: z.string(), ...outcomeCounts, ...battleCounts });
/** Casualties by the day they were hurt or fell ill, from 1. */
const cohortDay = z.strictObject({ day: count, ...outcomeCounts, ...battleCounts });
/** What happened on a day, and how many were in the system when it ended. */
const censusDay = z.strictObject({
  day: count,
  arrivals: count,
  kia: count,
  dow: count,
  died_non_battle: count,
  returned_to_duty: count,
  evacuated_out_of_theatre: count,
  in_system_at_end: count,
});

/** Conservation: arrivals so far = outcomes so far + in the system, in every hour. */
const inSystem = z.strictObject({
  arrivals: byHour,
  kia: byHour,
  dow: byHour,
  died_non_battle: byHour,
  returned_to_duty: byHour,
  evacuated_out_of_theatre: byHour,
  /** Hurt or ill, and without an outcome, at the end of the hour. */
  in_system: byHour,
});

const triageMix = z.strictObject({ t1: count, t2: count, t3: count, t4: count });
const triage = z.strictObject({
  /** Ground truth, all casualties. */
  true_mix: triageMix,
  /** First assessment. */
  assessed_mix: triageMix,
  never_assessed: count,
  /** Rows: true category T1 to T4 at the first assessment; columns: assessed category T1 to T4. */
  confusion: z.array(z.array(count).length(4)).length(4),
  sensitivity_t1: rate,
  specificity_t1: rate,
});

export const CARE_TIMES = [
  'first-aid',
  'first-mtf',
  'first-dcr-element',
  'surgical-facility',
  'incision',
] as const;
export const CARE_TIME_GROUPS = ['all', 'battle', 'battle-t1'] as const;

/** Minutes from injury (or onset) to one instant of care, in one group. */
const careTime = z.strictObject({
  measure: z.enum(CARE_TIMES),
  name: z.string(),
  group: z.enum(CARE_TIME_GROUPS),
  group_text: z.string(),
  /** Casualties of the group for whom it came. */
  n: count,
  /** Casualties of the group. */
  of: count,
  median_minutes: figure,
  p90_minutes: figure,
  limit_minutes: z.number(),
  /** Share of the `n` within the limit of the 10-1-2 timeline. */
  within_limit: rate,
});

const resourceUse = z.strictObject({
  resource: z.string(),
  /** Null: unlimited. */
  capacity: count.nullable(),
  /** Mean number in use in each hour. */
  occupancy_by_hour: byHour,
  /** Mean number waiting in each hour. */
  queue_by_hour: byHour,
  peak_occupancy: count,
  peak_queue: count,
  /** Place-minutes in use within the scenario's days. */
  busy_minutes: z.number(),
  /** `busy_minutes` over capacity × the scenario's days, 0 to 1; null where unlimited or none. */
  utilisation: figure,
  waits: z.strictObject({
    n: count,
    median_minutes: figure,
    p90_minutes: figure,
    mean_minutes: figure,
  }),
});

const facility = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: count,
  /** Arrivals; one casualty can arrive twice. */
  arrivals: count,
  departures: count,
  /** Casualties meant for it that were sent elsewhere. */
  diverted: count,
  /** Of those who were there; a death in a vehicle that has left is nobody's. */
  deaths: count,
  returned_to_duty: count,
  resources: z.array(resourceUse),
});

const fleet = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  vehicles: count,
  litters: count,
  missions: count,
  /** Casualties with whom its vehicles departed; not those of a vehicle that was lost at once. */
  litters_moved: count,
  busy_minutes: z.number(),
  /** Vehicle-minutes under way within the scenario's days, over vehicles × those days, 0 to 1. */
  utilisation: figure,
});

const evacuationDelay = z.strictObject({
  from: z.enum(['point-of-injury', 'facility']),
  precedence: z.string(),
  requests: count,
  /** Requests followed by a pick-up. */
  answered: count,
  median_minutes: figure,
  p90_minutes: figure,
});

const blood = z.strictObject({
  units: count,
  casualties_transfused: count,
  /** Ten units or more. */
  massive_transfusions: count,
  /** Units by day (from 1) and place: at the point of injury or under way, then Role 1 to 4. */
  by_day: z.array(
    z.strictObject({
      day: count,
      before_mtf: count,
      role_1: count,
      role_2: count,
      role_3: count,
      role_4: count,
    }),
  ),
});

const named = z.strictObject({ id: z.string(), n: count });
const surgery = z.strictObject({
  operations: count,
  casualties_operated: count,
  by_kind: z.array(named),
  /** Operations at Role 1 to 4. */
  by_role: z.array(count).length(4),
  duration: z.strictObject({ n: count, mean_minutes: figure }),
});

const wounds = z.strictObject({
  battle_casualties: count,
  wounds: count,
  mean_per_casualty: figure,
  /** Battle casualties with 0, 1, 2 … wounds. */
  casualties_by_wounds: z.array(count),
  /** Wounds of battle casualties. */
  by_region: z.array(z.strictObject({ region: z.string(), n: count, percent: figure })),
  /** Injury Severity Score in the usual bands. */
  iss: z.array(
    z.strictObject({
      band: z.string(),
      battle_casualties: count,
      kia: count,
      /** Reached a facility, not back on duty within 72 hours. */
      reached_mtf: count,
      died_of_wounds: count,
    }),
  ),
  iss_median_at_mtf: figure,
});

const deaths = z.strictObject({
  by_cause: z.array(z.strictObject({ cause: z.string(), kia: count, dow: count, died_non_battle: count })),
  /** Deaths that no care could have averted, and the others by what failed. */
  preventability: z.array(
    z.strictObject({
      judgement: z.enum(['non-survivable', 'potentially-survivable']),
      reason: z.string(),
      kia: count,
      dow: count,
      died_non_battle: count,
    }),
  ),
  kia_within_10_minutes: rate,
  kia_within_60_minutes: rate,
  kia_within_120_minutes: rate,
});

export const VERDICTS = ['pass', 'warn', 'fail', 'too-few', 'not-applicable'] as const;
const scorecardRow = z.strictObject({
  /** Number of the reference check, 1 to 40. */
  check: count,
  /** Slug of the statistic. */
  id: z.string(),
  statistic: z.string(),
  unit: z.string(),
  denominator: z.string(),
  n: count.nullable(),
  value: figure,
  /** 95 % interval. */
  low: figure,
  high: figure,
  published: z.string(),
  band: z
    .strictObject({
      low: figure,
      high: figure,
      setting: z.string(),
      variant: z.string().nullable(),
    })
    .nullable(),
  /** Tags of the sources, for example `F:6`. */
  sources: z.array(z.string()),
  strength: z.enum(['strong', 'weak']),
  class: z.enum(['hard', 'soft', 'structural']),
  applies: z.boolean(),
  verdict: z.enum(VERDICTS),
  /** The verdict as it may be quoted: weak evidence never reads as validation. */
  verdict_text: z.string(),
  note: z.string(),
});

const scorecard = z.strictObject({
  /** What kind of operation the scenario is taken for, and why. */
  setting: z.string(),
  setting_reason: z.string(),
  /** Runs that were pooled; 1 for a single run. */
  pooled_runs: count,
  rows: z.array(scorecardRow),
  sources: z.array(z.strictObject({ tag: z.string(), title: z.string() })),
});

export const summarySchema = z
  .strictObject({
    schema: z.literal(1),
    /** Printed wherever the summary is shown. */
    notice: z.literal('Exercise: all data is synthetic.'),
    scenario: z.strictObject({
      name: z.string(),
      seed: z.string(),
      start: z.string(),
      days: count,
      population_at_risk: figure,
    }),
    totals,
    rates: z.strictObject({ kia: rate, dow: rate, case_fatality: rate, returned_to_duty_72h: rate }),
    by_day: z.array(cohortDay),
    by_front: z.array(group),
    by_nation: z.array(group),
    by_warfare_type: z.array(group),
    by_class: z.array(group),
    by_mechanism: z.array(group),
    census_by_day: z.array(censusDay),
    casualties_by_hour: z.strictObject({
      battle_injury: byHour,
      non_battle_injury: byHour,
      disease: byHour,
    }),
    in_system_by_hour: inSystem,
    triage,
    care_times: z.array(careTime),
    facilities: z.array(facility),
    fleets: z.array(fleet),
    evacuation_delays: z.array(evacuationDelay),
    blood,
    surgery,
    wounds,
    deaths,
    scorecard,
  })
  .meta({ id: 'Summary', description: 'Figures of one run. All data is synthetic.' });

/** Spread of the planner's figures over replications (`medpat study`). */
export const studyBandsSchema = z.strictObject({
  schema: z.literal(1),
  replications: count,
  figures: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      unit: z.string(),
      /** Replications in which the figure exists. */
      n: count,
      mean: figure,
      p5: figure,
      p50: figure,
      p95: figure,
    }),
  ),
});

export type Summary = z.infer<typeof summarySchema>;
export type SummaryRate = z.infer<typeof rate>;
export type SummaryGroup = z.infer<typeof group>;
export type SummaryFacility = z.infer<typeof facility>;
export type SummaryResourceUse = z.infer<typeof resourceUse>;
export type SummaryCareTime = z.infer<typeof careTime>;
export type ScorecardRow = z.infer<typeof scorecardRow>;
export type Scorecard = z.infer<typeof scorecard>;
export type Verdict = (typeof VERDICTS)[number];
export type StudyBands = z.infer<typeof studyBandsSchema>;
