import type { Condition, SurgeryKind } from '@medical-patients/contract';

/** Operations that surgeons of Role 2 do not do (8.5: jaw and eye from Role 3 on). */
const SPECIALIST_KINDS: readonly (SurgeryKind | null)[] = ['maxillofacial', 'eye'];

/** Whether the operation that a condition calls for is one of jaw or eye. */
export function isSpecialist({ surgeryKind }: Condition): boolean {
  return SPECIALIST_KINDS.includes(surgeryKind);
}

const ROLE_4 = 4;
const USUAL_ROLE = 3;

/** From which role on jaw and eye are operated on: Role 3 (8.5), or Role 2 where no patient ever gets further. */
export function specialistRoleIn(
  facilities: readonly { readonly role: number; readonly hasTable: boolean }[],
): number {
  const isBeyond = facilities.some(
    ({ role, hasTable }) => role === ROLE_4 || (role === USUAL_ROLE && hasTable),
  );
  return isBeyond ? USUAL_ROLE : USUAL_ROLE - 1;
}
