import type { Plan } from '../compile/plan.js';
import { CarePathView } from '../record/care-path.js';
import { CLASS } from '../record/codes.js';
import { BLOOD_GROUP_BINS, type CounterLayout, layOutCounters, NATION_BINS } from './counter-layout.js';
import { PathFacts } from './path-facts.js';
import { type SummaryFrame, summaryFrame } from './summary-frame.js';
import { tallyCare } from './tally/tally-care.js';
import { tallyDeath, tallyInjuries } from './tally/tally-injuries.js';
import { isReturnedWithin72Hours, tallyOutcome } from './tally/tally-outcomes.js';
import { tallyTreatment } from './tally/tally-treatment.js';

/** What the demographic checks need of a person. */
export interface SampledPerson {
  readonly male: boolean;
  /** Whole years. */
  readonly age: number;
  /** Position in the contract's `BLOOD_GROUPS`. */
  readonly bloodGroup: number;
}

/** Draws the person of a casualty, the same one that the record shows. */
export type DrawPerson = (number: number, nation: number, casualtyClass: number) => SampledPerson;

/** Casualties of a run that are drawn again for the demographic checks: the first ones, whatever the run's length. */
export const PERSONS_SAMPLED = 500;

/**
 * Counters of a run, or of any part of it: every chunk may be added to a tally of its own, on any thread, and the
 * tallies merged. All counters are whole numbers in one array, so merging in any order gives the same as one pass.
 */
export class SummaryTally {
  readonly layout: CounterLayout;
  readonly frame: SummaryFrame;
  readonly counters: Float64Array;
  readonly #facts: PathFacts;
  readonly #drawPerson: DrawPerson | undefined;

  constructor(plan: Plan, drawPerson?: DrawPerson) {
    this.frame = summaryFrame(plan);
    this.layout = layOutCounters({
      days: this.frame.days,
      fronts: this.frame.frontCount,
      mechanisms: this.frame.mechanismCount,
      places: this.frame.roles.length,
    });
    this.counters = new Float64Array(this.layout.size);
    this.#facts = new PathFacts(this.frame, this.layout);
    this.#drawPerson = drawPerson;
  }

  /**
   * Counts every casualty of a care path chunk: one pass, nothing allocated but the view.
   *
   * @throws RangeError when the buffer is not a care path chunk
   */
  add(chunk: ArrayBuffer): void {
    const view = new CarePathView(chunk);
    const { counters, layout, frame } = this;
    const facts = this.#facts;
    for (let index = 0; index < view.count; index++) {
      view.read(index);
      const returned72 = isReturnedWithin72Hours(view);
      facts.read(view, counters);
      tallyOutcome(view, layout, counters, returned72);
      tallyCare(view, facts, frame, layout, counters);
      tallyDeath(view, layout, counters);
      tallyInjuries(view, facts, frame, layout, counters, returned72);
      tallyTreatment(view, facts, layout, counters);
      if (this.#drawPerson !== undefined && view.number <= PERSONS_SAMPLED) {
        this.#tallyPerson(view, this.#drawPerson);
      }
    }
  }

  /** Adds the counters of a tally of the same plan (another part of the run, or another seed of the scenario). */
  merge(other: SummaryTally): void {
    this.mergeCounters(other.counters);
  }

  /**
   * The same for counters that came from another thread.
   *
   * @throws RangeError when they belong to another plan
   */
  mergeCounters(counters: Float64Array): void {
    if (counters.length !== this.counters.length) throw new RangeError('counters of another plan');
    for (let i = 0; i < counters.length; i++) this.counters[i] += counters[i];
  }

  #tallyPerson(view: CarePathView, drawPerson: DrawPerson): void {
    const person = drawPerson(view.number, view.nation, view.casualtyClass);
    const nation = Math.min(view.nation, NATION_BINS - 1);
    const { counters, layout } = this;
    const scalar = layout.scalar;
    counters[scalar.persons]++;
    if (view.casualtyClass === CLASS.battleInjury) {
      counters[scalar.battlePersons]++;
      if (person.male) counters[scalar.battlePersonsMale]++;
    }
    counters[scalar.personsAge] += person.age;
    counters[scalar.personsAgeSquared] += person.age * person.age;
    counters[layout.bloodGroup + nation * BLOOD_GROUP_BINS + person.bloodGroup]++;
  }
}
