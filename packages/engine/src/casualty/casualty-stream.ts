import { Agenda } from '../kernel/agenda.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';
import type { Incidents } from './incidents.js';
import { caseMinutes } from './outbreaks.js';

/** How many casualties an incident has in all, when its size counts survivors of the first minute. */
export type SizeOf = (incident: number) => number;

/**
 * Walks the casualties of all incidents in order of injury. Only incidents under way are held, so memory does not grow
 * with the number of casualties.
 */
export class CasualtyStream {
  /** The present casualty: minute of injury, incident (row of `incidents`), position within the incident. */
  timeMinutes = 0;
  incident = 0;
  position = 0;
  /** Order of injury, from 1. */
  number = 0;

  readonly #incidents: Incidents;
  readonly #random: KeyedRandom;
  readonly #sizeOf: SizeOf;
  readonly #sickCallHours: Float64Array;
  readonly #pending = new Agenda();
  #nextIncident = 0;

  /** @param sickCallHours running sums of the weights of the 24 hours, for the cases of outbreaks */
  constructor(incidents: Incidents, random: KeyedRandom, sizeOf: SizeOf, sickCallHours: Float64Array) {
    this.#incidents = incidents;
    this.#sickCallHours = sickCallHours;
    this.#random = random;
    this.#sizeOf = sizeOf;
  }

  /** Moves to the next casualty; false when there is none left. */
  next(): boolean {
    const { startMinutes, count } = this.#incidents;
    while (
      this.#nextIncident < count &&
      (this.#pending.size === 0 || startMinutes[this.#nextIncident] <= this.#pending.peekTime())
    ) {
      this.#openIncident(this.#nextIncident++);
    }
    if (!this.#pending.pop()) return false;
    this.timeMinutes = this.#pending.time;
    this.incident = this.#pending.a;
    this.position = this.#pending.b;
    this.number++;
    return true;
  }

  #openIncident(incident: number): void {
    const size = this.#sizeOf(incident);
    const start = this.#incidents.startMinutes[incident];
    const spread = this.#incidents.spreadMinutes[incident];
    this.#random.open(PURPOSE.casualtyOffset, this.#incidents.key[incident]);
    const isOutbreak = this.#incidents.outbreak[incident] > 0;
    for (let position = 0; position < size; position++) {
      const after = isOutbreak
        ? caseMinutes(spread, this.#sickCallHours, this.#random)
        : this.#random.uniform() * spread;
      this.#pending.schedule(start + after, 0, 0, incident, position);
    }
  }
}
