/**
 * Lists of words without the schemas that are made from them, for threads that check nothing: the schemas' library is
 * a third of a megabyte of code to compile in each.
 */

export { NATIONS } from './scenario/nations.js';

export const CASUALTY_CLASSES = ['battle-injury', 'non-battle-injury', 'disease'] as const;
export const TRIAGE_CATEGORIES = ['T1', 'T2', 'T3', 'T4'] as const;
export const OUTCOMES = [
  'kia',
  'dow',
  'died-non-battle',
  'returned-to-duty',
  'evacuated-out-of-theatre',
  'in-care',
] as const;
