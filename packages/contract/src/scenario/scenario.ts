import type { Nation } from './nations.js';
import type { ShapedScenario } from './schema/scenario-schema.js';
import type {
  Campaign,
  Environment,
  FleetKind,
  Intensity,
  Mechanism,
  SpecialEventType,
  TempoName,
  WarfareType,
} from './vocabulary.js';

/** Every level of T read-only. */
export type DeepReadonly<T> = T extends (infer U)[]
  ? readonly DeepReadonly<U>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** Degrees, WGS 84. */
export interface Location {
  readonly lat: number;
  readonly lon: number;
}

/** Daily rates per 1,000 population at risk. Exactly one of `campaign` and `battle` is not null. */
export interface CasualtyRates {
  readonly campaign: Campaign | null;
  readonly battle: number | null;
  readonly non_battle_injury: number;
  readonly disease: number;
}

/** Exactly one of `total`, `surviving_injury` and `rates` is not null. */
export interface Casualties {
  readonly total: number | null;
  readonly surviving_injury: number | null;
  readonly rates: CasualtyRates | null;
  /** Coefficient of variation of the day factor; null in rates mode: the campaign's own dispersion. */
  readonly day_variation: number | null;
}

/** Fractions that sum to 1. */
export interface InjuryMix {
  readonly disease: number;
  readonly non_battle_injury: number;
  readonly battle_injury: number;
}

/** What is null is left to the simulation. */
export interface SpecialEvent {
  readonly type: SpecialEventType;
  /** From 1. */
  readonly day: number | null;
  /** 0 up to, not including, 24. */
  readonly hour: number | null;
  readonly casualties: number | null;
  readonly front: string | null;
  /** Factor on the scenario's severity. */
  readonly severity: number;
  readonly duration_minutes: number;
  /** Factor on the placement weight of battle casualties inside the window; 1 for `mass_casualty`. */
  readonly multiplier: number;
}

export interface Front {
  readonly id: string;
  readonly name: string;
  /** Shares of all fronts sum to 1. */
  readonly share: number;
  /** Fractions that sum to 1, keys in alphabetical order. */
  readonly nations: Readonly<Partial<Record<Nation, number>>>;
  readonly population_at_risk: number | null;
  readonly location: Location | null;
}

export interface Facility {
  readonly id: string;
  readonly name: string;
  readonly role: 1 | 2 | 3 | 4;
  readonly treatment_places: number;
  readonly resuscitation_bays: number;
  readonly operating_tables: number;
  readonly icu_beds: number;
  readonly ward_beds: number;
  readonly holding_beds: number;
  readonly holding_hours: number;
  readonly location: Location | null;
  /** Ids of fronts. */
  readonly fronts: readonly string[];
  /** Ids of facilities of the same or a higher role, in order of preference. */
  readonly evacuates_to: readonly string[];
}

export interface Fleet {
  readonly id: string;
  readonly name: string;
  readonly kind: FleetKind;
  readonly vehicles: number;
  readonly litters: number;
  readonly seats: number;
  readonly speed_kmh: number;
  readonly ready_minutes: number;
  readonly turnaround_minutes: number;
  /** Ids of fronts and facilities where it picks up; null: everywhere. */
  readonly serves: readonly string[] | null;
  /** Ids of facilities; both null or both given. */
  readonly from: string | null;
  readonly to: string | null;
  /** Null: on demand. */
  readonly departs_every_hours: number | null;
  /** True: moves between dawn and dusk only. */
  readonly daylight: boolean;
}

export interface Leg {
  /** Id of a front or facility. */
  readonly from: string;
  /** Id of a facility. */
  readonly to: string;
  /** Null: every kind without a leg of its own. */
  readonly kind: FleetKind | null;
  /** Shortest, likeliest, longest. */
  readonly minutes: readonly [number, number, number];
}

export type Care = DeepReadonly<ShapedScenario['medical']['care']>;
export type Contested = DeepReadonly<ShapedScenario['medical']['contested']>;

export type Medical = DeepReadonly<Omit<ShapedScenario['medical'], 'facilities' | 'fleets' | 'legs'>> & {
  /** Null: the engine builds a doctrinal laydown sized to the casualty load. */
  readonly facilities: readonly Facility[] | null;
  /** Null: the engine builds doctrinal fleets sized to the casualty load. */
  readonly fleets: readonly Fleet[] | null;
  readonly legs: readonly Leg[];
};

/**
 * A scenario ready to run: every default filled, weights normalised, names turned into objects. It is
 * itself a valid scenario file and resolves to itself.
 */
export interface Scenario {
  readonly schema: 1;
  readonly name: string;
  readonly description: string;
  /** Canonical text; absent: the host draws one. */
  readonly seed?: string;
  /** ISO 8601, UTC, with seconds: `2026-06-01T00:00:00Z`. */
  readonly start: string;
  readonly days: number;
  readonly casualties: Casualties;
  readonly injury_mix: InjuryMix;
  /** Active types only, weights above 0 (not normalised), in the order of `WARFARE_TYPES`. */
  readonly warfare: Readonly<Partial<Record<WarfareType, number>>>;
  readonly intensity: Intensity;
  readonly severity: number;
  /** Weights above 0, for the warfare types that override their table. */
  readonly mechanisms: Readonly<Partial<Record<WarfareType, Readonly<Partial<Record<Mechanism, number>>>>>>;
  /** A name, or one weight for each day. */
  readonly tempo: TempoName | readonly number[];
  readonly environment: readonly Environment[];
  readonly special_events: readonly SpecialEvent[];
  readonly fronts: readonly Front[];
  readonly medical: Medical;
  readonly output: DeepReadonly<ShapedScenario['output']>;
}
