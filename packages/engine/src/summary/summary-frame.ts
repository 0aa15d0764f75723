import type { Condition, Facility, Fleet } from '@medical-patients/contract';
import type { Plan } from '../compile/plan.js';
import { SURGERY_WORDS } from './words.js';

/** What a diagnosis counts as in the scorecard; bits, since one can be several. */
export const CONDITION_MARK = { brainInjury: 1, majorAmputation: 2, burn: 4 } as const;

/** Intracranial injury (ICD-10 S06). */
const BRAIN_INJURY = /^S06/;
/** Traumatic amputation above hand or foot, and the unspecified and multiple ones (ICD-10). */
const MAJOR_AMPUTATION = /^(S48|S58|S78|S88|S98\.0|T05)/;
/** Burns and corrosions (ICD-10 T20 to T32). */
const BURN = /^T(2\d|3[0-2])/;

function marksOf(condition: Condition): number {
  const codes = condition.icd10;
  return (
    (BRAIN_INJURY.test(codes) ? CONDITION_MARK.brainInjury : 0) |
    (MAJOR_AMPUTATION.test(codes) ? CONDITION_MARK.majorAmputation : 0) |
    (BURN.test(codes) ? CONDITION_MARK.burn : 0)
  );
}

/** What the tally needs of a plan, in the shape its inner loop wants. */
export interface SummaryFrame {
  readonly days: number;
  readonly frontCount: number;
  readonly mechanismCount: number;
  /** Role of every place; 0 for points of injury. */
  readonly roles: Uint8Array;
  /** 1 where a place has an operating table. */
  readonly hasTables: Uint8Array;
  /** `CONDITION_MARK` bits by condition row. */
  readonly conditionMarks: Uint8Array;
  readonly amputationKind: number;
}

export function facilitiesOf(plan: Plan): readonly Facility[] {
  return plan.scenario.medical.facilities ?? [];
}

export function fleetsOf(plan: Plan): readonly Fleet[] {
  return plan.scenario.medical.fleets ?? [];
}

/** Everyone the fronts count as population at risk; null when one of them gives none. */
export function populationAtRisk(plan: Plan): number | null {
  let sum = 0;
  for (const front of plan.scenario.fronts) {
    if (front.population_at_risk === null) return null;
    sum += front.population_at_risk;
  }
  return sum;
}

export function summaryFrame(plan: Plan): SummaryFrame {
  const facilities = facilitiesOf(plan);
  return {
    days: plan.scenario.days,
    frontCount: plan.frontCount,
    mechanismCount: plan.referenceData.model.mechanisms.length,
    roles: Uint8Array.from(plan.places, (place) => place.role),
    hasTables: Uint8Array.from(plan.places, (place) => {
      const facility = facilities[place.index - plan.frontCount];
      // Role 4 is unlimited and operates whatever its table says.
      return facility !== undefined && (facility.operating_tables > 0 || facility.role === 4) ? 1 : 0;
    }),
    conditionMarks: Uint8Array.from(plan.referenceData.clinical.conditions, marksOf),
    amputationKind: SURGERY_WORDS.indexOf('amputation'),
  };
}
