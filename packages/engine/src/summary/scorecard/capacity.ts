import type { Plan } from '../../compile/plan.js';
import { RESOURCE_WORDS, type ResourceFigures } from '../resource-figures.js';
import type { StructuralFinding } from './scorecard.js';

/** Number of the capacity law in the table of checks. */
export const CAPACITY_CHECK = 40;

/** Whether any resource of any facility ever held more casualties than it has places. */
export function capacityFinding(plan: Plan, resources: ResourceFigures): StructuralFinding {
  const facilities = plan.scenario.medical.facilities ?? [];
  let violations = 0;
  for (let facility = 0; facility < facilities.length; facility++) {
    for (let resource = 0; resource < RESOURCE_WORDS.length; resource++) {
      const { capacity, occupancy } = resources.use(facility, resource);
      if (occupancy.peak > capacity) violations++;
    }
  }
  return {
    records: facilities.length * RESOURCE_WORDS.length,
    violations,
    note: 'every resource of every facility, at all times',
  };
}
