import type { Parameter } from '@medical-patients/contract';

/** Bare numbers of a parameter table; units and sources stay behind. */
export function valuesOf<Name extends string>(
  table: Readonly<Record<Name, Parameter>>,
): Readonly<Record<Name, number>> {
  const values = {} as Record<Name, number>;
  for (const name of Object.keys(table) as Name[]) values[name] = table[name].value;
  return values;
}
