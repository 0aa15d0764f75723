import { upstreamOfCare } from '@medical-patients/contract';
import type { Plan } from '@medical-patients/engine';
import { asRun } from '../identity.js';

/**
 * The first fields, upstream of care, in which two plans differ: as long as there is one, they do not have the same
 * casualties.
 *
 * @returns paths such as `fronts[0].share`; empty where the casualties are the same
 */
export function upstreamDifferences(a: Plan, b: Plan): readonly string[] {
  const found: string[] = [];
  if (a.referenceData.version !== b.referenceData.version) found.push('the version of the reference data');
  collect(upstreamOfCare(asRun(a)), upstreamOfCare(asRun(b)), '', found);
  return found;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function collect(a: unknown, b: unknown, path: string, found: string[]): void {
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) found.push(`${path} (${a.length} against ${b.length} entries)`);
    else for (const [index, item] of a.entries()) collect(item, b[index], `${path}[${index}]`, found);
  } else if (isObject(a) && isObject(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      collect(a[key], b[key], path === '' ? key : `${path}.${key}`, found);
    }
  } else if (!Object.is(a, b)) {
    found.push(`${path} (${JSON.stringify(a) ?? 'absent'} against ${JSON.stringify(b) ?? 'absent'})`);
  }
}
