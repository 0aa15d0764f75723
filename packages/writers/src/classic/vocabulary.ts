import type { Echelon, TriageCategory } from '@medical-patients/contract';

/** The words of the classic record that several of its parts use. */

export type ClassicTriage = 'T1' | 'T2' | 'T3';
export type ClassicFacility = 'POI' | 'Role1' | 'Role2' | 'Role3' | 'Role4';

export const FACILITIES: Readonly<Record<Exclude<Echelon, 'transport'>, ClassicFacility>> = {
  poi: 'POI',
  'role-1': 'Role1',
  'role-2': 'Role2',
  'role-3': 'Role3',
  'role-4': 'Role4',
};

/** T4 is written T1: these readers know three categories, and T1 is what they show for the gravest. */
export function toClassicTriage(category: TriageCategory): ClassicTriage {
  return category === 'T4' ? 'T1' : category;
}

/** With `+00:00` for `Z`, which Python before 3.11 does not parse. */
export function toClassicTime(time: string): string {
  return `${time.slice(0, 19)}+00:00`;
}
