import type { Fleet } from '@medical-patients/contract';
import { arrive } from '../care/hospital.js';
import { giveEarlyBlood } from '../care/resuscitation.js';
import { STEP, type Theatre } from '../care/theatre.js';
import { WaitQueue } from '../care/wait-queue.js';
import { type Casualty, NOWHERE } from '../casualty/casualty.js';
import { PURPOSE } from '../random/purposes.js';
import { EVENT, FLAG, NONE } from '../record/codes.js';
import { meetEnemy, type SortieFate } from './contested.js';
import { Destinations } from './destination.js';
import { isLight, mayMove, nextLightChange } from './light.js';
import type { Network } from './network.js';

const DIAGNOSED_FOR_AIR = 1;
/** In daylight, under restricted movement, trips take this much longer. Estimate. */
const RESTRICTED_FACTOR = 1.5;

/** A vehicle on its way: to a pickup, loaded, or back. */
interface Mission {
  fleet: number;
  vehicle: number;
  origin: number;
  destination: number;
  startMinutes: number;
  readonly slots: number[];
  readonly lives: number[];
}

/** All vehicles: who waits where, who is sent, what they carry. */
export class Fleets {
  readonly #t: Theatre;
  readonly #network: Network;
  readonly #fleets: readonly Fleet[];
  readonly #destinations: Destinations;
  /** Idle vehicles of each fleet, numbers within the fleet; the last is sent first. */
  readonly #idle: number[][];
  readonly #firstVehicle: readonly number[];
  readonly #base: readonly number[];
  readonly #sorties: Int32Array;
  /** By place: fleets that pick up there on demand, and all places each fleet serves. */
  readonly #onDemandAt: readonly (readonly number[])[];
  readonly #servedBy: readonly (readonly number[])[];
  readonly #hasGroundAt: readonly boolean[];
  readonly #queues: readonly WaitQueue[];
  readonly #missions: Mission[] = [];
  readonly #freeMissions: number[] = [];
  readonly #isUnlimited: boolean;

  constructor(theatre: Theatre, network: Network, fleets: readonly Fleet[]) {
    this.#t = theatre;
    this.#network = network;
    this.#fleets = fleets;
    const { plan } = theatre;
    const placeOf = new Map(plan.places.map(({ scenarioId, index }) => [scenarioId, index]));
    const serves = fleets.map((fleet) => {
      if (fleet.from !== null) return [this.#placeNamed(placeOf, fleet.from)];
      return fleet.serves === null
        ? plan.places.filter(({ role }) => role < 4).map(({ index }) => index)
        : fleet.serves.map((id) => this.#placeNamed(placeOf, id));
    });
    this.#servedBy = serves;
    this.#onDemandAt = plan.places.map(({ index }) =>
      fleets.flatMap((fleet, number) =>
        fleet.departs_every_hours === null && serves[number].includes(index) && fleet.vehicles > 0
          ? [number]
          : [],
      ),
    );
    this.#hasGroundAt = this.#onDemandAt.map((list) => list.some((fleet) => !network.isAir(fleet)));
    this.#queues = plan.places.map(() => new WaitQueue());
    this.#idle = fleets.map(({ vehicles }) => Array.from({ length: vehicles }, (_, i) => vehicles - 1 - i));
    let vehicles = 0;
    this.#firstVehicle = fleets.map((fleet) => {
      const first = vehicles;
      vehicles += fleet.vehicles;
      return first;
    });
    this.#sorties = new Int32Array(vehicles);
    this.#isUnlimited = plan.scenario.medical.capacity === 'unlimited';
    this.#base = fleets.map((fleet, number) => this.#homeOf(fleet, serves[number], placeOf));
    this.#destinations = new Destinations(theatre, (place, to) => this.#expectedMinutes(place, to));
  }

  /** Puts scheduled flights and changes of light on the agenda. */
  start(): void {
    this.#fleets.forEach((fleet, number) => {
      if (fleet.departs_every_hours !== null) {
        this.#t.scheduleMeans(STEP.scheduledDeparture, fleet.departs_every_hours * 60, number, 0);
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
    const { facility, diversion } = this.#destinations.choose(casualty);
    casualty.destination = facility;
    casualty.waitStamp = t.stamp();
    casualty.awaited = NONE;
    casualty.waitingSinceMinutes = t.now;
    casualty.requestedMinutes = t.now;
    this.#queues[place].push(casualty.assessed, casualty.slot, casualty.waitStamp);
    const precedence =
      casualty.assessed === 0 ? (casualty.surgicalNeed === 0 ? 0 : 1) : casualty.assessed === 1 ? 2 : 3;
    t.logWithReading(casualty, EVENT.evacuationRequested, precedence, t.facilities[facility].place);
    if (diversion >= 0) t.log(casualty, EVENT.diverted, diversion, t.facilities[facility].place);
    this.#dispatchFrom(place);
  }

  /** Someone who waits for a vehicle was assessed anew: moves to the end of the line of that category. */
  reassessed(casualty: Casualty): void {
    if (casualty.waitStamp === 0 || casualty.awaited !== NONE) return;
    const queue = this.#queues[casualty.place];
    queue.forget();
    casualty.waitStamp = this.#t.stamp();
    queue.push(casualty.assessed, casualty.slot, casualty.waitStamp);
    this.#dispatchFrom(casualty.place);
  }

  /** To the nearest Role 1 by the unit's own means: those who walk to sick call. */
  goByUnit(casualty: Casualty): void {
    const t = this.#t;
    const { facility, diversion } = this.#destinations.choose(casualty);
    casualty.destination = facility;
    if (diversion >= 0) t.log(casualty, EVENT.diverted, diversion, t.facilities[facility].place);
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

  /** The empty vehicle is at the pickup: loads whom it was sent for, then others for the same destination. */
  pickUp(number: number): void {
    const t = this.#t;
    const mission = this.#missions[number];
    this.#fill(mission);
    if (mission.slots.length === 0) {
      this.#goHome(number, 0);
      return;
    }
    let litters = 0;
    for (let i = 0; i < mission.slots.length; i++) {
      const casualty = t.casualties[mission.slots[i]];
      if (!casualty.has(FLAG.ambulatory)) litters++;
      t.log(casualty, EVENT.casualtyCollected, 0, this.#vehicleNumber(mission));
      giveEarlyBlood(t, casualty);
    }
    const loading =
      Math.max(1, litters) * t.scenario.medical.care.loading_minutes_per_litter * t.evacuationDelayFactor;
    t.scheduleMeans(STEP.depart, t.now + loading, number, 0);
  }

  depart(number: number): void {
    const t = this.#t;
    const mission = this.#missions[number];
    const fromPoi = t.plan.places[mission.origin].front >= 0;
    const fate = fromPoi ? this.#meetEnemy(mission) : null;
    if (fate?.kind === 'lost') {
      this.#lose(number, fate);
      return;
    }
    const to = t.facilities[mission.destination].place;
    for (let i = 0; i < mission.slots.length; i++) {
      const casualty = t.alive(mission.slots[i], mission.lives[i]);
      if (casualty === undefined) continue;
      t.releaseHeld(casualty);
      casualty.facility = NOWHERE;
      // Until now, vehicle on its way or not, comrades and medic could see to the casualty.
      casualty.hasDeparted = true;
      t.logWithReading(casualty, EVENT.departed, 0, this.#vehicleNumber(mission), to);
      if (fate !== null)
        t.log(
          casualty,
          EVENT.attackedInTransit,
          fate.kind === 'delayed' ? 0 : 1,
          this.#vehicleNumber(mission),
        );
      casualty.place = to;
    }
    t.random.open(
      PURPOSE.evacuation,
      t.casualties[mission.slots[0]].number,
      8 + this.#sorties[this.#vehicle(mission)],
    );
    const travel =
      this.#network.drawMinutes(mission.fleet, mission.origin, to, t.random) * this.#pace(mission.fleet);
    const minutes = (travel + (fate?.delayMinutes ?? 0)) * t.evacuationDelayFactor;
    t.scheduleMeans(STEP.deliver, t.now + minutes, number, fate?.kind === 'damaged' ? 1 : 0);
  }

  deliver(number: number, isDamaged: boolean): void {
    const t = this.#t;
    const mission = this.#missions[number];
    const facility = t.facilities[mission.destination];
    const vehicle = this.#vehicleNumber(mission);
    for (let i = 0; i < mission.slots.length; i++) {
      const casualty = t.alive(mission.slots[i], mission.lives[i]);
      if (casualty !== undefined) arrive(t, casualty, facility, vehicle);
    }
    const repair = isDamaged ? t.scenario.medical.contested.repair_hours * 60 : 0;
    this.#goHome(
      number,
      mission.slots.length * t.timing.unloadMinutesPerLitter * t.evacuationDelayFactor + repair,
    );
  }

  /** A vehicle is ready again: sends it where the most urgent casualty waits longest. */
  vehicleFree(fleet: number, vehicle: number): void {
    this.#idle[fleet].push(vehicle);
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
    const origin = this.#servedBy[fleet][0];
    if (departs_every_hours === null) return;
    t.scheduleMeans(STEP.scheduledDeparture, t.now + departs_every_hours * 60, fleet, 0);
    const destination = this.#fixedDestination(fleet);
    // Every aircraft that is there leaves on schedule, as long as there is someone to carry.
    while (this.#hasVehicle(fleet) && this.#isAwaited(origin, destination)) {
      this.pickUp(this.#openMission(fleet, origin, destination));
    }
  }

  #hasVehicle(fleet: number): boolean {
    return this.#isUnlimited || this.#idle[fleet].length > 0;
  }

  /** Whether someone at this place waits for this destination. */
  #isAwaited(place: number, destination: number): boolean {
    let isAwaited = false;
    this.#queues[place].forEach(this.#t.isWaiting, (slot) => {
      isAwaited = this.#t.casualties[slot].destination === destination;
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
    for (const fleet of this.#onDemandAt[place]) {
      for (let next = this.#firstFor(fleet, place); next !== undefined; next = this.#firstFor(fleet, place)) {
        this.#send(fleet, place, next);
      }
    }
  }

  /** The first in line at a place whom a vehicle of this fleet can take now. */
  #firstFor(fleet: number, place: number): Casualty | undefined {
    const t = this.#t;
    if (!this.#hasVehicle(fleet)) return undefined;
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
    while (this.#hasVehicle(fleet)) {
      let best: Casualty | undefined;
      let bestPlace = -1;
      for (const place of this.#servedBy[fleet]) {
        if (!this.#onDemandAt[place].includes(fleet)) continue;
        const first = this.#firstFor(fleet, place);
        if (first === undefined) continue;
        const isBetter =
          best === undefined ||
          first.assessed < best.assessed ||
          (first.assessed === best.assessed && first.requestedMinutes < best.requestedMinutes);
        if (isBetter) {
          best = first;
          bestPlace = place;
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
    for (const fleet of this.#onDemandAt[place]) {
      if (!this.#canTake(fleet, place, casualty)) continue;
      const minutes = this.#minutesFor(fleet, place, to);
      if (minutes < bestMinutes) {
        best = fleet;
        bestMinutes = minutes;
      }
    }
    return best;
  }

  #canTake(fleet: number, place: number, casualty: Casualty): boolean {
    const t = this.#t;
    if (!this.#hasVehicle(fleet)) return false;
    const { to, daylight, litters, seats } = this.#fleets[fleet];
    if (litters === 0 && (seats === 0 || !casualty.has(FLAG.ambulatory))) return false;
    if (to !== null && this.#fixedDestination(fleet) !== casualty.destination) return false;
    if (this.#isSpared(fleet, place, casualty)) return false;
    const fromPoi = t.plan.places[place].front >= 0;
    return mayMove(t.plan, t.now, daylight, fromPoi && !this.#network.isAir(fleet));
  }

  /** Aircraft are for the urgent where there is anything else. */
  #isSpared(fleet: number, place: number, casualty: Casualty): boolean {
    return (
      casualty.assessed > DIAGNOSED_FOR_AIR &&
      this.#network.isAir(fleet) &&
      this.#hasGroundAt[place] &&
      this.#t.plan.places[place].front >= 0
    );
  }

  #send(fleet: number, place: number, head: Casualty): void {
    const t = this.#t;
    const chosen = this.#destinations.choose(head);
    // A fixed shuttle keeps to its route; others follow what the destination can take by now.
    if (this.#fleets[fleet].to === null && chosen.facility !== head.destination) {
      head.destination = chosen.facility;
      if (chosen.diversion >= 0)
        t.log(head, EVENT.diverted, chosen.diversion, t.facilities[chosen.facility].place);
    }
    const number = this.#openMission(fleet, place, head.destination);
    const mission = this.#missions[number];
    this.#board(mission, head);
    const { ready_minutes } = this.#fleets[fleet];
    t.random.open(PURPOSE.evacuation, head.number, 2 + head.visits);
    const approach = this.#network.drawMinutes(fleet, this.#base[fleet], place, t.random) * this.#pace(fleet);
    t.scheduleMeans(STEP.pickup, t.now + (ready_minutes + approach) * t.evacuationDelayFactor, number, 0);
  }

  /** Takes the casualty out of the queue and aboard. */
  #board(mission: Mission, casualty: Casualty): void {
    const t = this.#t;
    casualty.waitStamp = 0;
    casualty.vehicleWaitMinutes += t.now - casualty.waitingSinceMinutes;
    this.#queues[mission.origin].forget();
    mission.slots.push(casualty.slot);
    mission.lives.push(casualty.life);
    t.log(
      casualty,
      EVENT.dispatched,
      0,
      this.#vehicleNumber(mission),
      t.facilities[mission.destination].place,
    );
  }

  /** Drops the dead, then takes others at the same place for the same destination while there is room. */
  #fill(mission: Mission): void {
    const t = this.#t;
    for (let i = mission.slots.length - 1; i >= 0; i--) {
      if (t.alive(mission.slots[i], mission.lives[i]) === undefined) {
        mission.slots.splice(i, 1);
        mission.lives.splice(i, 1);
      }
    }
    const { litters, seats } = this.#fleets[mission.fleet];
    let freeLitters = litters;
    let freeSeats = seats;
    for (const slot of mission.slots) {
      if (t.casualties[slot].has(FLAG.ambulatory) && freeSeats > 0) freeSeats--;
      else freeLitters--;
    }
    this.#queues[mission.origin].forEach(t.isWaiting, (slot) => {
      const casualty = t.casualties[slot];
      if (casualty.destination !== mission.destination) return true;
      if (casualty.has(FLAG.ambulatory) && freeSeats > 0) freeSeats--;
      else if (freeLitters > 0) freeLitters--;
      else return freeSeats > 0;
      this.#board(mission, casualty);
      return freeLitters + freeSeats > 0;
    });
  }

  #meetEnemy(mission: Mission): SortieFate | null {
    return meetEnemy(this.#t, this.#vehicle(mission), this.#sorties[this.#vehicle(mission)]);
  }

  /** The vehicle is lost: some aboard die, some are hit again, the others wait for the next one. */
  #lose(number: number, fate: SortieFate): void {
    const t = this.#t;
    const mission = this.#missions[number];
    const aboard = mission.slots.map((slot, i) => t.alive(slot, mission.lives[i]));
    const vehicle = this.#vehicleNumber(mission);
    aboard.forEach((casualty, i) => {
      if (casualty === undefined) return;
      fate.strike(casualty, i, vehicle);
      if (!casualty.isActive) return;
      t.scheduleAid(STEP.request, casualty, t.now);
    });
    const { replacement_hours } = t.scenario.medical.contested;
    this.#closeMission(number, t.now + replacement_hours * 60);
  }

  #goHome(number: number, unloadingMinutes: number): void {
    const t = this.#t;
    const mission = this.#missions[number];
    const from = mission.slots.length === 0 ? mission.origin : t.facilities[mission.destination].place;
    const back =
      this.#network.meanMinutes(mission.fleet, from, this.#base[mission.fleet]) * this.#pace(mission.fleet);
    const { turnaround_minutes } = this.#fleets[mission.fleet];
    this.#closeMission(
      number,
      t.now + unloadingMinutes + (back + turnaround_minutes) * t.evacuationDelayFactor,
    );
  }

  #openMission(fleet: number, origin: number, destination: number): number {
    const number = this.#freeMissions.pop() ?? this.#missions.length;
    const vehicle = this.#idle[fleet].pop() ?? 0;
    const mission = { fleet, vehicle, origin, destination, startMinutes: this.#t.now, slots: [], lives: [] };
    this.#missions[number] = mission;
    this.#sorties[this.#vehicle(mission)]++;
    return number;
  }

  #closeMission(number: number, readyMinutes: number): void {
    const t = this.#t;
    const { fleet, vehicle, slots, startMinutes } = this.#missions[number];
    t.figures.missionFlown(fleet, slots.length, readyMinutes - startMinutes, startMinutes);
    this.#freeMissions.push(number);
    if (!this.#isUnlimited) t.scheduleMeans(STEP.vehicleFree, readyMinutes, fleet, vehicle);
  }

  #vehicle(mission: Mission): number {
    return this.#firstVehicle[mission.fleet] + mission.vehicle;
  }

  #vehicleNumber(mission: Mission): number {
    return this.#vehicle(mission) + 1;
  }

  #fixedDestination(fleet: number): number {
    const { to } = this.#fleets[fleet];
    return this.#t.plan.scenario.medical.facilities?.findIndex(({ id }) => id === to) ?? -1;
  }

  #pace(fleet: number): number {
    const isRestricted = this.#t.scenario.medical.contested.daylight_movement === 'restricted';
    return isRestricted && !this.#network.isAir(fleet) && isLight(this.#t.plan, this.#t.now)
      ? RESTRICTED_FACTOR
      : 1;
  }

  /** Minutes from dispatch until a casualty at `place` is at `to`. */
  #minutesFor(fleet: number, place: number, to: number): number {
    const { ready_minutes } = this.#fleets[fleet];
    return (
      ready_minutes +
      this.#network.meanMinutes(fleet, this.#base[fleet], place) +
      this.#network.meanMinutes(fleet, place, to)
    );
  }

  #expectedMinutes(place: number, to: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (const fleet of this.#onDemandAt[place]) least = Math.min(least, this.#minutesFor(fleet, place, to));
    return least;
  }

  #placeNamed(placeOf: ReadonlyMap<string, number>, id: string): number {
    const place = placeOf.get(id);
    if (place === undefined) throw new Error(`no place ${id}`);
    return place;
  }

  /** Where a fleet waits: its fixed start, or the facility that takes casualties from the first place it serves. */
  #homeOf(fleet: Fleet, serves: readonly number[], placeOf: ReadonlyMap<string, number>): number {
    if (fleet.from !== null) return this.#placeNamed(placeOf, fleet.from);
    const { plan, facilities } = this.#t;
    const first = plan.places[serves[0]];
    if (first.front < 0) return first.index;
    const front = plan.scenario.fronts[first.front].id;
    const listed = facilities.filter(({ index }) =>
      plan.scenario.medical.facilities?.[index].fronts.includes(front),
    );
    return listed.length === 0 ? first.index : listed[0].place;
  }
}
