import type { CASUALTY_CLASSES, EVENT_KINDS, OUTCOMES, TRIAGE_CATEGORIES } from '@medical-patients/contract';

/**
 * Numbers of the care path and the words they stand for. A care path holds numbers only; the words are the
 * contract's. Positions are frozen: stored care paths are read back with them, so entries are only ever appended.
 */

export const CLASS_WORDS: typeof CASUALTY_CLASSES = ['battle-injury', 'non-battle-injury', 'disease'];
export const CLASS = { battleInjury: 0, nonBattleInjury: 1, disease: 2 } as const;

export const TRIAGE_WORDS: typeof TRIAGE_CATEGORIES = ['T1', 'T2', 'T3', 'T4'];

export const OUTCOME_WORDS: typeof OUTCOMES = [
  'kia',
  'dow',
  'died-non-battle',
  'returned-to-duty',
  'evacuated-out-of-theatre',
  'in-care',
];
export const OUTCOME = {
  kia: 0,
  dow: 1,
  diedNonBattle: 2,
  returnedToDuty: 3,
  evacuated: 4,
  inCare: 5,
} as const;

export const EVENT_WORDS: typeof EVENT_KINDS = [
  'injured',
  'found',
  'self-aid',
  'buddy-aid',
  'medic-arrived',
  'decontaminated',
  'evacuation-requested',
  'dispatched',
  'casualty-collected',
  'departed',
  'attacked-in-transit',
  'arrived',
  'diverted',
  'triaged',
  'treatment-started',
  'treatment-ended',
  'resuscitation-started',
  'resuscitation-ended',
  'surgery-started',
  'surgery-ended',
  'admitted-icu',
  'admitted-ward',
  'holding',
  'complication',
  'handed-over',
  'returned-to-duty',
  'died',
];

/**
 * Event kinds of the care path: the timeline's words first, then the two kinds that are not timeline events. For each:
 * what `detail`, `a` and `b` hold (0 where not named).
 */
export const EVENT = {
  injured: 0,
  found: 1,
  selfAid: 2,
  buddyAid: 3,
  medicArrived: 4,
  decontaminated: 5,
  /** detail: precedence index (PRECEDENCE); a: destination place. */
  evacuationRequested: 6,
  /** a: vehicle + 1, 0 for unit transport; b: destination place. */
  dispatched: 7,
  /** a: vehicle + 1. */
  casualtyCollected: 8,
  /** a: vehicle + 1; b: destination place. */
  departed: 9,
  /** detail: 0 delayed, 1 damaged, 2 lost, 3 lost and wounded again; a: vehicle + 1. */
  attackedInTransit: 10,
  /** a: vehicle + 1. */
  arrived: 11,
  /** detail: DIVERSION reason; a: new destination place; b: the place passed over. */
  diverted: 12,
  /** detail: assessed category 0–3; a: true category 0–3; b: 0 medic, 1 physician, 2 nurse. */
  triaged: 13,
  treatmentStarted: 14,
  treatmentEnded: 15,
  resuscitationStarted: 16,
  resuscitationEnded: 17,
  /** detail: SURGERY_WORDS index; a: 1 where it is damage control. */
  surgeryStarted: 18,
  surgeryEnded: 19,
  admittedIcu: 20,
  admittedWard: 21,
  /** Waits for a place, a bed or transport. detail: HOLDING reason. */
  holding: 22,
  /** detail: COMPLICATION index. */
  complication: 23,
  handedOver: 24,
  returnedToDuty: 25,
  died: 26,
  /** Vital state behind the event before it: detail 250·V; a, b: four severities 0–250 (see `packSeverities`). */
  reading: 27,
  /** detail: INTERVENTION index + 128 when it failed; a: number of units. */
  intervention: 28,
} as const;

export const PRECEDENCE_WORDS = ['urgent', 'urgent-surgical', 'priority', 'routine'] as const;
export const DIVERSION_WORDS = ['queue', 'no-bed', 'no-table'] as const;
export const HOLDING_WORDS = [
  'treatment-place',
  'resuscitation-bay',
  'operating-table',
  'bed',
  'transport',
] as const;
export const HOLDING = {
  treatmentPlace: 0,
  resuscitationBay: 1,
  operatingTable: 2,
  bed: 3,
  transport: 4,
} as const;
export const COMPLICATION_WORDS = [
  'wound-infection',
  're-bleeding',
  'limb-ischaemia',
  'sepsis',
  'compartment-syndrome',
  'post-operative-death',
  'hypovolaemic-shock',
  'crush-syndrome',
] as const;
export const COMPLICATION = {
  woundInfection: 0,
  rebleeding: 1,
  limbIschaemia: 2,
  sepsis: 3,
  compartment: 4,
  postOperativeDeath: 5,
  hypovolaemicShock: 6,
  crushSyndrome: 7,
} as const;
/** Rows of the catalogue of conditions (8.3) by complication; null where it has none. */
export const COMPLICATION_CONDITIONS: readonly (string | null)[] = [
  'B55',
  'B54',
  null,
  'B56',
  'B53',
  null,
  'B54',
  'B52',
];
export const ATTACK_WORDS = [
  'delayed',
  'vehicle damaged',
  'vehicle lost',
  'vehicle lost, wounded again',
] as const;

/** Interventions that the simulation decides, because they change the course; all other care is the protocol's. */
export const INTERVENTION_WORDS = [
  'tourniquet',
  'pressure-dressing',
  'wound-packing',
  'junctional-tourniquet',
  'airway-position',
  'nasopharyngeal-airway',
  'surgical-airway',
  'intubation',
  'chest-seal',
  'needle-decompression',
  'chest-drain',
  'tranexamic-acid',
  'whole-blood',
  'antidote',
  'decontamination',
  'tourniquet-correction',
  'operation',
  'ventilation',
] as const;
export const INTERVENTION = {
  tourniquet: 0,
  pressureDressing: 1,
  woundPacking: 2,
  junctionalTourniquet: 3,
  airwayPosition: 4,
  nasopharyngealAirway: 5,
  surgicalAirway: 6,
  intubation: 7,
  chestSeal: 8,
  needleDecompression: 9,
  chestDrain: 10,
  tranexamicAcid: 11,
  wholeBlood: 12,
  antidote: 13,
  decontamination: 14,
  tourniquetCorrection: 15,
  operation: 16,
  ventilation: 17,
} as const;
export const INTERVENTION_FAILED = 128;

/** Lethal pathways: position is the bit in a wound's or a casualty's pathway mask, and the cause of death. */
export const PATHWAY_WORDS = [
  'limb-bleeding',
  'junctional-bleeding',
  'torso-bleeding',
  'airway-obstruction',
  'tension-pneumothorax',
  'brain-injury',
  'burn',
  'sepsis',
  'agent',
  'multiple-injury',
  'unsurvivable-injury',
  'post-operative',
  'disease',
  'transport-attack',
] as const;
export const PATHWAY = {
  limbBleeding: 0,
  junctionalBleeding: 1,
  torsoBleeding: 2,
  airway: 3,
  tensionPneumothorax: 4,
  brain: 5,
  burn: 6,
  sepsis: 7,
  agent: 8,
  other: 9,
  unsurvivable: 10,
  postOperative: 11,
  disease: 12,
  transportAttack: 13,
} as const;

export const PREVENTABILITY_WORDS = [
  'none',
  'delay',
  'no-bed',
  'no-table',
  'no-vehicle',
  'no-blood',
  'complication',
] as const;
export const PREVENTABILITY = {
  none: 0,
  delay: 1,
  noBed: 2,
  noTable: 3,
  noVehicle: 4,
  noBlood: 5,
  complication: 6,
} as const;

export const REGION_WORDS = [
  'head',
  'face',
  'neck',
  'thorax',
  'abdomen',
  'pelvis',
  'spine',
  'upper_limb',
  'lower_limb',
  'skin',
  'systemic',
] as const;
export const SEVERITY_WORDS = ['mild', 'moderate', 'severe'] as const;
export const DOSE_WORDS = ['none', 'mild', 'moderate', 'severe', 'lethal'] as const;
export const AGENT_WORDS = ['none', 'nerve', 'mustard', 'choking', 'radiation'] as const;

/** Flag bits of a care path. */
export const FLAG = {
  massCasualty: 1,
  /** Unsurvivable with the means at hand from the first minute. */
  unsurvivable: 2,
  /** Treated and released, no evacuation. */
  outpatient: 4,
  contaminated: 8,
  ambulatory: 16,
  needsSurgery: 32,
  /** Went through surgery. */
  operated: 64,
  decontaminated: 128,
} as const;

/** Value of one-byte fields that do not apply. */
export const NONE = 255;
