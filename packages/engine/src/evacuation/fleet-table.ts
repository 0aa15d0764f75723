import type { Fleet } from '@medical-patients/contract';
import type { Facility } from '../care/facility.js';
import type { Plan } from '../compile/plan.js';
import { isLight } from './light.js';
import type { Network } from './network.js';

/** In daylight, under restricted movement, trips on the ground take this much longer. Estimate. */
const RESTRICTED_FACTOR = 1.5;

/** What is fixed about the fleets: where they wait, whom they serve, how long they take. */
export class FleetTable {
  readonly fleets: readonly Fleet[];
  readonly network: Network;
  /** By fleet: whether it leaves by the clock rather than on demand. */
  readonly isScheduled: readonly boolean[];
  /** By fleet: places where it picks up. */
  readonly servedBy: readonly (readonly number[])[];
  /** By place: fleets that pick up there on demand. */
  readonly onDemandAt: readonly (readonly number[])[];
  /** By place: whether one of them moves on the ground. */
  readonly hasGroundAt: readonly boolean[];
  /** By fleet: place where its vehicles wait. */
  readonly base: readonly number[];
  /** By fleet: number of its first vehicle among all vehicles. */
  readonly firstVehicle: readonly number[];
  readonly vehicleCount: number;
  /** By fleet: the facility of a shuttle or scheduled flight, or −1. */
  readonly fixedDestination: readonly number[];
  readonly #plan: Plan;

  constructor(plan: Plan, network: Network, facilities: readonly Facility[]) {
    const fleets = plan.scenario.medical.fleets ?? [];
    this.#plan = plan;
    this.fleets = fleets;
    this.network = network;
    const placeOf = new Map(plan.places.map(({ scenarioId, index }) => [scenarioId, index]));
    this.servedBy = fleets.map((fleet) => {
      if (fleet.from !== null) return [placeNamed(placeOf, fleet.from)];
      return fleet.serves === null
        ? plan.places.filter(({ role }) => role < 4).map(({ index }) => index)
        : fleet.serves.map((id) => placeNamed(placeOf, id));
    });
    // With unlimited means there is no waiting for a schedule either.
    const isUnlimited = plan.scenario.medical.capacity === 'unlimited';
    this.isScheduled = fleets.map((fleet) => fleet.departs_every_hours !== null && !isUnlimited);
    this.onDemandAt = plan.places.map(({ index }) =>
      fleets.flatMap((fleet, number) => {
        const isOnDemand = !this.isScheduled[number] && fleet.vehicles > 0;
        return isOnDemand && this.servedBy[number].includes(index) ? [number] : [];
      }),
    );
    this.hasGroundAt = this.onDemandAt.map((list) => list.some((fleet) => !network.isAir(fleet)));
    let vehicles = 0;
    this.firstVehicle = fleets.map((fleet) => {
      const first = vehicles;
      vehicles += fleet.vehicles;
      return first;
    });
    this.vehicleCount = vehicles;
    this.base = fleets.map((fleet, number) =>
      homeOf(plan, facilities, fleet, this.servedBy[number], placeOf),
    );
    this.fixedDestination = fleets.map(({ to }) =>
      to === null ? -1 : (plan.scenario.medical.facilities ?? []).findIndex(({ id }) => id === to),
    );
  }

  /** Factor on travel times at this hour. */
  pace(fleet: number, nowMinutes: number): number {
    const isRestricted = this.#plan.scenario.medical.contested.daylight_movement === 'restricted';
    const isSlowed = isRestricted && !this.network.isAir(fleet) && isLight(this.#plan, nowMinutes);
    return isSlowed ? RESTRICTED_FACTOR : 1;
  }

  /** Mean minutes from dispatch until a casualty at `place` is at `to`. */
  minutesFor(fleet: number, place: number, to: number): number {
    const { network } = this;
    const approach = network.meanMinutes(fleet, this.base[fleet], place);
    return this.fleets[fleet].ready_minutes + approach + network.meanMinutes(fleet, place, to);
  }

  /** The same by the fastest fleet on demand; Infinity where none comes. */
  expectedMinutes(place: number, to: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (const fleet of this.onDemandAt[place]) least = Math.min(least, this.minutesFor(fleet, place, to));
    return least;
  }
}

function placeNamed(placeOf: ReadonlyMap<string, number>, id: string): number {
  const place = placeOf.get(id);
  if (place === undefined) throw new Error(`no place ${id}`);
  return place;
}

/** Where a fleet waits: its fixed start, or the facility that takes casualties from the first place it serves. */
function homeOf(
  plan: Plan,
  facilities: readonly Facility[],
  fleet: Fleet,
  serves: readonly number[],
  placeOf: ReadonlyMap<string, number>,
): number {
  if (fleet.from !== null) return placeNamed(placeOf, fleet.from);
  const first = plan.places[serves[0]];
  if (first.front < 0) return first.index;
  const front = plan.scenario.fronts[first.front].id;
  const listed = facilities.find(({ index }) =>
    plan.scenario.medical.facilities?.[index].fronts.includes(front),
  );
  return listed === undefined ? first.index : listed.place;
}
