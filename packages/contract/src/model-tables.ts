import type {
  Environment,
  FleetKind,
  Intensity,
  Mechanism,
  TempoName,
  WarfareType,
} from './scenario/vocabulary.js';
import type { VitalProfiles } from './vital-profiles.js';

/**
 * Tables of the model that are neither people, clinical catalogue nor evidence. Every number carries its source: a
 * section of calibration.md ("2.3"), a reading of it ("F:26"), "starting parameters", or "estimate" with the reason.
 */

/** One number of the model. */
export interface Parameter {
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}
export type Parameters<Name extends string> = Readonly<Record<Name, Parameter>>;

/** Kind of wound a mechanism makes; chooses the diagnosis. */
export type WoundKindWord = 'fragment' | 'gunshot' | 'blast' | 'burn' | 'crush' | 'blunt';
/** Groups of body regions in which wounds are drawn. */
export type RegionGroup = 'head_neck' | 'face' | 'thorax' | 'abdomen' | 'limb';
/** Severity classes of a battle hit. */
export type HitClass = 'minor' | 'moderate' | 'severe' | 'catastrophic';

/** How hits of one mechanism wound. Weights are percent. */
export interface HitProfile {
  readonly woundKinds: Readonly<Partial<Record<WoundKindWord, number>>>;
  readonly severity: Readonly<Record<HitClass, number>>;
  /** Geometric mean before the factor by severity class. */
  readonly meanWounds: number;
  readonly regions: Readonly<Record<RegionGroup, number>>;
  /** Probability that a catastrophic hit is unsurvivable. */
  readonly unsurvivable: number;
  readonly source: string;
}

/** How an injury comes about. Order in `ModelTables.mechanisms` is the mechanism number of care paths. */
export interface MechanismRow {
  readonly id: string;
  readonly display: string;
  /** `snomed` or `local`. */
  readonly system: string;
  readonly code: string;
  readonly codeDisplay: string;
  readonly kind: 'battle' | 'non-battle' | 'disease';
  /** Percent among non-battle injuries (2.7); 0 elsewhere. */
  readonly nonBattleWeight: number;
  /** Battle mechanisms that wound; null for the rest. */
  readonly hit: HitProfile | null;
}

export type HourPattern =
  | 'sustained'
  | 'surges'
  | 'sporadic'
  | 'precision'
  | 'phased'
  | 'waves'
  | 'release'
  | 'low'
  | 'sick-call'
  | 'daytime';

/** What one type of warfare does to the stream. */
export interface WarfareProfile {
  /** Percent of hits by mechanism (2.2). */
  readonly mechanisms: Readonly<Partial<Record<Mechanism, number>>>;
  readonly hours: HourPattern;
  /** Share of its battle casualties that fall in mass-casualty incidents, and their size. */
  readonly massCasualtyShare: number;
  readonly massCasualtySize: readonly [min: number, max: number];
  /** Factors on the class mix. */
  readonly classMix: { readonly battle: number; readonly nonBattle: number; readonly disease: number };
  readonly source: string;
}

/** What an environment shifts; factors of 1 change nothing. */
export interface EnvironmentEffect {
  readonly classMix: { readonly battle: number; readonly nonBattle: number; readonly disease: number };
  /** Factor on the weight of the hours 20 to 5. */
  readonly nightHours: number;
  /** Factor on travel times on the ground and in the air. */
  readonly groundTime: number;
  readonly airTime: number;
  /** Factor on the delays of aid at the point of injury. */
  readonly aidDelay: number;
  /** Degrees Celsius by which the wounded cool beyond the usual. */
  readonly cooling: number;
  /** Condition environments it favours, tenfold (2.7). */
  readonly favours: readonly string[];
  readonly source: string;
}

export interface CampaignProfile {
  readonly title: string;
  readonly distribution: 'exponential' | 'lognormal';
  /** Killed and wounded, per 1,000 a day. */
  readonly battleMean: number;
  readonly battleSd: number;
  readonly lag1: number;
  readonly source: string;
}

/** How one contagious disease clusters. Its single cases and its outbreaks together keep its weight in the catalogue. */
export interface OutbreakProfile {
  /** Row of the catalogue; every case of an outbreak has it. */
  readonly conditionId: string;
  /** Share of its cases that come in outbreaks, 0 to 1, in expectation. */
  readonly share: number;
  readonly leastCases: number;
  /** Mean number of cases; beyond the least it is geometric. */
  readonly meanCases: number;
  /** Days from the first case to the last, in an exercise long enough. */
  readonly days: number;
  readonly source: string;
}

/** A kind of facility of the doctrinal laydown: places and holding time. */
export interface FacilityTemplate {
  readonly treatment_places: number;
  readonly resuscitation_bays: number;
  readonly operating_tables: number;
  readonly icu_beds: number;
  readonly ward_beds: number;
  readonly holding_beds: number;
}

/** A kind of vehicle of the doctrinal laydown. */
export interface FleetTemplate {
  readonly kind: FleetKind;
  readonly litters: number;
  readonly seats: number;
  readonly speed_kmh: number;
  readonly ready_minutes: number;
  readonly turnaround_minutes: number;
}

/** Facilities and fleets for a scenario that names none; counts follow the load. */
export interface LaydownRules {
  readonly parameters: Parameters<
    | 'role1CasualtiesPerDay'
    | 'role2CasualtiesPerDay'
    | 'role3CasualtiesPerDay'
    | 'groundSortiesPerDay'
    | 'rotarySortiesPerDay'
    | 'forwardMovesPerDay'
    | 'strategicLittersPerDay'
    | 'battlePeak'
  >;
  readonly role1: FacilityTemplate;
  readonly role2: FacilityTemplate;
  readonly role3: FacilityTemplate;
  readonly fleets: Readonly<Record<'ground' | 'rotary' | 'forward' | 'strategic', FleetTemplate>>;
}

/** Minutes between places without a leg and without locations. */
export interface LegDefault {
  /** 0: point of injury. */
  readonly fromRole: number;
  readonly toRole: number;
  readonly kinds: readonly FleetKind[];
  readonly minutes: readonly [number, number, number];
  readonly source: string;
}

export interface WoundRules {
  /** Percent of AIS 1 to 5 by severity class. */
  readonly ais: Readonly<Record<HitClass, readonly [number, number, number, number, number]>>;
  /** Factor on the mean number of wounds by severity class. */
  readonly countFactor: Readonly<Record<HitClass, number>>;
  readonly faceCap: number;
  readonly limbFiveBecomesFour: number;
  /** Lower limb among limb wounds, and head among head-and-neck wounds. */
  readonly lowerLimbShare: number;
  readonly headShare: number;
  readonly spineShare: number;
  readonly pelvisShare: number;
  readonly source: string;
}

/** Probabilities at AIS 3, 4 and 5. */
export type ByAis = readonly [number, number, number];

export interface PathwayRules {
  readonly limbBleeding: ByAis;
  readonly limbJunctionalShare: number;
  readonly neckJunctional: ByAis;
  readonly abdomenJunctional: ByAis;
  readonly thoraxBleeding: ByAis;
  readonly abdomenBleeding: ByAis;
  readonly torsoFlowByAis: ByAis;
  readonly brain: ByAis;
  readonly brainDevastating: ByAis;
  readonly airwayFace: number;
  readonly airwayWithBrain: number;
  readonly tensionPneumothorax: ByAis;
  readonly sepsisAbdomen: ByAis;
  readonly sepsisLimb: ByAis;
  readonly burn: ByAis;
  readonly inhalationAirway: ByAis;
  readonly source: string;
}

export type PhysiologyName =
  | 'triadPerHour'
  | 'deathVolume'
  | 'flowCapPerHour'
  | 'minorLossMax'
  | 'minorLossTauMinutes'
  | 'refillTauHours'
  | 'transfusionTauMinutes'
  | 'initialHealth'
  | 'limbFlowMedian'
  | 'limbFlowSigma'
  | 'junctionalFlowMedian'
  | 'junctionalFlowSigma'
  | 'torsoFlowMedian'
  | 'torsoFlowSigma'
  | 'instantShare'
  | 'unsurvivableBleedingShare'
  | 'unsurvivableMedianMinutes'
  | 'unsurvivableSigma'
  | 'devastatingEarlyShare'
  | 'devastatingEarlyMinutes'
  | 'devastatingEarlySigma'
  | 'devastatingLateHours'
  | 'devastatingLateSigma'
  | 'brainHours'
  | 'brainSigma'
  | 'airwayMinutes'
  | 'airwaySigma'
  | 'tensionMinutes'
  | 'tensionSigma'
  | 'sepsisHours'
  | 'sepsisSigma'
  | 'limbSepsisHours'
  | 'burnHours'
  | 'burnSigma'
  | 'recoveryTauHours';

export type CareName =
  | 'misappliedFlow'
  | 'tourniquetCorrection'
  | 'packedFlow'
  | 'pressureFlow'
  | 'needleMinutes'
  | 'txaFlow'
  | 'earlyBloodMinutes'
  | 'earlyBloodVolume'
  | 'earlyBloodFlow'
  | 'earlyBloodTrigger'
  | 'role1LimbCloses'
  | 'role1JunctionalCloses'
  | 'role1JunctionalFlow'
  | 'role1TorsoFlow'
  | 'role1Volume'
  | 'role1AirwayChest'
  | 'resuscitationVolume'
  | 'resuscitationVolumeCap'
  | 'resuscitableVolume'
  | 'resuscitationTorsoFlow'
  | 'resuscitationJunctionalFlow'
  | 'surgeryTorso'
  | 'surgeryJunctional'
  | 'surgeryLimb'
  | 'surgeryBrain'
  | 'surgerySepsis'
  | 'surgerySepsisLoss'
  | 'postOperativeVolumeFactor'
  | 'postOperativeVolumeRange'
  | 'postOperativeVolumeFloor'
  | 'postOperativeNissFactor'
  | 'postOperativeNissExponent'
  | 'postOperativeDelayHours'
  | 'withoutIcuFactor'
  | 'withoutIcuAdd'
  | 'withoutBloodFactor'
  | 'withoutBloodAdd'
  | 'burnCareStretch'
  | 'burnCareCloses'
  | 'antidoteSurvival'
  | 'bloodTrigger'
  | 'bloodPerLoss'
  | 'bloodWoundAis3'
  | 'bloodWoundAis4'
  | 'bloodWoundAis5'
  | 'returnAis1Days'
  | 'returnAis2Days'
  | 'returnSigma'
  | 'infectionPerHour'
  | 'infectionMax'
  | 'rebleedingProbability'
  | 'ischaemiaHours'
  | 'ischaemiaDeathPerHour'
  | 'medicAtSickCallMinutes'
  | 'unitTransportMedianMinutes'
  | 'unitTransportSigma'
  | 'recoveryTauHours';

export type TimingName =
  | 'resuscitationMin'
  | 'resuscitationMode'
  | 'resuscitationMax'
  | 'treatmentMin'
  | 'treatmentMode'
  | 'treatmentMax'
  | 'damageControlMinutes'
  | 'operationMildMinutes'
  | 'operationModerateMinutes'
  | 'operationSevereMinutes'
  | 'operationCriticalMinutes'
  | 'operationSigma'
  | 'icuMinHours'
  | 'icuModeHours'
  | 'icuMaxHours'
  | 'wardStableHours'
  | 'unloadMinutesPerLitter'
  | 'horizonDays';

export interface ModelTables {
  readonly mechanisms: readonly MechanismRow[];
  readonly warfare: Readonly<Record<WarfareType, WarfareProfile>>;
  /** 24 weights each. */
  readonly hourPatterns: Readonly<Record<HourPattern, readonly number[]>>;
  /** Day weights are shape functions of the tempo; see the engine's `day-pattern.ts`. */
  readonly tempos: Readonly<
    Record<
      TempoName,
      { readonly first: number; readonly last: number; readonly peak: number; readonly source: string }
    >
  >;
  readonly environments: Readonly<Record<Environment, EnvironmentEffect>>;
  /** Factor on the mass-casualty share by intensity. */
  readonly intensities: Readonly<
    Record<Intensity, { readonly massCasualtyFactor: number; readonly source: string }>
  >;
  readonly campaigns: Readonly<Record<string, CampaignProfile>>;
  readonly outbreaks: readonly OutbreakProfile[];
  readonly wounds: WoundRules;
  readonly pathways: PathwayRules;
  readonly physiology: Parameters<PhysiologyName>;
  readonly care: Parameters<CareName>;
  readonly timing: Parameters<TimingName>;
  readonly laydown: LaydownRules;
  readonly legDefaults: readonly LegDefault[];
  readonly vitalProfiles: VitalProfiles;
}
