import type { ClinicalCoding, Range, Triangular } from './clinical-codes.js';

/**
 * Shapes of procedures, medicines and the protocols that say when they are given.
 *
 * Source tags such as "8.3" point to sections of the calibration dossier; "estimate" marks a modelling choice.
 */

/**
 * Treatment codes (8.4, with the free-text ones of 8.3 normalised). Each has one {@link Protocol}. No condition calls for
 * RSI: it belongs to every tube that is put in off the table, with its steps for Role 1 and for the roles above.
 */
export type TreatmentCode =
  | 'TQ'
  | 'JTQ'
  | 'PK'
  | 'PB'
  | 'DIGIT'
  | 'IRR'
  | 'PEL'
  | 'CS'
  | 'ND'
  | 'CD'
  | 'AW'
  | 'RSI'
  | 'O2'
  | 'VENT'
  | 'WB'
  | 'TXA'
  | 'CA'
  | 'FLUID'
  | 'AN'
  | 'AB'
  | 'ABTOP'
  | 'HP'
  | 'SPL'
  | 'TSPL'
  | 'SPINE'
  | 'HTS'
  | 'BURN'
  | 'ESCH'
  | 'FASC'
  | 'DCS'
  | 'DCST'
  | 'DCSV'
  | 'SPLEEN'
  | 'ORTHO'
  | 'FIX'
  | 'AMPUT'
  | 'AMPUTU'
  | 'NEUR'
  | 'OMFS'
  | 'OPHTH'
  | 'ATR'
  | 'BZD'
  | 'OXIME'
  | 'DECON'
  | 'RICE'
  | 'ORS'
  | 'DENT'
  | 'COUNS'
  | 'SHLD'
  | 'OBS'
  | 'MACE'
  | 'CT'
  | 'XRAY'
  | 'SURG'
  | 'DIAL'
  | 'BICARB'
  | 'EPI'
  | 'COOL'
  | 'WARM'
  | 'REDUCE'
  | 'SUT'
  | 'CPR'
  | 'ANTIMAL'
  | 'ANTIVEN'
  | 'CARDIAC'
  | 'SYMPT'
  | 'REST'
  | 'ISOLATE';

/** How long an intervention works. */
export type EffectKind = 'temporary' | 'while-it-lasts' | 'permanent' | 'supportive' | 'diagnostic';

export type ProcedurePerformer = 'self' | 'buddy' | 'medic' | 'nurse' | 'physician' | 'surgeon';

/** A procedure (8.5). */
export interface Procedure {
  /** T01…T61 (8.5); X01… project-local additions. */
  readonly id: string;
  readonly display: string;
  /** SNOMED CT (tier A, B, B*), or local where 8.5 says so or its tier is C. Source 8.5. */
  readonly coding: ClinicalCoding;
  /** Earliest role: 0 point of injury, 1 to 4. Source 8.5. */
  readonly earliestRole: number;
  /** Duration in minutes. Source 8.5, where it says "continuous" the time until it is set up (estimate). */
  readonly minutes: Triangular;
  /** True where it goes on until the patient leaves the place. */
  readonly continuous: boolean;
  readonly effectKind: EffectKind;
  /** Who does it, unless the station says otherwise. Estimate. */
  readonly performer: ProcedurePerformer;
  /** Effect in words. Source 8.5. */
  readonly effect: string;
  readonly source: string;
}

export type MedicationRoute =
  | 'iv'
  | 'im'
  | 'po'
  | 'odt'
  | 'otfc'
  | 'sc'
  | 'inhaled'
  | 'infiltration'
  | 'topical';

/** A medicine, fluid or blood product (8.6). */
export interface Medication {
  /** Slug, for example `tranexamic-acid`. */
  readonly id: string;
  readonly display: string;
  /** ATC code, shortened to the group where 8.6 gives no substance level. Source 8.6. */
  readonly atc: string;
  /** RxNorm ingredient or product id. Source 8.6. */
  readonly rxnorm: string | null;
  /** SNOMED substance, tier A only. Source 8.6. */
  readonly snomed: ClinicalCoding | null;
  /** Dose as printed in 8.6. */
  readonly doseText: string;
  /** One dose as given in a record; multiply by body weight where `perKg`. */
  readonly dose: number;
  /** The same for a patient in shock; null where it is no other. Source 8.6. */
  readonly doseInShock: number | null;
  /** UCUM unit of `dose`. */
  readonly doseUnit: string;
  readonly perKg: boolean;
  readonly route: MedicationRoute;
  /** Earliest role: 0 point of injury, 1 to 4. Source 8.6. */
  readonly earliestRole: number;
  /** Not given later than this, minutes after injury; null for no limit. Source F:61 (tranexamic acid). */
  readonly maxAfterInjuryMinutes: number | null;
  readonly effectKind: EffectKind;
  /** Effect in words. Source 8.6. */
  readonly effect: string;
  /** Allergy ids of the allergy table that rule it out. Estimate. */
  readonly contraindicatedBy: readonly string[];
  readonly source: string;
}

/** Where in the chain a step is done. */
export type CareStation =
  | 'self'
  | 'buddy'
  | 'medic'
  | 'transport'
  | 'role1'
  | 'resuscitation'
  | 'surgery'
  | 'icu'
  | 'ward'
  | 'outpatient';

/**
 * What must be true of the patient at that moment for a step to be considered; `probability` is given that it
 * is. `shocked` blood loss class II or more or SBP under 100; `hypoxic` SpO2 under 94; `obtunded` GCS 8 or less;
 * `drowsy` GCS 9 to 14; `failing` GCS 8 or less, SpO2 under 90, or fewer than 10 or more than 35 breaths a minute; `severe` severity level severe, or a lethal pathway open; `major-bleeding` a transfusion
 * is under way; `ventilated` tube in place; `in-pain` pain 4 or more, of 10, of
 * which `in-moderate-pain` is under 7 and `in-severe-pain` the rest; `infected` a sepsis pathway or infection;
 * `hypotensive` SBP under 90 mmHg; `damage-control` and `definitive` the operation on the table; `feverish` a
 * temperature of 37.8 °C or more; `returning` back to duty from this place.
 */
export type StepCondition =
  | 'always'
  | 'shocked'
  | 'hypoxic'
  | 'obtunded'
  | 'drowsy'
  | 'failing'
  | 'severe'
  | 'not-severe'
  | 'major-bleeding'
  | 'ventilated'
  | 'in-pain'
  | 'in-moderate-pain'
  | 'in-severe-pain'
  | 'infected'
  | 'in-arrest'
  | 'hypotensive'
  | 'damage-control'
  | 'definitive'
  | 'feverish'
  | 'returning';

/** One alternative of a step. */
export interface StepOption {
  readonly kind: 'procedure' | 'medication';
  /** Id of a procedure or medication. */
  readonly id: string;
  /** Relative frequency among the alternatives, > 0. Estimate. */
  readonly weight: number;
}

/** One thing that is done: exactly one of the options is chosen. */
export interface ProtocolStep {
  readonly options: readonly StepOption[];
  readonly station: CareStation;
  /** Earliest role at which the step may be done, 0 to 4; never below that of its options. */
  readonly earliestRole: number;
  readonly when: StepCondition;
  /** Probability that it is done, given `when`, 0 to 1. Estimate. */
  readonly probability: number;
  /** Minutes after the stay at the station began. Estimate. */
  readonly minutesAfterStart: Range;
  /** How often it is done during the stay, at least 1 (blood units, daily antibiotics). */
  readonly repeats: number;
}

/** What a treatment code means, in order. */
export interface Protocol {
  readonly code: TreatmentCode;
  readonly display: string;
  /** Empty for a code that is advice only. */
  readonly steps: readonly ProtocolStep[];
}

/** What every patient gets at a station, whatever the diagnosis. */
export interface StandardCare {
  readonly station: CareStation;
  readonly steps: readonly ProtocolStep[];
}
