import type { Condition, SurgeryKind } from '@medical-patients/contract';

/** Operations that surgeons of Role 2 do not do (8.5: jaw and eye from Role 3 on). */
const SPECIALIST_KINDS: readonly (SurgeryKind | null)[] = ['maxillofacial', 'eye'];

/** Whether the operation that a condition calls for is one of jaw or eye. */
export function isSpecialist({ surgeryKind }: Condition): boolean {
  return SPECIALIST_KINDS.includes(surgeryKind);
}
