import type { Parameter } from '@medical-patients/contract';

/** Bare numbers of a parameter table; units and sources stay behind. */
export function valuesOf<Name extends string>(
  table: Readonly<Record<Name, Parameter>>,
): Readonly<Record<Name, number>> {
  const values = {} as Record<Name, number>;
  for (const name of Object.keys(table) as Name[]) values[name] = table[name].value;
  return values;
}

/** Running sums of weights, the form in which `KeyedRandom.pick` takes them. */
export function cumulative(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i];
    sums[i] = sum;
  }
  return sums;
}
