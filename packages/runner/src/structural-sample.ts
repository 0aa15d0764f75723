import { OUTCOMES, type PatientRecord } from '@medical-patients/contract';
import {
  CAPACITY_CHECK,
  CarePathView,
  capacityFinding,
  type Plan,
  type ResourceFigures,
  type StructuralFinding,
  type StructuralFindings,
} from '@medical-patients/engine';
import { collectConcepts, STRUCTURAL_CHECK, StructuralChecks } from './verify/structural-checks.js';

/** Records looked at: the first of the run. Assembling one costs what a patient of the run costs. */
const RECORDS = 20;
/** Deaths looked at, these included, among casualties up to this number. */
const DEATHS = 5;
const LAST_NUMBER = 1000;
/** Outcomes are numbered in the contract's order, deaths first. */
const LAST_DEATH = OUTCOMES.indexOf('died-non-battle');

/** Answers the structural checks of an ordinary run from a few records; `medpat verify` looks at all of them. */
export interface StructuralSample {
  /** Call with every chunk, in order, before it is given away. */
  add(chunk: ArrayBuffer): void;
  findings(resources: ResourceFigures): StructuralFindings;
}

/**
 * Which records are looked at follows from their numbers alone, so it does not depend on the size of chunks.
 *
 * @param assemble makes the record of the casualty that a view stands on
 */
export function createStructuralSample(
  plan: Plan,
  assemble: (view: CarePathView) => PatientRecord,
): StructuralSample {
  const { clinical, people, model } = plan.referenceData;
  const { allergies, medications, problems } = people;
  const concepts = collectConcepts([clinical, allergies, medications, problems, model.mechanisms]);
  const checks = new StructuralChecks((code) => concepts.has(code));
  let records = 0;
  let deaths = 0;
  let isOver = false;
  return {
    add(chunk) {
      if (isOver) return;
      const view = new CarePathView(chunk);
      for (let index = 0; index < view.count && !isOver; index++) {
        view.read(index);
        isOver = view.number >= LAST_NUMBER;
        const isDead = view.outcome <= LAST_DEATH && deaths < DEATHS;
        if (view.number > RECORDS && !isDead) continue;
        if (isDead) deaths++;
        checks.add(assemble(view));
        records++;
      }
    },
    findings(resources) {
      const findings: Record<number, StructuralFinding> = {
        [CAPACITY_CHECK]: capacityFinding(plan, resources),
      };
      const note = `in ${records} of the first records; medpat verify looks at all`;
      for (const check of Object.values(STRUCTURAL_CHECK)) {
        if (check === CAPACITY_CHECK) continue;
        const { n, violations } = checks.tallies.get(check) ?? { n: 0, violations: 0 };
        findings[check] = { records: n, violations, note };
      }
      return findings;
    },
  };
}
