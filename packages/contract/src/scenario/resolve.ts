import { readDate } from './dates.js';
import { FLEET_KIND_DEFAULTS } from './fleet-kinds.js';
import { NATIONS } from './nations.js';
import type {
  Casualties,
  Facility,
  Fleet,
  Front,
  InjuryMix,
  Leg,
  Scenario,
  SpecialEvent,
} from './scenario.js';
import type { ShapedScenario } from './schema/scenario-schema.js';
import type { Intensity, SpecialEventType } from './vocabulary.js';
import { ENVIRONMENTS, MECHANISMS, WARFARE_TYPES } from './vocabulary.js';

const DEFAULT_TOTAL = 1440;
const DEFAULT_DAY_VARIATION = 0.4;

/** Severity factor by intensity (starting parameters: 1 is COIN, 2.2 large-scale combat; others estimate). */
const SEVERITY_BY_INTENSITY: Readonly<Record<Intensity, number>> = {
  low: 0.8,
  medium: 1,
  high: 1.5,
  extreme: 2.2,
};

/** Window, placement factor and severity factor of each event type (estimate). */
const EVENT_DEFAULTS: Readonly<
  Record<SpecialEventType, Pick<SpecialEvent, 'duration_minutes' | 'multiplier' | 'severity'>>
> = {
  major_offensive: { duration_minutes: 240, multiplier: 3, severity: 1.2 },
  ambush: { duration_minutes: 60, multiplier: 2, severity: 1.1 },
  mass_casualty: { duration_minutes: 30, multiplier: 1, severity: 1.2 },
};

/** Hours a facility may hold by role (calibration 5.4). */
/** A year: the evacuation policy decides how long a role keeps anyone. */
const HOLDING_HOURS = 8760;

/**
 * Fills every default that depends on other fields, normalises weights and turns names into objects.
 * Resolving a resolved scenario changes nothing.
 *
 * @param shaped A scenario that passed the schema and every semantic check.
 */
export function resolveScenario(shaped: ShapedScenario): Scenario {
  const { seed, start, casualties, injury_mix, warfare, mechanisms, special_events, fronts, medical } =
    shaped;
  const date = readDate(start);
  if (!date.ok)
    throw new Error(`resolveScenario was given a scenario that was not checked: start ${date.reason}`);
  return {
    schema: 1,
    name: shaped.name,
    description: shaped.description,
    ...(seed === null ? {} : { seed: typeof seed === 'number' ? String(seed) : seed }),
    start: date.canonical,
    days: shaped.days,
    casualties: resolveCasualties(casualties),
    injury_mix: resolveMix(injury_mix),
    warfare: Object.fromEntries(
      WARFARE_TYPES.flatMap((type) => {
        const value = warfare[type];
        if (value === undefined || value === false) return [];
        return [[type, value === true ? 1 : value]];
      }),
    ),
    intensity: shaped.intensity,
    severity: shaped.severity ?? SEVERITY_BY_INTENSITY[shaped.intensity],
    mechanisms: resolveMechanisms(mechanisms),
    tempo: shaped.tempo,
    environment: ENVIRONMENTS.filter((condition) => shaped.environment.includes(condition)),
    special_events: special_events.map((event) => resolveEvent(event)),
    fronts: resolveFronts(fronts),
    medical: {
      ...medical,
      facilities: medical.facilities?.map(resolveFacility) ?? null,
      fleets: medical.fleets?.map(resolveFleet) ?? null,
      legs: medical.legs.map(resolveLeg),
    },
    output: { formats: [...new Set(shaped.output.formats)] },
  };
}

function resolveCasualties({ total, surviving_injury, rates, day_variation }: Casualties): Casualties {
  const isDefault = surviving_injury === null && rates === null;
  return {
    total: isDefault ? (total ?? DEFAULT_TOTAL) : null,
    surviving_injury,
    rates,
    day_variation: day_variation ?? (rates === null ? DEFAULT_DAY_VARIATION : null),
  };
}

function resolveMix(mix: InjuryMix): InjuryMix {
  const [disease, non_battle_injury, battle_injury] = normalise([
    mix.disease,
    mix.non_battle_injury,
    mix.battle_injury,
  ]) as [number, number, number];
  return { disease, non_battle_injury, battle_injury };
}

/**
 * Shares that sum to 1. Weights that do already stay as they are, so that normalising twice changes no bit.
 */
function normalise(weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  // In rates mode an unused mix of zeros is allowed.
  if (sum === 0 || Math.abs(sum - 1) < 1e-9) return weights;
  return weights.map((weight) => weight / sum);
}

function resolveMechanisms(mechanisms: ShapedScenario['mechanisms']): Scenario['mechanisms'] {
  return Object.fromEntries(
    WARFARE_TYPES.flatMap((type) => {
      const weights = mechanisms[type];
      if (weights === undefined) return [];
      const positive = MECHANISMS.flatMap((name) =>
        (weights[name] ?? 0) > 0 ? [[name, weights[name]]] : [],
      );
      return [[type, Object.fromEntries(positive)]];
    }),
  );
}

function resolveEvent(event: ShapedScenario['special_events'][number]): SpecialEvent {
  const given =
    typeof event === 'string' ? { type: event, day: null, hour: null, casualties: null, front: null } : event;
  const partial = typeof event === 'string' ? null : event;
  const defaults = EVENT_DEFAULTS[given.type];
  return {
    type: given.type,
    day: given.day,
    hour: given.hour,
    casualties: given.casualties,
    front: given.front,
    severity: partial?.severity ?? defaults.severity,
    duration_minutes: partial?.duration_minutes ?? defaults.duration_minutes,
    multiplier: given.type === 'mass_casualty' ? 1 : (partial?.multiplier ?? defaults.multiplier),
  };
}

function resolveFronts(fronts: ShapedScenario['fronts']): readonly Front[] {
  const shares = normalise(fronts.map(({ share }) => share ?? 1));
  return fronts.map((front, index) => {
    const present = NATIONS.filter((nation) => front.nations[nation] !== undefined);
    const weights = normalise(present.map((nation) => front.nations[nation] ?? 0));
    return {
      id: front.id,
      name: front.name ?? front.id,
      share: shares[index] ?? 0,
      nations: Object.fromEntries(present.map((nation, at) => [nation, weights[at]])),
      population_at_risk: front.population_at_risk,
      location: front.location,
    };
  });
}

function resolveFacility(facility: NonNullable<ShapedScenario['medical']['facilities']>[number]): Facility {
  const role = facility.role as Facility['role'];
  return {
    ...facility,
    role,
    name: facility.name ?? facility.id,
    holding_hours: facility.holding_hours ?? HOLDING_HOURS,
    fronts: [...new Set(facility.fronts)],
    evacuates_to: [...new Set(facility.evacuates_to)],
  };
}

function resolveFleet(fleet: NonNullable<ShapedScenario['medical']['fleets']>[number]): Fleet {
  const defaults = FLEET_KIND_DEFAULTS[fleet.kind];
  return {
    ...fleet,
    name: fleet.name ?? fleet.id,
    litters: fleet.litters ?? defaults.litters,
    seats: fleet.seats ?? defaults.seats,
    speed_kmh: fleet.speed_kmh ?? defaults.speed_kmh,
    ready_minutes: fleet.ready_minutes ?? defaults.ready_minutes,
    turnaround_minutes: fleet.turnaround_minutes ?? defaults.turnaround_minutes,
    serves: fleet.serves === null ? null : [...new Set(fleet.serves)],
  };
}

function resolveLeg(leg: ShapedScenario['medical']['legs'][number]): Leg {
  const { minutes } = leg;
  return { ...leg, minutes: typeof minutes === 'number' ? [minutes, minutes, minutes] : minutes };
}
