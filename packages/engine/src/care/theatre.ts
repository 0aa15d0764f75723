import type { CareName, Condition, Scenario, TimingName } from '@medical-patients/contract';
import { Casualty, NOWHERE } from '../casualty/casualty.js';
import type { Onset } from '../casualty/onset.js';
import { specialistRoleIn } from '../casualty/specialist.js';
import type { Plan } from '../compile/plan.js';
import { Agenda } from '../kernel/agenda.js';
import { Bleeding, type BleedingParameters, tabulateMinorLoss } from '../physiology/bleeding.js';
import { Body } from '../physiology/body.js';
import type { Process } from '../physiology/process.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import { EVENT, INTERVENTION_FAILED, NONE } from '../record/codes.js';
import { LogStore, PathLog } from '../record/path-writer.js';
import type { ResourceFigures } from '../summary/resource-figures.js';
import { type CrushTable, tabulateCrush } from './crush-table.js';
import type { Facility } from './facility.js';
import { makeRounds } from './observation.js';
import type { Transport } from './transport.js';
import type { TriageTool } from './triage.js';

/** What is on the agenda. `a` is a casualty's slot and `b` a stamp, unless said otherwise. */
export const STEP = {
  buddyAid: 0,
  medic: 1,
  found: 2,
  request: 3,
  /** a: mission. */
  pickup: 4,
  /** a: mission. */
  deliver: 5,
  /** a: fleet, b: vehicle. */
  vehicleFree: 6,
  arriveByUnit: 7,
  triaged: 8,
  treated: 9,
  resuscitated: 10,
  operated: 11,
  /** A place becomes free and is given to who waits. a: facility, b: resource. */
  release: 12,
  icuOver: 13,
  stable: 14,
  death: 15,
  /** a: fleet. */
  scheduledDeparture: 16,
  decontaminated: 17,
  /** Loaded vehicle leaves. a: mission. */
  depart: 18,
  /** Vehicles that may move by day or by night only look for work again. */
  lightChange: 19,
  /** Looks again at someone too ill to be moved. */
  reassess: 20,
  infection: 21,
  /** Nobody has operated for a day. */
  deteriorate: 22,
} as const;

/** At the same instant means become free before anyone asks for them, and deaths come last. */
const PRIORITY_MEANS = 0;
const PRIORITY_CARE = 1;
const PRIORITY_DEATH = 2;

/** Casualties whose wounds and numbers lie together. */
const ROOM = 64;

/** Receives casualties whose course is settled. */
export type Settle = (casualty: Casualty) => void;

/** Everything the parts of care and evacuation share: time, casualties, means, and the log. */
export class Theatre {
  now = 0;
  readonly agenda = new Agenda();
  readonly plan: Plan;
  readonly scenario: Scenario;
  readonly care: Readonly<Record<CareName, number>>;
  readonly timing: Readonly<Record<TimingName, number>>;
  readonly conditions: readonly Condition[];
  readonly crush: CrushTable;
  readonly random: KeyedRandom;
  readonly facilities: readonly Facility[];
  /** From which role on jaw and eye are operated on. */
  readonly specialistRole: number;
  readonly figures: ResourceFigures;
  readonly triage: TriageTool;
  readonly onset: Onset;
  readonly horizonMinutes: number;
  /** Factor on delays at the point of injury and in evacuation: weather, studies. */
  readonly aidDelayFactor: number;
  readonly evacuationDelayFactor: number;
  readonly triadFactor: number;
  /** Set once the fleets, which need the theatre, are there. */
  transport!: Transport;
  readonly casualties: Casualty[] = [];
  readonly #free: number[] = [];
  readonly #bleedingParameters: BleedingParameters;
  readonly #minorLossCurve: Float64Array;
  readonly #idleProcesses: Process[] = [];
  readonly #logs = new LogStore();
  #bloodRoom = Bleeding.makeRoom(0);
  #casualtyRoom = Casualty.makeRoom(0);
  readonly #settle: Settle;
  #lastStamp = 0;
  inSystem = 0;

  constructor(options: {
    plan: Plan;
    care: Readonly<Record<CareName, number>>;
    timing: Readonly<Record<TimingName, number>>;
    random: KeyedRandom;
    facilities: readonly Facility[];
    figures: ResourceFigures;
    triage: TriageTool;
    onset: Onset;
    bleeding: BleedingParameters;
    settle: Settle;
  }) {
    const { plan } = options;
    this.plan = plan;
    this.scenario = plan.scenario;
    this.care = options.care;
    this.timing = options.timing;
    this.conditions = plan.referenceData.clinical.conditions;
    this.crush = tabulateCrush(this.conditions, plan.referenceData.model.mechanisms);
    this.random = options.random;
    this.facilities = options.facilities;
    this.specialistRole = specialistRoleIn(options.facilities);
    this.figures = options.figures;
    this.triage = options.triage;
    this.onset = options.onset;
    this.#bleedingParameters = options.bleeding;
    this.#minorLossCurve = tabulateMinorLoss(options.bleeding);
    this.#settle = options.settle;
    this.horizonMinutes = (plan.scenario.days + options.timing.horizonDays) * 1440;
    const { care } = plan.scenario.medical;
    const { environments } = plan.referenceData.model;
    const immediate = care.immediate_care ? 0 : 1;
    const weather = plan.scenario.environment.reduce(
      (factor, name) => factor * environments[name].aidDelay,
      1,
    );
    const cooling = plan.scenario.environment.reduce((sum, name) => sum + environments[name].cooling, 0);
    this.aidDelayFactor = immediate * weather;
    this.evacuationDelayFactor = immediate * care.evacuation_delay_factor;
    // Each degree of cooling strengthens the lethal triad by a quarter. Estimate after 3.4.
    this.triadFactor = 1 + 0.25 * cooling;
  }

  /** A casualty object for a new life; `onset` fills it. */
  admit(number: number, nowMinutes: number, front: number): Casualty {
    const slot = this.#free.pop();
    let casualty: Casualty;
    if (slot === undefined) {
      casualty = this.#makeCasualty();
      this.casualties.push(casualty);
    } else {
      casualty = this.casualties[slot];
    }
    casualty.begin(this.stamp(), number, nowMinutes, front);
    casualty.body.start(nowMinutes, this.triadFactor);
    this.inSystem++;
    return casualty;
  }

  #makeCasualty(): Casualty {
    const slot = this.casualties.length;
    const place = slot % ROOM;
    if (place === 0) {
      this.#bloodRoom = Bleeding.makeRoom(ROOM);
      this.#casualtyRoom = Casualty.makeRoom(ROOM);
    }
    const bleeding = new Bleeding(this.#bleedingParameters, this.#minorLossCurve, this.#bloodRoom, place);
    const body = new Body(bleeding, this.#idleProcesses);
    return new Casualty(slot, body, new PathLog(this.#logs), this.#casualtyRoom, place);
  }

  /** The course is settled: nothing can change the path any more. */
  settle(casualty: Casualty, outcome: number, atMinutes: number): void {
    casualty.outcome = outcome;
    casualty.outcomeSeconds = Math.floor(atMinutes * 60);
    casualty.outcomePlace = casualty.place;
    casualty.lowestVolume = Math.min(casualty.lowestVolume, casualty.body.bleeding.lowestVolume);
    casualty.isActive = false;
    casualty.life = 0;
    this.inSystem--;
    this.#settle(casualty);
    casualty.log.clear();
    casualty.body.end();
    this.#free.push(casualty.slot);
  }

  /** Distinguishes everything that is put on the agenda or in a queue; never 0. */
  stamp(): number {
    this.#lastStamp = (this.#lastStamp + 1) | 0;
    if (this.#lastStamp === 0) this.#lastStamp = 1;
    return this.#lastStamp;
  }

  /** The casualty a step names, or undefined when that life is over. */
  alive(slot: number, life: number): Casualty | undefined {
    const casualty = this.casualties[slot];
    return casualty.life === life ? casualty : undefined;
  }

  scheduleAid(step: number, casualty: Casualty, atMinutes: number): void {
    this.agenda.schedule(atMinutes, PRIORITY_CARE, step, casualty.slot, casualty.life);
  }

  /** The one step that leads a casualty on; an earlier one becomes stale. */
  scheduleNext(step: number, casualty: Casualty, atMinutes: number): void {
    casualty.stepStamp = this.stamp();
    this.agenda.schedule(atMinutes, PRIORITY_CARE, step, casualty.slot, casualty.stepStamp);
  }

  scheduleMeans(step: number, atMinutes: number, a: number, b: number): void {
    this.agenda.schedule(atMinutes, PRIORITY_MEANS, step, a, b);
  }

  /** Puts the present time of death on the agenda; call after every change of the body. */
  scheduleDeath(casualty: Casualty): void {
    const at = casualty.body.deathAtMinutes;
    if (at > this.horizonMinutes) {
      casualty.deathStamp = 0;
      return;
    }
    casualty.deathStamp = this.stamp();
    this.agenda.schedule(
      Math.max(at, this.now),
      PRIORITY_DEATH,
      STEP.death,
      casualty.slot,
      casualty.deathStamp,
    );
  }

  /** Writes an event at the casualty's place and the present time. */
  log(casualty: Casualty, kind: number, detail = 0, a = 0, b = 0): void {
    makeRounds(this, casualty);
    casualty.log.addEvent(Math.floor(this.now * 60), kind, detail, casualty.place, a, b);
  }

  /** Writes an event and the state of the body at that moment. */
  logWithReading(casualty: Casualty, kind: number, detail = 0, a = 0, b = 0): void {
    this.log(casualty, kind, detail, a, b);
    this.read(casualty);
  }

  intervene(casualty: Casualty, intervention: number, isSuccessful: boolean, units = 1): void {
    this.log(
      casualty,
      EVENT.intervention,
      isSuccessful ? intervention : intervention | INTERVENTION_FAILED,
      units,
    );
  }

  read(casualty: Casualty): void {
    this.readAt(casualty, this.now);
  }

  /**
   * One reading an instant: a second one at the same second would only repeat it. Whoever dies suddenly has no course
   * that signs could show: nobody measures before.
   */
  readAt(casualty: Casualty, atMinutes: number): void {
    const { body, log, place } = casualty;
    const { suddenDeathAtMinutes } = body;
    if (atMinutes < suddenDeathAtMinutes && suddenDeathAtMinutes !== Number.POSITIVE_INFINITY) return;
    const seconds = Math.floor(atMinutes * 60);
    if (seconds === casualty.lastReadSeconds) return;
    casualty.lastReadSeconds = seconds;
    casualty.readings++;
    const volume = body.bleeding.volumeAt(atMinutes);
    if (volume < casualty.lowestVolume) casualty.lowestVolume = volume;
    const airway = toByte(body.airway.severityAt(atMinutes));
    const chest = toByte(body.chest.severityAt(atMinutes));
    const brain = toByte(body.brain.severityAt(atMinutes));
    const systemic = toByte(body.systemicAt(atMinutes));
    log.addEvent(
      seconds,
      EVENT.reading,
      Math.round(volume * 250),
      place,
      airway | (chest << 8),
      brain | (systemic << 8),
    );
  }

  facilityOf(casualty: Casualty): Facility {
    if (casualty.facility === NOWHERE) throw new Error(`casualty ${casualty.number} is in no facility`);
    return this.facilities[casualty.facility];
  }

  /** Gives back whatever place the casualty holds, at `atMinutes`. */
  releaseHeld(casualty: Casualty, atMinutes = this.now): void {
    if (casualty.held === NONE) return;
    this.scheduleMeans(STEP.release, atMinutes, casualty.facility, casualty.held);
    casualty.held = NONE;
  }

  /** Whether a queue entry is still good. */
  readonly isWaiting = (slot: number, stamp: number): boolean => this.casualties[slot].waitStamp === stamp;
}

function toByte(severity: number): number {
  return severity <= 0 ? 0 : severity >= 1 ? 250 : Math.round(severity * 250);
}
