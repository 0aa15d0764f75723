/**
 * Shapes of the evidence tables: published figures, the checks of the scorecard, and the courses of chemical,
 * radiological and biological exposure. Numbers in `sources` are those of {@link EvidenceSource}.
 */
import type { Range, Triangular } from './clinical-codes.js';
import type { VitalsProfile } from './clinical-conditions.js';

/** How much of a source was read: the whole file, the page or table, an abstract or excerpt, or another's notes. */
export type ReadingDepth = 'full' | 'page' | 'abstract' | 'reference';

/** One numbered source (section 11). */
export interface EvidenceSource {
  readonly n: number;
  readonly title: string;
  readonly depth: ReadingDepth;
}

/** hard: a scenario of that setting must be inside; soft: warns; structural: must hold exactly. */
export type CheckClass = 'hard' | 'soft' | 'structural';

/** Setting in which a band applies. */
export type CheckSetting = 'all' | 'coin' | 'lsco' | 'urban' | 'peacekeeping' | 'naval';

export type CheckUnit =
  | 'percent'
  | 'per-1000-per-day'
  | 'minutes'
  | 'score'
  | 'count'
  | 'units'
  | 'ratio'
  | 'years'
  | 'p-value'
  | 'points';

/** An acceptance band; `low` and `high` are inclusive, null where open. */
export interface CheckBand {
  readonly setting: CheckSetting;
  /** Narrower circumstance within the setting, in words; null for none. */
  readonly variant: string | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Class of this band: a check can be hard in one setting and soft in another. */
  readonly class: CheckClass;
}

/** One number that a check computes. */
export interface CheckStatistic {
  /** Slug, unique over all checks, for example `kia-percent`. */
  readonly id: string;
  readonly title: string;
  readonly unit: CheckUnit;
  /** Lowest and highest published value; null where the publication is not a number. */
  readonly publishedLow: number | null;
  readonly publishedHigh: number | null;
  readonly bands: readonly CheckBand[];
}

/** One row of the reference checks (section 10). */
export interface EvidenceCheck {
  /** 1 to 40. */
  readonly number: number;
  /** Slug, for example `kia-coin`. */
  readonly id: string;
  readonly title: string;
  /** What is divided by what, in words. */
  readonly denominator: string;
  readonly publishedText: string;
  /** Fewest cases for a verdict; null where section 10 names none. */
  readonly minimumN: number | null;
  readonly class: CheckClass;
  /** Weak evidence is called weak wherever the check is printed. */
  readonly evidence: 'strong' | 'weak';
  /** Setting in words, as printed in section 10. */
  readonly scenario: string;
  readonly sources: readonly number[];
  readonly statistics: readonly CheckStatistic[];
}

export type AgentFamily = 'nerve' | 'blister' | 'choking';

/** One dose class of one chemical agent: onset, course and lethality (6.1 to 6.3). */
export interface AgentProfile {
  /** Slug, for example `nerve-ip3`. */
  readonly id: string;
  readonly agent: AgentFamily;
  readonly display: string;
  /** Condition row of the catalogue. */
  readonly conditionId: string;
  /** Inhaled dose, mg·min/m³; high null where open; both null where no figure is public. */
  readonly doseLow: number | null;
  readonly doseHigh: number | null;
  readonly severity: 'mild' | 'moderate' | 'severe' | 'fatal';
  /** Share of the exposed of this agent in this class, 0 to 1; the classes of an agent sum to 1. */
  readonly share: number;
  readonly signs: string;
  /** Minutes from exposure to first signs. */
  readonly onsetMinutes: Triangular;
  /** Minutes from exposure to the worst point. */
  readonly peakMinutes: Triangular;
  /** Days of illness among survivors. */
  readonly durationDays: Triangular;
  /** Probability of death without and with treatment in time, 0 to 1. */
  readonly untreatedLethality: number;
  readonly treatedLethality: number;
  /** Median minutes from exposure to death, given death, with the sigma of a lognormal; null where nobody dies. */
  readonly deathMedianMinutes: number | null;
  readonly deathSigma: number | null;
  /** Percent of body surface burned (blister agents), else null. */
  readonly burnPercent: Range | null;
  readonly ventilation: boolean;
  /** True treatment category at the worst point. */
  readonly category: 'T1' | 'T2' | 'T3' | 'T4';
  /** Change of signs at the worst point, added to the baseline. Estimate. */
  readonly vitals: VitalsProfile;
  readonly source: string;
}

/** Minutes of decontamination by state of the patient. */
export interface DecontaminationTimes {
  readonly walkingMinutes: number;
  readonly litterMinutes: number;
  readonly disrobingMinutes: number;
  readonly agentIdentificationMinutes: number;
  readonly source: string;
}

/** Lethal concentration-time products (6.1 to 6.3), kept for display. */
export interface AgentToxicity {
  readonly agent: string;
  /** mg·min/m³. */
  readonly lct50Older: number | null;
  readonly lct50ModernLow: number | null;
  readonly lct50ModernHigh: number | null;
  readonly source: string;
}

/** One band of whole-body dose (6.4). */
export interface RadiationBand {
  readonly id: string;
  readonly conditionId: string;
  readonly doseGyLow: number;
  readonly doseGyHigh: number | null;
  readonly prodrome: '+' | '++' | '+++';
  readonly syndrome: string;
  readonly prognosis: string;
  /** Share of the exposed in this band, 0 to 1. Estimate. */
  readonly share: number;
  /** Hours from exposure to vomiting; null where none is expected. */
  readonly vomitingOnsetHours: Range | null;
  readonly vomitingShare: Range | null;
  /** Probability of death without and with care, 0 to 1. Estimate from the prognosis. */
  readonly untreatedLethality: number;
  readonly treatedLethality: number;
  /** Days from exposure to death, given death. */
  readonly deathDays: Range | null;
  readonly durationDays: Triangular;
  readonly category: 'T1' | 'T2' | 'T3' | 'T4';
  readonly sources: readonly number[];
}

/** One biological agent (6.5). */
export interface BiologicalAgent {
  readonly id: string;
  /** Condition row of the catalogue. */
  readonly conditionId: string;
  readonly display: string;
  readonly icd10: string;
  /** Days from exposure to onset; the mode is an estimate. */
  readonly incubationDays: Triangular;
  readonly illnessDays: Triangular;
  /** Probability of death, 0 to 1. */
  readonly untreatedLethality: Range;
  readonly treatedLethality: number | null;
  readonly isolation: 'none' | 'standard' | 'droplet' | 'airborne';
  readonly contagious: boolean;
  readonly illness: string;
  readonly source: string;
}

/** Every evidence table. */
export interface EvidenceTables {
  readonly sources: readonly EvidenceSource[];
  readonly checks: readonly EvidenceCheck[];
  readonly agents: readonly AgentProfile[];
  readonly decontamination: DecontaminationTimes;
  readonly toxicity: readonly AgentToxicity[];
  readonly radiation: readonly RadiationBand[];
  readonly biological: readonly BiologicalAgent[];
}
