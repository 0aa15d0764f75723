import type { Facility } from '../care/facility.js';
import { isForSpecialist, needsTable } from '../care/surgery.js';
import type { Theatre } from '../care/theatre.js';
import type { Casualty } from '../casualty/casualty.js';
import { DIVERSION_WORDS } from '../record/codes.js';
import { LeastLoaded } from './least-loaded.js';

const NO_DIVERSION = -1;
const NEUROSURGERY_ROLE = 3;
/** Facilities within this factor of the nearest one's time count as near. Estimate. */
const AS_NEAR = 1.15;

/** Where a casualty should go next, and whether that is a diversion. Overwritten by the next call. */
export interface Destination {
  facility: number;
  /** Where the casualty would have gone by the rules, whatever the load there. */
  wanted: number;
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
  /** By point of injury: the nearest facilities of the lowest role, of which the least busy is wanted. */
  readonly #nearest: readonly (LeastLoaded | null)[];
  readonly #result: Destination = { facility: 0, wanted: 0, diversion: NO_DIVERSION };

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
    // From a facility times do not count: they are not asked for, since a large laydown has millions of pairs.
    const reach = all.map((candidates, place) =>
      plan.places[place].front < 0
        ? []
        : candidates.map((index) => minutesBetween(place, facilities[index].place)),
    );
    // From a point of injury the nearest comes first; from a facility the scenario's order of preference holds.
    const order = all.map((candidates, place) => {
      const positions = candidates.map((_, position) => position);
      if (plan.places[place].front >= 0) positions.sort((a, b) => reach[place][a] - reach[place][b] || a - b);
      return positions;
    });
    this.#candidates = all.map((candidates, place) => order[place].map((position) => candidates[position]));
    this.#minutes = reach.map((minutes, place) =>
      plan.places[place].front < 0 ? [] : order[place].map((position) => minutes[position]),
    );
    this.#nearest = plan.places.map(({ front }, place) =>
      front < 0 ? null : new LeastLoaded(this.#nearestOfLowestRole(place)),
    );
  }

  /** Facilities that can be reached from a place, in order of preference. */
  candidates(place: number): readonly number[] {
    return this.#candidates[place];
  }

  choose(casualty: Casualty): Destination {
    const wanted = this.#wanted(casualty);
    const result = this.#result;
    result.facility = wanted;
    result.wanted = wanted;
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
    const isImmediate = casualty.assessed === 0;
    const isUrgent = casualty.assessed === 1 && needsTable(this.#theatre, casualty, NEUROSURGERY_ROLE);
    if (isImmediate || isUrgent) {
      // Nobody hurries to a table where jaw and eye are not operated on for these alone.
      const asksWhich = !isImmediate && isForSpecialist(casualty);
      for (let i = 0; i < candidates.length; i++) {
        const { hasTable, role } = facilities[candidates[i]];
        const isNear = hasTable && this.#minutes[casualty.place][i] <= bypass;
        if (isNear && (!asksWhich || needsTable(this.#theatre, casualty, role))) return candidates[i];
      }
    }
    return this.#nearest[casualty.place]?.first ?? candidates[0];
  }

  /** Facilities of the lowest role there is that are as near as the nearest of them. */
  #nearestOfLowestRole(place: number): readonly Facility[] {
    const facilities = this.#candidates[place].map((index) => this.#theatre.facilities[index]);
    const lowest = facilities.reduce((least, { role }) => Math.min(least, role), 4);
    const limit = AS_NEAR * Math.min(...this.#minutes[place].filter((_, i) => facilities[i].role === lowest));
    return facilities.filter(({ role }, i) => role === lowest && this.#minutes[place][i] <= limit);
  }

  /** The first that can do what is needed, else the first. */
  #onward(casualty: Casualty, candidates: readonly number[]): number {
    const { facilities } = this.#theatre;
    if (needsTable(this.#theatre, casualty, NEUROSURGERY_ROLE)) {
      for (const index of candidates) {
        if (facilities[index].hasTable && needsTable(this.#theatre, casualty, facilities[index].role))
          return index;
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
