/**
 * Shapes of the clinical reference tables: conditions, procedures, medications, treatment protocols, codes.
 * The tables themselves live in reference data; the engine and the writers receive them from their host.
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

export type ConditionClass = 'battle-injury' | 'non-battle-injury' | 'disease' | 'complication' | 'cbrn';

/** Anatomical region of a diagnosis. */
export type BodyRegion =
  | 'head'
  | 'face'
  | 'neck'
  | 'thorax'
  | 'abdomen'
  | 'pelvis'
  | 'spine'
  | 'upper_limb'
  | 'lower_limb'
  | 'skin'
  | 'systemic';

/** The six regions of the Injury Severity Score. */
export type IssRegion = 'head_neck' | 'face' | 'chest' | 'abdomen' | 'extremity' | 'external';

/** Region group in which a wound is drawn (2.3); limb is drawn as upper 40 : lower 60. */
export type WoundRegion = 'head-neck' | 'face' | 'thorax' | 'abdomen' | 'upper-limb' | 'lower-limb';

/** What made the wound. The first six have a place on the body; the rest act on the whole body. */
export type WoundKind =
  | 'fragment'
  | 'gunshot'
  | 'blast'
  | 'burn'
  | 'crush'
  | 'blunt'
  | 'inhalation'
  | 'immersion'
  | 'chemical'
  | 'radiation';

/** Kind of bleeding a diagnosis can carry: where it can be controlled. */
export type BleedingSite = 'none' | 'limb' | 'junctional' | 'torso';

/** A process that can kill (simulation design, section 4). */
export type LethalPathway =
  | 'limb-bleeding'
  | 'junctional-bleeding'
  | 'torso-bleeding'
  | 'airway'
  | 'tension-pneumothorax'
  | 'brain'
  | 'burn'
  | 'sepsis'
  | 'nerve-agent'
  | 'blister-agent'
  | 'choking-agent'
  | 'radiation'
  | 'other';

export type SurgeryKind =
  | 'dcs-laparotomy'
  | 'dcs-thoracotomy'
  | 'dcs-vascular'
  | 'ortho'
  | 'neuro'
  | 'soft-tissue'
  | 'fasciotomy'
  | 'amputation'
  | 'other';

/** Treatment codes (8.4, with the free-text ones of 8.3 normalised). Each has one {@link Protocol}. */
export type TreatmentCode =
  | 'TQ'
  | 'JTQ'
  | 'PK'
  | 'PB'
  | 'IRR'
  | 'PEL'
  | 'CS'
  | 'ND'
  | 'CD'
  | 'AW'
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
  | 'AMPUT'
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

/** Environments that make a condition more frequent (× 10 for heat and cold, 2.7). */
export type ConditionEnvironment = 'hot' | 'cold' | 'wet-cold' | 'water';

/** How bad a disease or non-battle injury is. */
export interface SeverityLevel {
  readonly level: 'mild' | 'moderate' | 'severe';
  /** Share of cases at this level, 0 to 1; the three sum to 1. Estimate. */
  readonly probability: number;
  /** AIS severity, 1 to 6; 0 for disease. */
  readonly ais: number;
  /** True treatment category, from the untreated course. */
  readonly category: 'T1' | 'T2' | 'T3';
  /** Probability of dying if never treated, 0 to 1. Estimate. */
  readonly untreatedLethality: number;
  /** Median hours from onset to death, untreated, given death; null where nobody dies. Estimate. */
  readonly untreatedDeathHours: number | null;
  /** Treat and release at Role 1 or 2: needs a treatment place only. */
  readonly outpatient: boolean;
}

/** Change of the vital signs at the worst point of an untreated moderate case, added to the person's baseline. */
export interface VitalsProfile {
  /** Beats per minute. */
  readonly heartRate: number;
  /** mmHg. */
  readonly sbp: number;
  /** Breaths per minute. */
  readonly respiratoryRate: number;
  /** Percentage points, zero or negative. */
  readonly spo2: number;
  /** Degrees Celsius. */
  readonly temperature: number;
  /** Points of the Glasgow Coma Scale, zero or negative. */
  readonly gcs: number;
  /** Pain at its worst, 0 to 10 (absolute, not a change). */
  readonly pain: number;
}

/** Relative frequencies of one condition in each stream; 0 where it does not occur there. */
export interface ConditionWeights {
  /** Among battle-injury conditions eligible for the same (wound region, kind, AIS, open pathway). Estimate. */
  readonly battle: number;
  /** Among non-battle injuries, percent (2.7). A battle row may also occur as a non-battle injury. */
  readonly nonBattle: number;
  /** Among disease in large-scale combat, percent (2.7, first column). */
  readonly diseaseLsco: number;
  /** Among disease in peacekeeping, percent (2.7, second column). */
  readonly diseasePeacekeeping: number;
  /** Among the casualties of the same agent family; complications and CBRN rows carry 1. */
  readonly other: number;
}

/** Days in a facility by level of care; null where the catalogue gives none (8.3, last column). */
export interface ConditionStay {
  readonly role2Days: Range | null;
  readonly icuDays: Range | null;
  readonly role4Days: Triangular | null;
}

/** A diagnosis of the catalogue (8.3), or a project-local one (id L01 on) that fills a gap of it. */
export interface Condition {
  /** B01… battle, N01… non-battle, D01… disease, C01… CBRN, L01… project-local. Source 8.3. */
  readonly id: string;
  readonly display: string;
  /** Class of the row itself; see {@link ConditionWeights} for the streams it may occur in. */
  readonly class: ConditionClass;
  /** SNOMED CT (tier A, B, B*), or local where 8.3 says so. Source 8.3. */
  readonly coding: ClinicalCoding;
  /** Broader SNOMED concept (tier A) beside a local code, for readers that know no local codes. Source 8.2, 8.3. */
  readonly parentCoding: ClinicalCoding | null;
  /** Body site, SNOMED. Source 8.3. */
  readonly bodySite: ClinicalCoding | null;
  /** Further SNOMED concept that qualifies the diagnosis (open fracture, gunshot wound). Source 8.3. */
  readonly qualifier: ClinicalCoding | null;
  /** Primary ICD-10 code. Source 8.3. */
  readonly icd10: string;
  /** All ICD-10 codes of the row, the primary one first. Source 8.3. */
  readonly icd10All: readonly string[];
  readonly region: BodyRegion;
  /** Null where the diagnosis does not count towards the ISS (agents, complications, disease). */
  readonly issRegion: IssRegion | null;
  /** Region groups in which a wound may receive this diagnosis; empty where it is not drawn by region. */
  readonly woundRegions: readonly WoundRegion[];
  readonly woundKinds: readonly WoundKind[];
  /** Lowest and highest AIS severity, 1 to 6; both 0 for disease and whole-body agents. Source 8.3. */
  readonly aisMin: number;
  readonly aisMax: number;
  readonly bleeding: BleedingSite;
  /** Haemorrhage class 30 to 60 min after wounding, untreated, when its bleeding pathway is open; 0 to 4. Source 8.3. */
  readonly bleedingClassMin: number;
  readonly bleedingClassMax: number;
  /** A limb tourniquet can be placed above it. */
  readonly tourniquetPossible: boolean;
  /** Has a left or right side. */
  readonly lateral: boolean;
  /** Lethal pathways this diagnosis can carry. Source 8.3, simulation design section 3. */
  readonly pathways: readonly LethalPathway[];
  /** The diagnosis is only right when at least one of its pathways is open (a vessel injury bleeds). */
  readonly requiresPathway: boolean;
  /** Fewest wounded regions of the casualty for this diagnosis to make sense; 1 for all but "multiple" rows. */
  readonly minRegions: number;
  /** What brings it about; ids of the mechanism table. Source 8.3. */
  readonly mechanisms: readonly string[];
  readonly environment: ConditionEnvironment | null;
  /** Typical treatment set, in the order of care. Source 8.3, 8.4. */
  readonly treatments: readonly TreatmentCode[];
  /** Lowest role that can treat it definitively in theatre or at home, 1 to 4. Source 8.3. */
  readonly roleNeeded: number;
  /** Every case is operated on. */
  readonly needsSurgery: boolean;
  /** The operation, where there is one; without `needsSurgery` it is done only for an open pathway that needs it. */
  readonly surgeryKind: SurgeryKind | null;
  /** Treat and release at Role 1 or 2, in its lowest severity, needing a treatment place only. Severity levels rule. */
  readonly outpatient: boolean;
  /** Days from injury or onset to duty. Source 8.3; where 8.3 gives a Role 4 stay, twice that stay (estimate). */
  readonly recoveryDays: Triangular;
  /** True where {@link Condition.recoveryDays} is an estimate rather than the catalogue's figure. */
  readonly recoveryEstimated: boolean;
  /** False where nobody returns to duty in theatre. */
  readonly returnsToDuty: boolean;
  readonly stay: ConditionStay;
  readonly weights: ConditionWeights;
  /** Disease: ICD chapter of 2.7 (I, V, IX…, other); non-battle injury: group of 2.7; null otherwise. */
  readonly mixGroup: string | null;
  /** Signs at the worst point; for wounds only `pain` matters, the pathways drive the rest. Estimate. */
  readonly vitals: VitalsProfile;
  /** Disease, CBRN and whatever occurs as a non-battle injury; empty otherwise. Estimate. */
  readonly severityLevels: readonly SeverityLevel[];
  /** Must appear in a large mixed set of casualties: a dead row fails a test. */
  readonly mustBeCovered: boolean;
  /** Where the row comes from, with what was added by estimate. */
  readonly source: string;
}

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
 * `drowsy` GCS 9 to 14; `severe` severity level severe, or a lethal pathway open; `major-bleeding` a transfusion
 * is under way; `ventilated` tube in place; `in-pain` pain 4 or more; `infected` a sepsis pathway or infection.
 */
export type StepCondition =
  | 'always'
  | 'shocked'
  | 'hypoxic'
  | 'obtunded'
  | 'drowsy'
  | 'severe'
  | 'not-severe'
  | 'major-bleeding'
  | 'ventilated'
  | 'in-pain'
  | 'infected'
  | 'in-arrest';

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

/** An allergy (8.3, 7.4). */
export interface AllergyCode {
  readonly id: string;
  readonly coding: ClinicalCoding;
  /** Percent of people who carry it; the rest have no known allergy. 7.4, estimate. */
  readonly percent: number;
}

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
  readonly allergies: readonly AllergyCode[];
  /** The coding of "no known allergy". */
  readonly noKnownAllergy: ClinicalCoding;
}
