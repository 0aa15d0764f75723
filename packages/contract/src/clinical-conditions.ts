import type { TreatmentCode } from './clinical-care.js';
import type { ClinicalCoding, Range, Triangular } from './clinical-codes.js';

/**
 * Shape of the catalogue of conditions: what a casualty can have, how it runs and what it needs.
 *
 * Source tags such as "8.3" point to sections of the calibration dossier; "estimate" marks a modelling choice.
 */

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

/**
 * Kind of an operation. `dcs-` is damage control; the catalogue names the operation by it, and the simulation decides
 * whether that or the definitive one is done.
 */
export type SurgeryKind =
  | 'dcs-laparotomy'
  | 'dcs-thoracotomy'
  | 'dcs-vascular'
  | 'ortho'
  | 'neuro'
  | 'soft-tissue'
  | 'fasciotomy'
  | 'amputation'
  | 'other'
  | 'laparotomy'
  | 'thoracotomy'
  | 'vascular'
  | 'maxillofacial'
  | 'eye';

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

/** A part of the body that has two sides and can be lost, and where along it a diagnosis lies. */
export interface BodyPart {
  readonly of: 'leg' | 'arm' | 'eye';
  /** Limbs: 1 thigh or upper arm, 2 lower leg or forearm, 3 foot or hand; the eye has level 1. */
  readonly level: number;
  /** From this level on nothing is left: wounds of it, or farther out on that side, make no sense. */
  readonly isLost: boolean;
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
  /** Null where the diagnosis may lie anywhere on a limb, or elsewhere. Estimate, after the ICD-10 code. */
  readonly part: BodyPart | null;
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
