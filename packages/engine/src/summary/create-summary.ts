import type { Summary } from '@medical-patients/contract';
import type { Plan } from '../compile/plan.js';
import { careTimeFigures, evacuationFigures, triageFigures } from './figures/care-figures.js';
import { bloodFigures, deathFigures, surgeryFigures, woundFigures } from './figures/clinical-figures.js';
import { facilityFigures, fleetFigures } from './figures/facility-figures.js';
import { casualtyHours, censusDays, inSystemHours } from './figures/hour-figures.js';
import { groupFigures, rateFigures, totalFigures } from './figures/outcome-figures.js';
import type { ResourceFigures } from './resource-figures.js';
import { type StructuralFindings, scorecardOf } from './scorecard/scorecard.js';
import { populationAtRisk } from './summary-frame.js';
import { type DrawPerson, SummaryTally } from './summary-tally.js';

export interface SummaryOptions {
  /** Draws persons for the demographic checks; without it they are not applicable. */
  readonly drawPerson?: DrawPerson;
}

/** The summary of a run in the making. */
export interface RunSummary {
  /** Counters so far; `SummaryTally.counters` can be sent to another thread. */
  readonly tally: SummaryTally;
  /**
   * Counts the casualties of a care path chunk.
   *
   * @throws RangeError when the buffer is not a care path chunk
   */
  add(chunk: ArrayBuffer): void;
  /** Adds what another part of the same run counted. */
  merge(other: RunSummary): void;
  /** All figures. `resources` is the simulation's, closed at the end of the run. */
  finish(resources: ResourceFigures, structural?: StructuralFindings): Summary;
}

/**
 * Starts the summary of a run.
 *
 * @example
 * const summary = createSummary(plan);
 * for (const chunk of chunks) summary.add(chunk);
 * const figures = summary.finish(resources);
 */
export function createSummary(plan: Plan, options: SummaryOptions = {}): RunSummary {
  const tally = new SummaryTally(plan, options.drawPerson);
  return {
    tally,
    add: (chunk) => tally.add(chunk),
    merge: (other) => tally.merge(other.tally),
    finish: (resources, structural) => finishSummary(tally, plan, resources, structural),
  };
}

/** Turns counters into the summary; the tally stays as it is. */
export function finishSummary(
  tally: SummaryTally,
  plan: Plan,
  resources: ResourceFigures,
  structural?: StructuralFindings,
): Summary {
  const totals = totalFigures(tally);
  const inSystem = inSystemHours(tally);
  const { scenario } = plan;
  return {
    schema: 1,
    notice: 'Exercise: all data is synthetic.',
    scenario: {
      name: scenario.name,
      seed: plan.seed,
      start: scenario.start,
      days: scenario.days,
      population_at_risk: populationAtRisk(plan),
    },
    totals,
    rates: rateFigures(totals),
    ...groupFigures(tally, plan),
    census_by_day: censusDays(inSystem),
    casualties_by_hour: casualtyHours(tally),
    in_system_by_hour: inSystem,
    triage: triageFigures(tally),
    care_times: careTimeFigures(tally),
    facilities: facilityFigures(tally, plan, resources),
    fleets: fleetFigures(plan, resources),
    evacuation_delays: evacuationFigures(tally),
    blood: bloodFigures(tally),
    surgery: surgeryFigures(tally),
    wounds: woundFigures(tally),
    deaths: deathFigures(tally),
    scorecard: scorecardOf(tally, plan, 1, structural),
  };
}
