import type { Migration } from 'kysely';
import { initial } from './0001-initial.js';
import { admission } from './0002-admission.js';

/** Every migration, in order. A released one never changes; there is no way back but a new one. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-admission': admission,
};
