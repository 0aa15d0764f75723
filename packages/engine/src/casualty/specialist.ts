import type { Condition, SurgeryKind, TreatmentCode } from '@medical-patients/contract';

/*
 * Surgery of jaw and eye: what surgeons of Role 2 leave to those of Role 3 (8.5), as long as a patient can get there.
 */

/** Its operations, */
export const SPECIALIST_KINDS: readonly (SurgeryKind | null)[] = ['maxillofacial', 'eye'];
/** its protocols, */
export const SPECIALIST_CODES: readonly TreatmentCode[] = ['OMFS', 'OPHTH'];
/** and where it is done. */
export const SPECIALIST_ROLE = 3;
const ROLE_4 = 4;

/** Whether the operation that a condition calls for is one of jaw or eye. */
export function isSpecialist({ surgeryKind }: Condition): boolean {
  return SPECIALIST_KINDS.includes(surgeryKind);
}

/** From which role on jaw and eye are operated on: one less than usual where no patient ever gets further. */
export function specialistRoleIn(
  facilities: readonly { readonly role: number; readonly hasTable: boolean }[],
): number {
  const isBeyond = facilities.some(
    ({ role, hasTable }) => role === ROLE_4 || (role === SPECIALIST_ROLE && hasTable),
  );
  return isBeyond ? SPECIALIST_ROLE : SPECIALIST_ROLE - 1;
}
