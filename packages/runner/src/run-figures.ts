import type { PatientRecord, Summary } from '@medical-patients/contract';
import {
  type CarePathView,
  createPersonSampler,
  createSummary,
  type Plan,
  type ResourceFigures,
} from '@medical-patients/engine';
import { createStructuralSample } from './structural-sample.js';

/** The figures of an ordinary run, gathered while it goes by: the same from every host. */
export interface RunFigures {
  /** Call with every chunk, in order, before it is given away. */
  add(chunk: ArrayBuffer): void;
  finish(resources: ResourceFigures): Summary;
}

/** @param assemble makes the record of the casualty that a view stands on */
export function createRunFigures(plan: Plan, assemble: (view: CarePathView) => PatientRecord): RunFigures {
  const summary = createSummary(plan, { drawPerson: createPersonSampler(plan) });
  const sample = createStructuralSample(plan, assemble);
  return {
    add: (chunk) => {
      summary.add(chunk);
      sample.add(chunk);
    },
    finish: (resources) => summary.finish(resources, sample.findings(resources)),
  };
}
