import type { Summary } from '@medical-patients/contract';
import type { Findings } from './findings.js';
import type { StructuralTally } from './structural-rows.js';

/** No more casualties in a resource than it has places, at any instant; no vehicle busier than it can be. */
export function checkCapacity(summary: Summary, findings: Findings): StructuralTally {
  let n = 0;
  let violations = 0;
  const refuse = (text: string): void => {
    violations++;
    findings.add('capacity', text);
  };
  for (const { name, resources } of summary.facilities) {
    for (const { resource, capacity, peak_occupancy } of resources) {
      n++;
      if (capacity !== null && peak_occupancy > capacity) {
        refuse(`${name}, ${resource}: ${peak_occupancy} in use, ${capacity} there`);
      }
    }
  }
  for (const { name, utilisation } of summary.fleets) {
    n++;
    if (utilisation !== null && utilisation > 1) {
      refuse(`${name}: vehicles under way ${(utilisation * 100).toFixed(1)} % of the time`);
    }
  }
  return { n, violations };
}
