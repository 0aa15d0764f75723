import type { Fleet } from '@medical-patients/contract';
import { arrive } from '../care/hospital.js';
import { STEP, type Theatre } from '../care/theatre.js';
import type { Transport } from '../care/transport.js';
import { WaitQueue } from '../care/wait-queue.js';
import type { Casualty } from '../casualty/casualty.js';
import { PURPOSE } from '../random/purposes.js';
import { EVENT, FLAG, NONE } from '../record/codes.js';
import { type Destination, Destinations } from './destination.js';
import type { FleetTable } from './fleet-table.js';
import { mayMove, nextLightChange } from './light.js';
import { Missions } from './missions.js';
import type { Network } from './network.js';
import { WorkList } from './work-list.js';

const DIAGNOSED_FOR_AIR = 1;

/** Dispatch: who waits where for a vehicle, and which one is sent. */
export class Fleets implements Transport {
  readonly missions: Missions;
  readonly #t: Theatre;
  readonly #table: FleetTable;
  readonly #network: Network;
  readonly #fleets: readonly Fleet[];
  readonly #destinations: Destinations;
  /** By place: who waits there. */
  readonly #queues: readonly WaitQueue[];
  /** By fleet: where someone may wait for it. */
  readonly #work: readonly WorkList[];

  constructor(theatre: Theatre, table: FleetTable) {
    this.#t = theatre;
    this.#table = table;
    this.#network = table.network;
    this.#fleets = table.fleets;
    this.#queues = theatre.plan.places.map(() => new WaitQueue());
    this.#work = this.#fleets.map(
      (_, fleet) => new WorkList(table.servedBy[fleet], theatre.plan.places.length),
    );
    this.missions = new Missions(theatre, table, this.#queues);
    this.#destinations = new Destinations(theatre, (place, to) => table.expectedMinutes(place, to));
  }

  /** Puts scheduled flights and changes of light on the agenda. */
  start(): void {
    this.#fleets.forEach(({ departs_every_hours }, number) => {
      if (departs_every_hours !== null && this.#table.isScheduled[number]) {
        this.#t.scheduleMeans(STEP.scheduledDeparture, departs_every_hours * 60, number, 0);
      }
    });
    const dependsOnLight =
      this.#fleets.some(({ daylight }) => daylight) ||
      this.#t.scenario.medical.contested.daylight_movement === 'none';
    if (dependsOnLight) this.#t.scheduleMeans(STEP.lightChange, nextLightChange(this.#t.plan, 0), 0, 0);
  }

  /** Someone in the queue of this place left it otherwise. */
  forget(place: number): void {
    this.#queues[place].forget();
  }

  /** A casualty asks to be moved from where it is. */
  request(casualty: Casualty): void {
    const t = this.#t;
    const { place } = casualty;
    const chosen = this.#destinations.choose(casualty);
    const { facility } = chosen;
    casualty.destination = facility;
    casualty.waitStamp = t.stamp();
    casualty.awaited = NONE;
    casualty.waitingSinceMinutes = t.now;
    casualty.requestedMinutes = t.now;
    this.#push(place, casualty);
    const precedence =
      casualty.assessed === 0 ? (casualty.surgicalNeed === 0 ? 0 : 1) : casualty.assessed === 1 ? 2 : 3;
    t.log(casualty, EVENT.evacuationRequested, precedence, t.facilities[facility].place);
    this.#logDiversion(casualty, chosen);
    this.#dispatchFrom(place);
  }

  /** Says where the casualty goes, and which facility was passed over for it. */
  #logDiversion(casualty: Casualty, { facility, wanted, diversion }: Destination): void {
    if (diversion < 0) return;
    const { facilities } = this.#t;
    this.#t.log(casualty, EVENT.diverted, diversion, facilities[facility].place, facilities[wanted].place);
  }

  #push(place: number, casualty: Casualty): void {
    this.#queues[place].push(casualty.assessed, casualty.slot, casualty.waitStamp);
    for (const fleet of this.#table.onDemandAt[place]) this.#work[fleet].add(place);
  }

  /** Someone who waits for a vehicle was assessed anew: moves to the end of the line of that category. */
  reassessed(casualty: Casualty): void {
    if (casualty.waitStamp === 0 || casualty.awaited !== NONE) return;
    this.#queues[casualty.place].forget();
    casualty.waitStamp = this.#t.stamp();
    this.#push(casualty.place, casualty);
    this.#dispatchFrom(casualty.place);
  }

  /** To the nearest Role 1 by the unit's own means: those who walk to sick call. */
  goByUnit(casualty: Casualty): void {
    const t = this.#t;
    const chosen = this.#destinations.choose(casualty);
    const { facility } = chosen;
    casualty.destination = facility;
    this.#logDiversion(casualty, chosen);
    t.random.open(PURPOSE.evacuation, casualty.number, 1);
    const minutes = t.random.logNormal(t.care.unitTransportMedianMinutes, t.care.unitTransportSigma);
    casualty.hasDeparted = true;
    t.logWithReading(casualty, EVENT.departed, 0, 0, t.facilities[facility].place);
    casualty.place = t.facilities[facility].place;
    t.scheduleNext(STEP.arriveByUnit, casualty, t.now + minutes * t.evacuationDelayFactor);
  }

  arriveByUnit(casualty: Casualty): void {
    arrive(this.#t, casualty, this.#t.facilities[casualty.destination], 0);
  }

  /** A vehicle is ready again: sends it where the most urgent casualty waits longest. */
  vehicleFree(fleet: number, vehicle: number): void {
    this.missions.makeIdle(fleet, vehicle);
    this.#lookForWork(fleet);
  }

  lightChange(): void {
    const t = this.#t;
    for (let fleet = 0; fleet < this.#fleets.length; fleet++) this.#lookForWork(fleet);
    t.scheduleMeans(STEP.lightChange, nextLightChange(t.plan, t.now), 0, 0);
  }

  scheduledDeparture(fleet: number): void {
    const t = this.#t;
    const { departs_every_hours } = this.#fleets[fleet];
    const origin = this.#table.servedBy[fleet][0];
    if (departs_every_hours === null) return;
    t.scheduleMeans(STEP.scheduledDeparture, t.now + departs_every_hours * 60, fleet, 0);
    const destination = this.#table.fixedDestination[fleet];
    // Every aircraft that is there leaves on schedule, as long as there is someone to carry.
    // Each takes at least one of those who wait, so that this ends even where aircraft never run out.
    while (this.missions.hasVehicle(fleet) && this.#isAwaited(fleet, origin, destination)) {
      this.missions.pickUp(this.missions.open(fleet, origin, destination));
    }
  }

  /** Whether someone at this place waits for this destination whom a vehicle of the fleet has room for. */
  #isAwaited(fleet: number, place: number, destination: number): boolean {
    const { litters, seats } = this.#fleets[fleet];
    let isAwaited = false;
    this.#queues[place].forEach(this.#t.isWaiting, (slot) => {
      const casualty = this.#t.casualties[slot];
      const hasRoom = litters > 0 || (seats > 0 && casualty.has(FLAG.ambulatory));
      isAwaited = hasRoom && casualty.destination === destination;
      return !isAwaited;
    });
    return isAwaited;
  }

  #dispatchFrom(place: number): void {
    const t = this.#t;
    for (;;) {
      const slot = this.#queues[place].peek(t.isWaiting);
      if (slot < 0) return;
      const head = t.casualties[slot];
      const fleet = this.#bestFleet(place, head);
      if (fleet < 0) break;
      this.#send(fleet, place, head);
    }
    // What cannot take the first in line (seats only, another destination) may take one behind.
    for (const fleet of this.#table.onDemandAt[place]) {
      for (let next = this.#firstFor(fleet, place); next !== undefined; next = this.#firstFor(fleet, place)) {
        this.#send(fleet, place, next);
      }
    }
  }

  /** The first in line at a place whom a vehicle of this fleet can take now. */
  #firstFor(fleet: number, place: number): Casualty | undefined {
    const t = this.#t;
    if (!this.missions.hasVehicle(fleet)) return undefined;
    let found: Casualty | undefined;
    this.#queues[place].forEach(t.isWaiting, (slot) => {
      const casualty = t.casualties[slot];
      if (this.#canTake(fleet, place, casualty)) found = casualty;
      // Nobody behind is more urgent: what flies for the urgent alone need look no further.
      return found === undefined && !this.#isSpared(fleet, place, casualty);
    });
    return found;
  }

  #lookForWork(fleet: number): void {
    const work = this.#work[fleet];
    while (this.missions.hasVehicle(fleet)) {
      let best: Casualty | undefined;
      let bestPlace = -1;
      let bestRank = Number.POSITIVE_INFINITY;
      for (let i = work.places.length - 1; i >= 0; i--) {
        const place = work.places[i];
        if (this.#queues[place].length === 0) {
          work.drop(i);
          continue;
        }
        const first = this.#firstFor(fleet, place);
        if (first === undefined) continue;
        const rank = work.rankOf(place);
        const isBetter =
          best === undefined ||
          first.assessed < best.assessed ||
          (first.assessed === best.assessed &&
            (first.requestedMinutes < best.requestedMinutes ||
              (first.requestedMinutes === best.requestedMinutes && rank < bestRank)));
        if (isBetter) {
          best = first;
          bestPlace = place;
          bestRank = rank;
        }
      }
      if (best === undefined) return;
      this.#send(fleet, bestPlace, best);
    }
  }

  /** The fleet that would have the casualty at its destination first. */
  #bestFleet(place: number, casualty: Casualty): number {
    const t = this.#t;
    const to = t.facilities[casualty.destination].place;
    let best = -1;
    let bestMinutes = Number.POSITIVE_INFINITY;
    for (const fleet of this.#table.onDemandAt[place]) {
      if (!this.#canTake(fleet, place, casualty)) continue;
      const minutes = this.#table.minutesFor(fleet, place, to);
      if (minutes < bestMinutes) {
        best = fleet;
        bestMinutes = minutes;
      }
    }
    return best;
  }

  #canTake(fleet: number, place: number, casualty: Casualty): boolean {
    const t = this.#t;
    if (!this.missions.hasVehicle(fleet)) return false;
    const { to, daylight, litters, seats } = this.#fleets[fleet];
    if (litters === 0 && (seats === 0 || !casualty.has(FLAG.ambulatory))) return false;
    if (to !== null && this.#table.fixedDestination[fleet] !== casualty.destination) return false;
    if (this.#isSpared(fleet, place, casualty)) return false;
    const fromPoi = t.plan.places[place].front >= 0;
    return mayMove(t.plan, t.now, daylight, fromPoi && !this.#network.isAir(fleet));
  }

  /** Aircraft are for the urgent where there is anything else. */
  #isSpared(fleet: number, place: number, casualty: Casualty): boolean {
    return (
      casualty.assessed > DIAGNOSED_FOR_AIR && this.#network.isAir(fleet) && this.#table.hasGroundAt[place]
    );
  }

  #send(fleet: number, place: number, head: Casualty): void {
    const t = this.#t;
    const chosen = this.#destinations.choose(head);
    // A fixed shuttle keeps to its route; others follow what the destination can take by now.
    if (this.#fleets[fleet].to === null && chosen.facility !== head.destination) {
      head.destination = chosen.facility;
      this.#logDiversion(head, chosen);
    }
    const number = this.missions.open(fleet, place, head.destination);
    this.missions.board(number, head);
    const { ready_minutes } = this.#fleets[fleet];
    t.random.open(PURPOSE.evacuation, head.number, 2 + head.visits);
    const approach =
      this.#network.drawMinutes(fleet, this.#table.base[fleet], place, t.random) *
      this.#table.pace(fleet, t.now);
    t.scheduleMeans(STEP.pickup, t.now + (ready_minutes + approach) * t.evacuationDelayFactor, number, 0);
  }
}
