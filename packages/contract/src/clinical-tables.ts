import type { Medication, Procedure, Protocol, StandardCare } from './clinical-care.js';
import type {
  BloodGroupCode,
  ClinicalCoding,
  MechanismCode,
  ObservationDefinition,
} from './clinical-codes.js';
import type { Condition } from './clinical-conditions.js';

/** Every clinical table, as the host hands it to engine and writers. */
export interface ClinicalTables {
  readonly conditions: readonly Condition[];
  readonly procedures: readonly Procedure[];
  readonly medications: readonly Medication[];
  readonly protocols: readonly Protocol[];
  readonly standardCare: readonly StandardCare[];
  readonly observations: readonly ObservationDefinition[];
  readonly mechanisms: readonly MechanismCode[];
  readonly bodySites: readonly ClinicalCoding[];
  readonly bloodGroups: readonly BloodGroupCode[];
}
