import type { Facility } from '../care/facility.js';
import { needsTable } from '../care/surgery.js';
import type { Theatre } from '../care/theatre.js';
import type { Casualty } from '../casualty/casualty.js';
import { DIVERSION_WORDS } from '../record/codes.js';

const NO_DIVERSION = -1;
const NEUROSURGERY_ROLE = 3;
/** Facilities within this factor of the nearest one's time count as near. Estimate. */
const AS_NEAR = 1.15;

/** Where a casualty should go next, and whether that is a diversion. Overwritten by the next call. */
export interface Destination {
  facility: number;
  /** Index of DIVERSION_WORDS, or −1. */
  diversion: number;
}

/** Chooses facilities. Candidates of a place are sorted once, nearest or most preferred first. */
export class Destinations {
  readonly #theatre: Theatre;
  /** By place: facilities that may be reached from it. */
  readonly #candidates: readonly (readonly number[])[];
  /** By place and candidate: minutes until a vehicle can have brought a casualty there. */
  readonly #minutes: readonly (readonly number[])[];
  readonly #result: Destination = { facility: 0, diversion: NO_DIVERSION };

  constructor(theatre: Theatre, minutesBetween: (place: number, facilityPlace: number) => number) {
    this.#theatre = theatre;
    const { plan, facilities } = theatre;
    const all = plan.places.map((place) => {
      if (place.front < 0) return facilities[place.index - plan.frontCount].onward;
      const front = plan.scenario.fronts[place.front].id;
      const listed = facilities.filter(({ index }) =>
        plan.scenario.medical.facilities?.[index].fronts.includes(front),
      );
      return listed.map(({ index }) => index);
    });
    const reach = all.map((candidates, place) =>
      candidates.map((index) => minutesBetween(place, facilities[index].place)),
    );
    // From a point of injury the nearest comes first; from a facility the scenario's order of preference holds.
    const order = all.map((candidates, place) => {
      const positions = candidates.map((_, position) => position);
      if (plan.places[place].front >= 0) positions.sort((a, b) => reach[place][a] - reach[place][b] || a - b);
      return positions;
    });
    this.#candidates = all.map((candidates, place) => order[place].map((position) => candidates[position]));
    this.#minutes = reach.map((minutes, place) => order[place].map((position) => minutes[position]));
  }

  /** Facilities that can be reached from a place, in order of preference. */
  candidates(place: number): readonly number[] {
    return this.#candidates[place];
  }

  choose(casualty: Casualty): Destination {
    const wanted = this.#wanted(casualty);
    const result = this.#result;
    result.facility = wanted;
    result.diversion = NO_DIVERSION;
    const reason = this.#overload(this.#theatre.facilities[wanted]);
    if (reason === NO_DIVERSION && this.#theatre.scenario.medical.destination_policy === 'closest')
      return result;
    const other = this.#alternative(casualty, wanted, reason);
    if (other !== wanted) {
      result.facility = other;
      result.diversion = reason;
    }
    return result;
  }

  #wanted(casualty: Casualty): number {
    const { facilities, plan } = this.#theatre;
    const candidates = this.#candidates[casualty.place];
    if (plan.places[casualty.place].front < 0) return this.#onward(casualty, candidates);
    const bypass = this.#theatre.scenario.medical.bypass_minutes;
    const isUrgent =
      casualty.assessed === 0 || (casualty.assessed === 1 && needsTable(casualty, NEUROSURGERY_ROLE));
    if (isUrgent) {
      for (let i = 0; i < candidates.length; i++) {
        if (facilities[candidates[i]].hasTable && this.#minutes[casualty.place][i] <= bypass)
          return candidates[i];
      }
    }
    return this.#nearestOfLowestRole(casualty.place, candidates);
  }

  /** Of the lowest role there is, the nearest; of several as near, the least busy. */
  #nearestOfLowestRole(place: number, candidates: readonly number[]): number {
    const { facilities } = this.#theatre;
    let lowest = 4;
    for (const index of candidates) lowest = Math.min(lowest, facilities[index].role);
    let best = -1;
    let reach = Number.POSITIVE_INFINITY;
    for (let i = 0; i < candidates.length; i++) {
      const facility = facilities[candidates[i]];
      const minutes = this.#minutes[place][i];
      if (facility.role !== lowest || minutes > reach * AS_NEAR) continue;
      if (best < 0 || facility.load < facilities[best].load) best = candidates[i];
      reach = Math.min(reach, minutes);
    }
    return best;
  }

  /** The first that can do what is needed, else the first. */
  #onward(casualty: Casualty, candidates: readonly number[]): number {
    const { facilities } = this.#theatre;
    if (needsTable(casualty, NEUROSURGERY_ROLE)) {
      for (const index of candidates) {
        if (facilities[index].hasTable && needsTable(casualty, facilities[index].role)) return index;
      }
    }
    for (const index of candidates) if (facilities[index].role >= casualty.roleNeeded) return index;
    return candidates[0];
  }

  #overload(facility: Facility): number {
    if (facility.role === 4) return NO_DIVERSION;
    if (facility.waiting > this.#theatre.scenario.medical.diversion_queue_threshold)
      return DIVERSION_WORDS.indexOf('queue');
    if (facility.hasBeds && facility.freeBeds <= 0) return DIVERSION_WORDS.indexOf('no-bed');
    return NO_DIVERSION;
  }

  /** Another facility of at least the same role that is not overloaded; by load under `least_loaded`. */
  #alternative(casualty: Casualty, wanted: number, reason: number): number {
    const { facilities, scenario } = this.#theatre;
    const byLoad = scenario.medical.destination_policy === 'least_loaded';
    let best = wanted;
    let bestWaiting = byLoad || reason !== NO_DIVERSION ? facilities[wanted].waiting : -1;
    for (const index of this.#candidates[casualty.place]) {
      const facility = facilities[index];
      if (index === wanted || facility.role < facilities[wanted].role) continue;
      if (facilities[wanted].hasTable && !facility.hasTable && facility.role !== 4) continue;
      if (this.#overload(facility) !== NO_DIVERSION) continue;
      if (!byLoad) return index;
      if (facility.waiting < bestWaiting) {
        best = index;
        bestWaiting = facility.waiting;
      }
    }
    return best;
  }
}
