import { RESOURCE, RESOURCE_COUNT, type ResourceFigures } from '../summary/resource-figures.js';
import { WaitQueue } from './wait-queue.js';

/** A medical treatment facility: places of six kinds, each with its queue. */
export class Facility {
  readonly index: number;
  readonly place: number;
  readonly role: number;
  /** How long it keeps a casualty before it sends the casualty on or back to duty. */
  readonly holdingMinutes: number;
  /** Facilities it evacuates to, in order of preference. */
  readonly onward: readonly number[];
  readonly queues: readonly WaitQueue[];
  readonly #capacity: readonly number[];
  readonly #inUse = new Int32Array(RESOURCE_COUNT);
  readonly #figures: ResourceFigures;
  readonly #loadWatchers: (() => void)[] = [];

  constructor(options: {
    index: number;
    place: number;
    role: number;
    holdingHours: number;
    onward: readonly number[];
    capacity: readonly number[];
    figures: ResourceFigures;
  }) {
    this.index = options.index;
    this.place = options.place;
    this.role = options.role;
    this.holdingMinutes = options.holdingHours * 60;
    this.onward = options.onward;
    this.#capacity = options.capacity;
    this.#figures = options.figures;
    this.queues = options.capacity.map(() => new WaitQueue());
  }

  has(resource: number): boolean {
    return this.#capacity[resource] > 0;
  }

  get hasTable(): boolean {
    return this.has(RESOURCE.operatingTable);
  }

  isFree(resource: number): boolean {
    return this.#inUse[resource] < this.#capacity[resource];
  }

  freePlaces(resource: number): number {
    return this.#capacity[resource] - this.#inUse[resource];
  }

  /** @throws Error when none is free: a bug */
  take(resource: number, nowMinutes: number): void {
    if (!this.isFree(resource)) throw new Error(`facility ${this.index}: no free place of kind ${resource}`);
    this.#figures.occupancyChanged(this.index, resource, nowMinutes, ++this.#inUse[resource]);
    if (resource <= RESOURCE.resuscitationBay) this.#loadChanged();
  }

  give(resource: number, nowMinutes: number): void {
    this.#figures.occupancyChanged(this.index, resource, nowMinutes, --this.#inUse[resource]);
    if (resource <= RESOURCE.resuscitationBay) this.#loadChanged();
  }

  /** Call after someone joined or left the queue for a place of this kind. */
  queueChanged(resource: number, nowMinutes: number): void {
    this.#figures.queueChanged(this.index, resource, nowMinutes, this.queues[resource].length);
    this.#loadChanged();
  }

  /** Asks to be told whenever `load` may have changed. */
  onLoadChange(watcher: () => void): void {
    this.#loadWatchers.push(watcher);
  }

  #loadChanged(): void {
    for (let i = 0; i < this.#loadWatchers.length; i++) this.#loadWatchers[i]();
  }

  /** All who wait for treatment, a bay or a table. */
  get waiting(): number {
    return (
      this.queues[RESOURCE.treatmentPlace].length +
      this.queues[RESOURCE.resuscitationBay].length +
      this.queues[RESOURCE.operatingTable].length
    );
  }

  /** Operations that wait, by the tables there are. */
  get tableBacklog(): number {
    return this.queues[RESOURCE.operatingTable].length / Math.max(1, this.#capacity[RESOURCE.operatingTable]);
  }

  /** Casualties in treatment or waiting for it, by the places there are. */
  get load(): number {
    const places = this.#capacity[RESOURCE.treatmentPlace] + this.#capacity[RESOURCE.resuscitationBay];
    const busy = this.#inUse[RESOURCE.treatmentPlace] + this.#inUse[RESOURCE.resuscitationBay];
    return (busy + this.waiting) / Math.max(1, places);
  }

  /** Free beds of all kinds, bays and treatment places left out. */
  get freeBeds(): number {
    return (
      this.freePlaces(RESOURCE.icuBed) +
      this.freePlaces(RESOURCE.wardBed) +
      this.freePlaces(RESOURCE.holdingBed)
    );
  }

  get hasBeds(): boolean {
    return this.has(RESOURCE.icuBed) || this.has(RESOURCE.wardBed) || this.has(RESOURCE.holdingBed);
  }
}
