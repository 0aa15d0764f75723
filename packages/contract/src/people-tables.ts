import type { RecordCoding } from './patient-record.js';

/** Where a table comes from; every file of the people data carries it. */
export interface TableSource {
  /** Publication, calibration section or "estimate". */
  readonly source: string;
  /** SPDX expression. */
  readonly licence: string;
  /** ISO date of the last revision. */
  readonly date: string;
}

/** Names of one kind. A draw takes `common` with probability `commonShare`, else `other`; uniform within each. */
export interface NameList {
  /** Probability, 0 to 1, of the everyday names. Estimate. */
  readonly commonShare: number;
  /** Everyday names, in the nation's own script. */
  readonly common: readonly string[];
  /** Rarer names, in the nation's own script. No name of `common` is repeated. */
  readonly other: readonly string[];
}

/** Table of letters used to write names of a language in ASCII. */
export type Transliteration = 'plain' | 'german' | 'danish' | 'nordic' | 'greek' | 'bulgarian' | 'macedonian';

/** Given and family names of one language (or of one language as one nation writes it). */
export interface NameLanguage extends TableSource {
  /** BCP 47-like id, also the file name. */
  readonly id: string;
  /** English name of the language. */
  readonly name: string;
  readonly transliteration: Transliteration;
  /** Family names a person bears: 2 in Spain, 1 elsewhere. */
  readonly familyNames: 1 | 2;
  readonly given: { readonly male: NameList; readonly female: NameList };
  /** `female` is null where both sexes bear the same forms. */
  readonly family: { readonly male: NameList; readonly female: NameList | null };
}

/** NATO rank codes, STANAG 2116, that appear among casualties. */
export type RankCode =
  | 'OR-1'
  | 'OR-2'
  | 'OR-3'
  | 'OR-4'
  | 'OR-5'
  | 'OR-6'
  | 'OR-7'
  | 'OR-8'
  | 'OR-9'
  | 'OF-1'
  | 'OF-2'
  | 'OF-3'
  | 'OF-4'
  | 'OF-5'
  | 'OF-6';

/** Rank titles and unit names in one working language of a force. */
export interface NationWording {
  /** Name languages whose bearers use this wording; empty means all. */
  readonly languages: readonly string[];
  /** National army title by NATO code; a code the nation does not use is left out. */
  readonly ranks: Readonly<Partial<Record<RankCode, string>>>;
  /** Unit names with `{c}` (company number), `{C}` (company letter) and `{n}` (fictional battalion number). */
  readonly unitPatterns: readonly string[];
}

/** One NATO nation as the generator of people sees it. */
export interface NationPeople extends TableSource {
  /** ISO 3166-1 alpha-3. */
  readonly alpha3: string;
  /** ISO 3166-1 alpha-2. */
  readonly alpha2: string;
  /** English short name. */
  readonly name: string;
  /** Languages names are drawn from; weights are relative. Calibration 7.3 [E]. */
  readonly nameLanguages: readonly { readonly language: string; readonly weight: number }[];
  readonly nameOrder: 'given-first' | 'family-first';
  /** Relative weights in the order of BLOOD_GROUPS (O+ A+ B+ AB+ O- A- B- AB-). Calibration 7.2; not normalised. */
  readonly bloodGroupWeights: readonly number[];
  /** Women in the force, percent 0 to 100. Calibration 7.1 or estimate. */
  readonly womenPercent: number;
  /** Mean height in centimetres. Estimate. */
  readonly heightCm: { readonly male: number; readonly female: number };
  /** One wording, or one for each working language of the force. */
  readonly wording: readonly NationWording[];
}

/** Age in completed years: `minimumYears` plus a gamma variate, rounded, cut at `maximumYears`. Calibration 7.1 [E]. */
export interface AgeModel {
  readonly minimumYears: number;
  /** Dimensionless shape of the gamma distribution. */
  readonly shape: number;
  /** Scale of the gamma distribution in years. */
  readonly scaleYears: number;
  readonly maximumYears: number;
}

/** Share of a rank among casualties and the ages at which it is held. */
export interface RankShare {
  readonly code: RankCode;
  /** Percent of casualties. Groups after calibration 7.1, within a group estimate. */
  readonly percent: number;
  /** Youngest age in years. Estimate. */
  readonly minimumYears: number;
  /** Most usual age in years. Estimate. */
  readonly typicalYears: number;
}

/** Everything about a force that does not depend on the nation. */
export interface Demographics extends TableSource {
  /** Ages of battle casualties and of everyone else. */
  readonly age: { readonly battle: AgeModel; readonly nonBattle: AgeModel };
  readonly ranks: readonly RankShare[];
  /** Share of women among battle casualties relative to their share of the force, 0 to 1. [F:39] over 7.1. */
  readonly battleWomenFactor: number;
  readonly body: {
    /** Standard deviation of height in centimetres. Calibration 7.1 [E]. */
    readonly heightSdCm: number;
    /** Body mass index in kg/m²: mean and SD chosen so that weight has the mean and SD of calibration 7.1. */
    readonly bodyMassIndex: {
      readonly male: { readonly mean: number; readonly sd: number };
      readonly female: { readonly mean: number; readonly sd: number };
      readonly minimum: number;
      readonly maximum: number;
    };
  };
  /** Fictional numbers that unit patterns are filled with. */
  readonly units: {
    readonly firstBattalion: number;
    readonly battalions: number;
    readonly companies: number;
  };
}

/** A code that a share of people carries. */
export interface Prevalence {
  /** Short id, unique within its table. */
  readonly id: string;
  readonly coding: RecordCoding;
  /** Probability, 0 to 1, for each sex. */
  readonly probability: { readonly male: number; readonly female: number };
}

/** Allergies exclude each other: a person has none or one. */
export interface AllergyTable extends TableSource {
  /** Written when a person has no allergy. */
  readonly none: RecordCoding;
  readonly entries: readonly Prevalence[];
}

/** Long-term medication taken without a listed problem (contraception, prophylaxis). */
export interface MedicationTable extends TableSource {
  readonly entries: readonly Prevalence[];
}

/** A past or lasting problem compatible with deployment. */
export interface MedicalProblem extends Prevalence {
  /** Medication that goes with it, and the probability that it is taken; the id is of `medications`. */
  readonly medication: { readonly id: string; readonly probability: number } | null;
}

export interface ProblemTable extends TableSource {
  readonly entries: readonly MedicalProblem[];
}

/** All tables from which identities and histories are drawn. */
export interface PeopleTables {
  /** The 32 members in the order of their alpha-3 code. */
  readonly nations: readonly NationPeople[];
  readonly languages: Readonly<Record<string, NameLanguage>>;
  readonly demographics: Demographics;
  readonly allergies: AllergyTable;
  readonly medications: MedicationTable;
  readonly problems: ProblemTable;
}
