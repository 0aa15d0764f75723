import { DURATION_BINS } from './quantile-histogram.js';

/** Columns of a grouping: the six outcomes, then battle casualties and wounded back on duty within 72 h. */
export const GROUP_COLUMNS = 8;
export const COLUMN = { battle: 6, returned72: 7 } as const;

const CARE_TIME_COUNT = 5;
export const CARE_TIME = { firstAid: 0, firstMtf: 1, firstDcr: 2, surgicalFacility: 3, incision: 4 } as const;
export const CARE_GROUP_COUNT = 3;
export const CARE_GROUP = { all: 0, battle: 1, battleT1: 2 } as const;

/** Columns of a place: arrivals, departures, diversions away from it, deaths, returns to duty. */
export const PLACE_COLUMNS = 5;
export const PLACE_COLUMN = { arrivals: 0, departures: 1, diverted: 2, deaths: 3, returned: 4 } as const;

export const ISS_BINS = 76;
export const WOUND_BINS = 25;
export const REGION_BINS = 16;
export const CAUSE_BINS = 16;
export const REASON_BINS = 8;
export const SURGERY_KIND_BINS = 16;
export const NATION_BINS = 64;
export const WARFARE_BINS = 9;
export const PRECEDENCES = 4;
export const BLOOD_GROUP_BINS = 8;
/** Casualties can be treated for thirty days after the last day of fighting (simulation design, section 5). */
export const DAYS_AFTER = 30;

/** Counters that are a single number. */
export const SCALARS = [
  'massCasualty',
  'reachedMtf',
  'neverAssessed',
  'surgicalWithin60',
  'surgicalWithin60T1',
  'transfused',
  'massiveTransfusion',
  'admissions',
  'admissionsTransfused',
  'admissionsMassive',
  'admissionUnits',
  'admissionUnitsSquared',
  'operations',
  'operated',
  'role2Operations',
  'role2DamageControl',
  'role2Arrivals',
  'role2Deaths',
  'battleReachedMtf',
  'torsoBleeding',
  'torsoBleedingDeaths',
  'amputations',
  'evacuatedBattle',
  'evacuatedBurns',
  'brainInjuries',
  'brainInjuriesMild',
  'tourniquets',
  'tourniquetSeconds',
  'tourniquetSecondsSquared',
  'shockedWithBlood',
  'shockedWithBloodDeaths',
  'shockedWithoutBlood',
  'shockedWithoutBloodDeaths',
  'kiaWithin10',
  'kiaWithin60',
  'kiaWithin120',
  'persons',
  'battlePersons',
  'battlePersonsMale',
  'personsAge',
  'personsAgeSquared',
] as const;
export type Scalar = (typeof SCALARS)[number];

export interface LayoutSizes {
  readonly days: number;
  readonly fronts: number;
  readonly mechanisms: number;
  readonly places: number;
}

/**
 * Where each counter lives in the one array that a tally consists of. All counters are whole numbers (seconds, counts,
 * squares of seconds), so sums are exact and the order of merging cannot show.
 */
export function layOutCounters(sizes: LayoutSizes) {
  let size = 0;
  const block = (length: number): number => {
    const at = size;
    size += length;
    return at;
  };
  const scalar = Object.fromEntries(SCALARS.map((name) => [name, block(1)])) as Record<Scalar, number>;
  const injuryHours = sizes.days * 24;
  const outcomeHours = (sizes.days + DAYS_AFTER) * 24 + 1;
  const blocks = {
    byClass: block(3 * GROUP_COLUMNS),
    byFront: block(sizes.fronts * GROUP_COLUMNS),
    byNation: block(NATION_BINS * GROUP_COLUMNS),
    byWarfare: block(WARFARE_BINS * GROUP_COLUMNS),
    byMechanism: block(sizes.mechanisms * GROUP_COLUMNS),
    byDay: block(sizes.days * GROUP_COLUMNS),
    /** Three classes, then an hour each. */
    injuryHour: block(3 * injuryHours),
    /** Five outcomes that end a course, then an hour each. */
    outcomeHour: block(5 * outcomeHours),
    trueMix: block(4),
    assessedMix: block(4),
    /** true · 4 + assessed, first assessment. */
    confusion: block(16),
    careGroup: block(CARE_GROUP_COUNT),
    /** measure · groups + group. */
    careWithin: block(CARE_TIME_COUNT * CARE_GROUP_COUNT),
    careBins: block(CARE_TIME_COUNT * CARE_GROUP_COUNT * DURATION_BINS),
    place: block(sizes.places * PLACE_COLUMNS),
    /** Origin (0 point of injury, 1 facility) · 4 + precedence. */
    requests: block(2 * PRECEDENCES),
    requestBins: block(2 * PRECEDENCES * DURATION_BINS),
    /** Day · 5 + role, 0 before a facility. */
    bloodDay: block((sizes.days + DAYS_AFTER + 1) * 5),
    surgeryKind: block(SURGERY_KIND_BINS),
    surgeryRole: block(5),
    /** ISS band (1–8, 9–15, 16–24, 25+) · 3: operations, seconds, seconds squared. */
    surgeryTime: block(4 * 3),
    woundsPer: block(WOUND_BINS),
    woundRegion: block(REGION_BINS),
    issBattle: block(ISS_BINS),
    issKia: block(ISS_BINS),
    issMtf: block(ISS_BINS),
    issMtfSurvivor: block(ISS_BINS),
    issDow: block(ISS_BINS),
    /** Battle casualties who reached a facility, returned to duty or not. */
    issArrivals: block(ISS_BINS),
    /** (Death outcome · 2 + survivable) · causes + cause. */
    cause: block(3 * 2 * CAUSE_BINS),
    reason: block(3 * 2 * REASON_BINS),
    bloodGroup: block(NATION_BINS * BLOOD_GROUP_BINS),
  };
  return { ...blocks, scalar, injuryHours, outcomeHours, sizes, size };
}
export type CounterLayout = ReturnType<typeof layOutCounters>;
