import type { SurgeryKind, WARFARE_TYPES } from '@medical-patients/contract';

/** Numbers of warfare types in care paths; a casualty without one has `NONE`. */
export const WARFARE_WORDS: typeof WARFARE_TYPES = [
  'conventional',
  'artillery',
  'urban',
  'guerrilla',
  'drone',
  'naval',
  'cbrn',
  'peacekeeping',
];

/** Numbers of surgery kinds in care paths. */
export const SURGERY_WORDS: readonly SurgeryKind[] = [
  'dcs-laparotomy',
  'dcs-thoracotomy',
  'dcs-vascular',
  'ortho',
  'neuro',
  'soft-tissue',
  'fasciotomy',
  'amputation',
  'other',
  'laparotomy',
  'thoracotomy',
  'vascular',
  'maxillofacial',
  'eye',
];
