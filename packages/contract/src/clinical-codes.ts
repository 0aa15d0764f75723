/**
 * Shapes that the clinical tables share, and those of the coded lists: what is measured, mechanisms, blood groups.
 *
 * Source tags such as "8.3" point to sections of the calibration dossier; "estimate" marks a modelling choice.
 */

/** A code system a table row may carry. `local` is this project's own, for what no open system names. */
export type CodeSystem = 'snomed' | 'icd-10' | 'atc' | 'rxnorm' | 'local';

/**
 * How far a code was checked (8.1): A in the SNOMED Global Patient Set, B in public EMS lists, B* seen with a
 * matching term in a public list, C recalled only (never shipped as a SNOMED code), local the project's own.
 */
export type CodeTier = 'A' | 'B' | 'B*' | 'C' | 'local';

/** One code with its display. */
export interface ClinicalCoding {
  readonly system: CodeSystem;
  readonly code: string;
  readonly display: string;
  /** SNOMED and local codes only. */
  readonly tier?: CodeTier;
}

/** A table file: rows with where they come from. */
export interface DataTable<Row> {
  /** Where the rows come from. */
  readonly source: string;
  /** Licence under which the rows may be shared. */
  readonly licence: string;
  /** Day the table was made or last checked, ISO 8601. */
  readonly date: string;
  readonly rows: readonly Row[];
}

/** Minimum, mode and maximum of a triangular distribution; the unit is in the field's name. */
export type Triangular = readonly [min: number, mode: number, max: number];

/** A closed interval; the unit is in the field's name. */
export type Range = readonly [min: number, max: number];

/** A vital sign or laboratory quantity (8.7). */
export interface ObservationDefinition {
  /** Slug, for example `heart-rate`. */
  readonly id: string;
  readonly display: string;
  /** LOINC, check digit verified. Source 8.7. */
  readonly loinc: string;
  /** Further LOINC codings of the same quantity. */
  readonly loincAlso: readonly string[];
  /** UCUM unit; null for coded answers and panels. */
  readonly ucum: string | null;
  /** Display confirmed in public example data (8.7 "seen"). */
  readonly seen: boolean;
}

/** How an injury came about, coded as an event (8.3). */
export interface MechanismCode {
  /** Id used in {@link Condition.mechanisms}. */
  readonly id: string;
  readonly display: string;
  /** SNOMED event, tier A; null where 8.3 names none. */
  readonly coding: ClinicalCoding | null;
  /** ICD-10 external cause (V to Y), three or four characters. */
  readonly icd10: string | null;
  /** Percent of non-battle injuries (2.7); 0 for battle mechanisms. */
  readonly nonBattleWeight: number;
}

/** Blood group as a SNOMED finding (8.3). */
export interface BloodGroupCode {
  readonly group: 'O+' | 'A+' | 'B+' | 'AB+' | 'O-' | 'A-' | 'B-' | 'AB-';
  readonly coding: ClinicalCoding;
}
