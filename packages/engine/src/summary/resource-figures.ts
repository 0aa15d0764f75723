import { HourlyLevel } from './hourly-level.js';
import { DurationHistogram } from './quantile-histogram.js';

/** Kinds of places a facility has; position is the resource number. */
export const RESOURCE_WORDS = [
  'treatment-place',
  'resuscitation-bay',
  'operating-table',
  'icu-bed',
  'ward-bed',
  'holding-bed',
] as const;
export type ResourceWord = (typeof RESOURCE_WORDS)[number];
export const RESOURCE = {
  treatmentPlace: 0,
  resuscitationBay: 1,
  operatingTable: 2,
  icuBed: 3,
  wardBed: 4,
  holdingBed: 5,
} as const;
export const RESOURCE_COUNT = RESOURCE_WORDS.length;

export interface FleetMeans {
  readonly id: string;
  readonly vehicles: number;
  /** Litters a vehicle carries. */
  readonly litters: number;
}

/** What the run has: facilities in scenario order (place number − `Plan.frontCount`), fleets in scenario order. */
export interface ResourceMeans {
  /** Per facility six capacities in the order of `RESOURCE_WORDS`; `Infinity` for unlimited. */
  readonly facilities: readonly (readonly number[])[];
  readonly fleets: readonly FleetMeans[];
}

/** Use of one kind of place in one facility. */
export class ResourceUse {
  readonly capacity: number;
  readonly occupancy = new HourlyLevel();
  readonly queue = new HourlyLevel();
  readonly waits = new DurationHistogram();

  constructor(capacity: number) {
    this.capacity = capacity;
  }
}

/** Use of one fleet. */
export class FleetUse {
  readonly means: FleetMeans;
  missions = 0;
  littersCarried = 0;
  busyMinutes = 0;
  /** Vehicles under way. */
  readonly underWay = new HourlyLevel();

  constructor(means: FleetMeans) {
    this.means = means;
  }
}

/**
 * What happens to beds, tables and vehicles, recorded by the event simulation as it happens. Every call costs a
 * constant. Times are minutes since the scenario's start and never run backwards for the same counter.
 */
export class ResourceFigures {
  readonly fleets: readonly FleetUse[];
  readonly facilityCount: number;
  readonly #uses: readonly ResourceUse[];

  constructor(means: ResourceMeans) {
    this.facilityCount = means.facilities.length;
    this.#uses = means.facilities.flatMap((capacities) =>
      RESOURCE_WORDS.map((_, resource) => new ResourceUse(capacities[resource])),
    );
    this.fleets = means.fleets.map((fleet) => new FleetUse(fleet));
  }

  use(facility: number, resource: number): ResourceUse {
    return this.#uses[facility * RESOURCE_COUNT + resource];
  }

  /** `newCount` places are in use from now on (turnover of a table included, if it blocks the table). */
  occupancyChanged(facility: number, resource: number, timeMinutes: number, newCount: number): void {
    this.#uses[facility * RESOURCE_COUNT + resource].occupancy.change(timeMinutes, newCount);
  }

  /** `newLength` casualties wait for a place of this kind from now on. */
  queueChanged(facility: number, resource: number, timeMinutes: number, newLength: number): void {
    this.#uses[facility * RESOURCE_COUNT + resource].queue.change(timeMinutes, newLength);
  }

  /** A casualty got a place, or left the queue for good, after `minutes`; 0 for one who did not wait. */
  waited(facility: number, resource: number, minutes: number): void {
    this.#uses[facility * RESOURCE_COUNT + resource].waits.add(minutes);
  }

  /**
   * A vehicle's sortie is over or its end is known.
   *
   * @param litters casualties carried
   * @param busyMinutes from dispatch until the vehicle is ready again
   * @param startMinutes time of dispatch
   */
  missionFlown(fleet: number, litters: number, busyMinutes: number, startMinutes: number): void {
    const use = this.fleets[fleet];
    use.missions++;
    use.littersCarried += litters;
    use.busyMinutes += busyMinutes;
    use.underWay.addInterval(startMinutes, startMinutes + busyMinutes, 1);
  }

  /** Brings every counter up to the end of the run; call once before reading. */
  close(endMinutes: number): void {
    for (const { occupancy, queue } of this.#uses) {
      occupancy.change(endMinutes, occupancy.level);
      queue.change(endMinutes, queue.level);
    }
  }
}
