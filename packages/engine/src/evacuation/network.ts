import type { FleetKind, Location, ModelTables, Scenario } from '@medical-patients/contract';
import type { Place } from '../compile/plan.js';
import { cos, sin } from '../random/det-trig.js';
import type { KeyedRandom } from '../random/keyed-random.js';

const EARTH_RADIUS_KM = 6371;
/** Roads and routes are longer than the straight line. Source: scenario page, legs. */
const DETOUR = 1.4;
/** Spread of a travel time computed from a distance: shortest and longest by likeliest. Estimate. */
const DISTANCE_SPREAD = [0.8, 1, 1.5] as const;
const MINUTES_PER_HOUR = 60;
const AIR_KINDS: readonly FleetKind[] = ['rotary_wing', 'fixed_wing'];

type Triangle = readonly [number, number, number];

/** Travel times between places by kind of vehicle. */
export class Network {
  readonly #places: readonly Place[];
  readonly #scenario: Scenario;
  readonly #tables: ModelTables;
  readonly #triangles = new Map<number, Triangle>();
  readonly #speeds: readonly number[];
  readonly #kinds: readonly FleetKind[];

  /** @param fleets kind and speed of each fleet, in order */
  constructor(
    places: readonly Place[],
    scenario: Scenario,
    tables: ModelTables,
    fleets: readonly { kind: FleetKind; speed_kmh: number }[],
  ) {
    this.#places = places;
    this.#scenario = scenario;
    this.#tables = tables;
    this.#speeds = fleets.map(({ speed_kmh }) => speed_kmh);
    this.#kinds = fleets.map(({ kind }) => kind);
  }

  isAir(fleet: number): boolean {
    return AIR_KINDS.includes(this.#kinds[fleet]);
  }

  /** Mean travel time, minutes, weather included. */
  meanMinutes(fleet: number, from: number, to: number): number {
    const [least, mode, most] = this.#triangle(fleet, from, to);
    return (least + mode + most) / 3;
  }

  /** A travel time, minutes; the random stream is open. */
  drawMinutes(fleet: number, from: number, to: number, random: KeyedRandom): number {
    const [least, mode, most] = this.#triangle(fleet, from, to);
    return most === least ? most : random.triangular(least, mode, most);
  }

  #triangle(fleet: number, from: number, to: number): Triangle {
    const count = this.#places.length;
    const key = (fleet * count + from) * count + to;
    let triangle = this.#triangles.get(key);
    if (triangle === undefined) {
      const kind = this.#kinds[fleet];
      const [least, mode, most] = this.#lookUp(fleet, kind, from, to);
      const factor = this.#weather(kind);
      triangle = [least * factor, mode * factor, most * factor];
      this.#triangles.set(key, triangle);
    }
    return triangle;
  }

  /** The scenario's leg in either direction, else the distance, else the default of the pair of roles. */
  #lookUp(fleet: number, kind: FleetKind, from: number, to: number): Triangle {
    if (from === to) return [0, 0, 0];
    const a = this.#places[from];
    const b = this.#places[to];
    const legs = this.#scenario.medical.legs.filter(
      (leg) =>
        (leg.from === a.scenarioId && leg.to === b.scenarioId) ||
        (leg.from === b.scenarioId && leg.to === a.scenarioId),
    );
    const leg = legs.find((each) => each.kind === kind) ?? legs.find((each) => each.kind === null);
    if (leg !== undefined) return leg.minutes;
    if (a.location !== null && b.location !== null) {
      const hours = (greatCircleKm(a.location, b.location) * DETOUR) / this.#speeds[fleet];
      const minutes = hours * MINUTES_PER_HOUR;
      return [minutes * DISTANCE_SPREAD[0], minutes * DISTANCE_SPREAD[1], minutes * DISTANCE_SPREAD[2]];
    }
    const low = Math.min(a.role, b.role);
    const high = Math.max(a.role, b.role);
    const row = this.#tables.legDefaults.find(
      ({ fromRole, toRole, kinds }) => fromRole === low && toRole === high && kinds.includes(kind),
    );
    if (row === undefined) throw new Error(`no default leg from role ${low} to role ${high} for ${kind}`);
    return row.minutes;
  }

  #weather(kind: FleetKind): number {
    let factor = 1;
    for (const environment of this.#scenario.environment) {
      const effect = this.#tables.environments[environment];
      factor *= AIR_KINDS.includes(kind) ? effect.airTime : effect.groundTime;
    }
    return factor;
  }
}

/** Haversine distance. */
export function greatCircleKm(a: Location, b: Location): number {
  const radians = Math.PI / 180;
  const dLat = ((b.lat - a.lat) * radians) / 2;
  const dLon = ((b.lon - a.lon) * radians) / 2;
  const sinLat = sin(dLat);
  const sinLon = sin(dLon);
  const h = sinLat * sinLat + cos(a.lat * radians) * cos(b.lat * radians) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_KM * arcSine(Math.min(1, Math.sqrt(h)));
}

/** By its series; within 0.1 % up to a quarter of the way round the Earth, far beyond any leg. */
function arcSine(x: number): number {
  const x2 = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; n <= 12; n++) {
    term *= (x2 * (2 * n - 1)) / (2 * n);
    sum += term / (2 * n + 1);
  }
  return sum;
}
