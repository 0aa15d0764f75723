import type { Outcome } from '@medical-patients/contract';
import type { Plan } from '../compile/plan.js';
import type { Course } from './assemble-course.js';
import type { IsoClock } from './assemble-time.js';
import type { CarePathView } from './care-path.js';
import { FLAG, OUTCOME, OUTCOME_WORDS, PATHWAY, PATHWAY_WORDS, PREVENTABILITY_WORDS } from './codes.js';

/** How and where the course of a casualty ended. */
export function assembleOutcome(plan: Plan, clock: IsoClock, view: CarePathView, course: Course): Outcome {
  const isDead = view.outcome <= OUTCOME.diedNonBattle;
  const isAboard = course.echelon === 'transport';
  const place = plan.places[view.outcomePlace];
  return {
    status: OUTCOME_WORDS[view.outcome],
    time: clock.write(view.outcomeSeconds),
    place: isAboard || place === undefined ? course.place : place.id,
    echelon: isAboard || place === undefined ? course.echelon : place.echelon,
    cause_of_death: isDead ? (PATHWAY_WORDS[view.cause] ?? 'multiple-injury') : null,
    preventability: isDead ? preventability(view) : null,
  };
}

function preventability(view: CarePathView): NonNullable<Outcome['preventability']> {
  const isUnsurvivable = (view.flags & FLAG.unsurvivable) !== 0 || view.cause === PATHWAY.unsurvivable;
  return {
    judgement: isUnsurvivable ? 'non-survivable' : 'potentially-survivable',
    reason: PREVENTABILITY_WORDS[view.preventability] ?? 'none',
  };
}
