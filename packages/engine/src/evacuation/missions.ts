import type { Fleet } from '@medical-patients/contract';
import { arrive } from '../care/hospital.js';
import { endRounds, makeRounds } from '../care/observation.js';
import { giveEarlyBlood } from '../care/resuscitation.js';
import { STEP, type Theatre } from '../care/theatre.js';
import type { WaitQueue } from '../care/wait-queue.js';
import { type Casualty, NOWHERE } from '../casualty/casualty.js';
import { PURPOSE } from '../random/purposes.js';
import { EVENT, FLAG } from '../record/codes.js';
import { meetEnemy, type SortieFate } from './contested.js';
import type { FleetTable } from './fleet-table.js';
import type { Network } from './network.js';

/** A vehicle on its way: to a pickup, loaded, or back. */
interface Mission {
  fleet: number;
  vehicle: number;
  origin: number;
  destination: number;
  startMinutes: number;
  /** Casualties it is sent for, or carries. */
  aboard: number;
  /** Where these stand in `#seats`, and how many may: slot and life of each; what stands behind them is left over. */
  firstSeat: number;
  room: number;
}

const SEAT_WORDS = 2;
/** Seats at first; a vehicle that carries more gets double the room, again and again. */
const INITIAL_ROOM = 4;

/** Vehicles under way: loading, the enemy, delivery, and the way home. */
export class Missions {
  readonly #t: Theatre;
  readonly #table: FleetTable;
  readonly #network: Network;
  readonly #fleets: readonly Fleet[];
  readonly #queues: readonly WaitQueue[];
  /** Idle vehicles of each fleet, numbers within the fleet; the last is sent first. */
  readonly #idle: number[][];
  readonly #sorties: Int32Array;
  readonly #missions: Mission[] = [];
  readonly #freeMissions: number[] = [];
  /** Of all missions side by side. Two lists each were 350 bytes more for every vehicle under way. */
  #seats = new Int32Array(256 * SEAT_WORDS);
  #seatsTaken = 0;
  readonly #isUnlimited: boolean;

  /** @param queues who waits at each place; boarding takes casualties out of them */
  constructor(theatre: Theatre, table: FleetTable, queues: readonly WaitQueue[]) {
    this.#t = theatre;
    this.#table = table;
    this.#network = table.network;
    this.#fleets = table.fleets;
    this.#queues = queues;
    this.#idle = table.fleets.map(({ vehicles }) =>
      Array.from({ length: vehicles }, (_, i) => vehicles - 1 - i),
    );
    this.#sorties = new Int32Array(table.vehicleCount);
    this.#isUnlimited = theatre.scenario.medical.capacity === 'unlimited';
  }

  hasVehicle(fleet: number): boolean {
    return this.#isUnlimited || this.#idle[fleet].length > 0;
  }

  makeIdle(fleet: number, vehicle: number): void {
    this.#idle[fleet].push(vehicle);
  }

  /** The empty vehicle is at the pickup: loads whom it was sent for, then others for the same destination. */
  pickUp(number: number): void {
    const t = this.#t;
    const mission = this.#missions[number];
    this.#fill(number);
    if (mission.aboard === 0) {
      this.#goHome(number, 0);
      return;
    }
    let litters = 0;
    for (let i = 0; i < mission.aboard; i++) {
      const casualty = t.casualties[this.#slot(mission, i)];
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
    this.#dropDead(mission);
    if (mission.aboard === 0) {
      this.#goHome(number, 0);
      return;
    }
    const fromPoi = t.plan.places[mission.origin].front >= 0;
    const fate = fromPoi ? this.#meetEnemy(mission) : null;
    if (fate?.kind === 'lost') {
      this.#lose(number, fate);
      return;
    }
    const to = t.facilities[mission.destination].place;
    for (let i = 0; i < mission.aboard; i++) {
      const casualty = t.casualties[this.#slot(mission, i)];
      makeRounds(t, casualty);
      endRounds(casualty);
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
      t.casualties[this.#slot(mission, 0)].number,
      8 + this.#sorties[this.#vehicle(mission)],
    );
    const travel =
      this.#network.drawMinutes(mission.fleet, mission.origin, to, t.random) *
      this.#table.pace(mission.fleet, t.now);
    const minutes = (travel + (fate?.delayMinutes ?? 0)) * t.evacuationDelayFactor;
    t.scheduleMeans(STEP.deliver, t.now + minutes, number, fate?.kind === 'damaged' ? 1 : 0);
  }

  deliver(number: number, isDamaged: boolean): void {
    const t = this.#t;
    const mission = this.#missions[number];
    const facility = t.facilities[mission.destination];
    const vehicle = this.#vehicleNumber(mission);
    for (let i = 0; i < mission.aboard; i++) {
      const casualty = this.#aboard(mission, i);
      if (casualty !== undefined) arrive(t, casualty, facility, vehicle);
    }
    const repair = isDamaged ? t.scenario.medical.contested.repair_hours * 60 : 0;
    this.#goHome(number, mission.aboard * t.timing.unloadMinutesPerLitter * t.evacuationDelayFactor + repair);
  }

  /** Takes the casualty out of the queue and aboard. */
  board(number: number, casualty: Casualty): void {
    const t = this.#t;
    const mission = this.#missions[number];
    casualty.waitStamp = 0;
    casualty.vehicleWaitMinutes += t.now - casualty.waitingSinceMinutes;
    this.#queues[mission.origin].forget();
    this.#seat(mission, casualty.slot, casualty.life);
    t.log(
      casualty,
      EVENT.dispatched,
      0,
      this.#vehicleNumber(mission),
      t.facilities[mission.destination].place,
    );
  }

  /** Leaves the dead, then takes others at the same place for the same destination while there is room. */
  #fill(number: number): void {
    const t = this.#t;
    const mission = this.#missions[number];
    const { litters, seats } = this.#fleets[mission.fleet];
    let freeLitters = litters;
    let freeSeats = seats;
    this.#dropDead(mission);
    for (let i = 0; i < mission.aboard; i++) {
      const casualty = t.casualties[this.#slot(mission, i)];
      if (casualty.has(FLAG.ambulatory) && freeSeats > 0) freeSeats--;
      else freeLitters--;
    }
    this.#queues[mission.origin].forEach(t.isWaiting, (slot) => {
      const casualty = t.casualties[slot];
      if (casualty.destination !== mission.destination) return true;
      if (casualty.has(FLAG.ambulatory) && freeSeats > 0) freeSeats--;
      else if (freeLitters > 0) freeLitters--;
      else return freeSeats > 0;
      this.board(number, casualty);
      return freeLitters + freeSeats > 0;
    });
  }

  /** Whoever has died while the vehicle was loaded stays behind. */
  #dropDead(mission: Mission): void {
    const boarded = mission.aboard;
    mission.aboard = 0;
    for (let i = 0; i < boarded; i++) {
      const casualty = this.#aboard(mission, i);
      if (casualty !== undefined) this.#seat(mission, casualty.slot, casualty.life);
    }
  }

  #meetEnemy(mission: Mission): SortieFate | null {
    return meetEnemy(this.#t, this.#vehicle(mission), this.#sorties[this.#vehicle(mission)]);
  }

  /** The vehicle is lost: some aboard die, some are hit again, the others wait for the next one. */
  #lose(number: number, fate: SortieFate): void {
    const t = this.#t;
    const mission = this.#missions[number];
    const aboard = Array.from({ length: mission.aboard }, (_, i) => t.casualties[this.#slot(mission, i)]);
    const vehicle = this.#vehicleNumber(mission);
    aboard.forEach((casualty, i) => {
      fate.strike(casualty, i, vehicle);
      if (!casualty.isActive) return;
      t.scheduleAid(STEP.request, casualty, t.now);
    });
    const { replacement_hours } = t.scenario.medical.contested;
    // It has carried nobody anywhere.
    mission.aboard = 0;
    this.#closeMission(number, t.now + replacement_hours * 60);
  }

  #goHome(number: number, unloadingMinutes: number): void {
    const t = this.#t;
    const mission = this.#missions[number];
    const from = mission.aboard === 0 ? mission.origin : t.facilities[mission.destination].place;
    const back =
      this.#network.meanMinutes(mission.fleet, from, this.#table.base[mission.fleet]) *
      this.#table.pace(mission.fleet, t.now);
    const { turnaround_minutes } = this.#fleets[mission.fleet];
    this.#closeMission(
      number,
      t.now + unloadingMinutes + (back + turnaround_minutes) * t.evacuationDelayFactor,
    );
  }

  open(fleet: number, origin: number, destination: number): number {
    const number = this.#freeMissions.pop() ?? this.#makeMission();
    const mission = this.#missions[number];
    mission.fleet = fleet;
    mission.vehicle = this.#idle[fleet].pop() ?? 0;
    mission.origin = origin;
    mission.destination = destination;
    mission.startMinutes = this.#t.now;
    mission.aboard = 0;
    this.#sorties[this.#vehicle(mission)]++;
    return number;
  }

  /** Objects are reused, as those of casualties are. */
  #makeMission(): number {
    const startMinutes = Number.NaN;
    const firstSeat = this.#takeSeats(INITIAL_ROOM);
    this.#missions.push({
      fleet: 0,
      vehicle: 0,
      origin: 0,
      destination: 0,
      startMinutes,
      aboard: 0,
      firstSeat,
      room: INITIAL_ROOM,
    });
    return this.#missions.length - 1;
  }

  #takeSeats(count: number): number {
    const first = this.#seatsTaken;
    this.#seatsTaken += count;
    while (this.#seatsTaken * SEAT_WORDS > this.#seats.length) {
      const larger = new Int32Array(this.#seats.length * 2);
      larger.set(this.#seats);
      this.#seats = larger;
    }
    return first;
  }

  #seat(mission: Mission, slot: number, life: number): void {
    if (mission.aboard === mission.room) this.#makeRoom(mission);
    const word = (mission.firstSeat + mission.aboard++) * SEAT_WORDS;
    this.#seats[word] = slot;
    this.#seats[word + 1] = life;
  }

  /** Moves behind all others, where there is double the room. What it leaves stays empty: less than it now has. */
  #makeRoom(mission: Mission): void {
    const from = mission.firstSeat * SEAT_WORDS;
    const to = from + mission.aboard * SEAT_WORDS;
    mission.room *= 2;
    mission.firstSeat = this.#takeSeats(mission.room);
    this.#seats.copyWithin(mission.firstSeat * SEAT_WORDS, from, to);
  }

  #slot(mission: Mission, seat: number): number {
    return this.#seats[(mission.firstSeat + seat) * SEAT_WORDS];
  }

  /** Undefined where the course of the casualty is over since. */
  #aboard(mission: Mission, seat: number): Casualty | undefined {
    const word = (mission.firstSeat + seat) * SEAT_WORDS;
    return this.#t.alive(this.#seats[word], this.#seats[word + 1]);
  }

  #closeMission(number: number, readyMinutes: number): void {
    const t = this.#t;
    const { fleet, vehicle, aboard, startMinutes } = this.#missions[number];
    t.figures.missionFlown(fleet, aboard, readyMinutes - startMinutes, startMinutes);
    this.#freeMissions.push(number);
    if (!this.#isUnlimited) t.scheduleMeans(STEP.vehicleFree, readyMinutes, fleet, vehicle);
  }

  #vehicle(mission: Mission): number {
    return this.#table.firstVehicle[mission.fleet] + mission.vehicle;
  }

  #vehicleNumber(mission: Mission): number {
    return this.#vehicle(mission) + 1;
  }
}
