import { numbersInRoom } from '../kernel/numbers-in-room.js';
import type { Body } from '../physiology/body.js';
import { NONE } from '../record/codes.js';
import type { PathHeader, PathLog } from '../record/path-writer.js';

/** Not in any facility and on no vehicle. */
export const NOWHERE = -1;

/** Those that may hold a fraction. */
const NumbersOfCasualty = numbersInRoom(
  /** When signs are taken next; Infinity outside facilities. */
  'nextRoundMinutes',
  'lowestVolume',
  'recoveryDays',
  'injuryMinutes',
  'waitingSinceMinutes',
  /** At the facility where the casualty is. */
  'arrivedMinutes',
  'requestedMinutes',
  'tourniquetMinutes',
  /** How long a limb was under a tourniquet before a physician restored its flow, hours; 0 until then. */
  'ischaemiaHours',
  'vehicleWaitMinutes',
  'tableWaitMinutes',
  'bedWaitMinutes',
  /** When a wound infection shows; Infinity when none will. */
  'infectionAtMinutes',
);

/**
 * One casualty while in the system. Objects are reused (`slot` stays, `life` changes), so an event on the agenda names
 * both and is stale when the life is over.
 */
export class Casualty extends NumbersOfCasualty implements PathHeader {
  // What nearly every event looks at comes first, so that it lies together in memory.
  readonly slot: number;
  /** Changes with every casualty that uses the slot. */
  life = 0;
  isActive = false;
  /** Stamp of the step on the agenda that leads on. */
  stepStamp = 0;
  readonly body: Body;
  readonly log: PathLog;
  place = 0;
  /** Second of the last reading; −1 before the first. */
  lastReadSeconds = -1;
  readings = 0;
  /** Facility number, or NOWHERE. */
  facility = NOWHERE;
  flags = 0;
  /** Resource held in that facility, or NONE. */
  held = NONE;
  /** Stamp of the queue entry under which the casualty waits; 0 when not waiting. */
  waitStamp = 0;
  /** Stamp of the death on the agenda; another one is stale. */
  deathStamp = 0;
  assessed = 2;
  number = 0;
  casualtyClass = 0;
  visits = 0;

  // What the path's header says.
  injurySeconds = 0;
  incident = 0;
  front = 0;
  nation = 0;
  warfare = NONE;
  mechanism = 0;
  trueTriage = 2;
  outcome = 0;
  cause = NONE;
  preventability = NONE;
  outcomeSeconds = 0;
  outcomePlace = 0;
  iss = 0;
  niss = 0;
  conditionRow = 0;
  /** Row of the condition + 1 whose outbreak made the casualty ill, else 0. */
  outbreak = 0;
  agent = 0;
  doseClass = 0;
  severity = 0;
  bloodUnits = 0;
  pathways = 0;

  // Course.
  /** Resource waited for, or NONE; meaningful only while waiting in a facility. */
  awaited = NONE;
  hasReachedMtf = false;
  hasDeparted = false;
  isRequested = false;
  /** Facility to go to next. */
  destination = NOWHERE;
  /** Pathways that need an operation; bits of PATHWAY. */
  surgicalNeed = 0;
  /** An operation that can wait, for wounds and fractures. */
  needsWoundSurgery = false;
  needsNeurosurgery = false;
  /** An operation of jaw or eye, which only a higher role can do and which can wait for it. */
  needsSpecialist = false;
  /** How they operate, or did last: damage control rather than definitive repair. */
  isDamageControl = false;
  /** Lowest role that can treat the condition. */
  roleNeeded = 1;
  returnsToDuty = true;
  tourniquets = 0;
  hadMedic = false;
  hadFirstAid = false;
  hadBlood = false;
  hadOperationRisk = false;
  operations = 0;
  hadTxa = false;
  hasRested = false;
  /** How often they were in this facility. */
  rounds = 0;

  /**
   * @param room see `makeRoom`
   * @param place which of the room's casualties this is
   */
  constructor(slot: number, body: Body, log: PathLog, room = Casualty.makeRoom(1), place = 0) {
    super(room, place);
    this.slot = slot;
    this.body = body;
    this.log = log;
  }

  /** Begins a new life at the point of injury of `front`. */
  begin(life: number, number: number, nowMinutes: number, front: number): void {
    this.life = life;
    this.isActive = true;
    this.log.clear();
    this.number = number;
    this.injuryMinutes = nowMinutes;
    this.injurySeconds = Math.floor(nowMinutes * 60);
    this.front = front;
    this.place = front;
    this.warfare = NONE;
    this.flags = 0;
    this.trueTriage = 2;
    this.cause = NONE;
    this.preventability = NONE;
    this.iss = 0;
    this.niss = 0;
    this.conditionRow = 0;
    this.outbreak = 0;
    this.agent = 0;
    this.doseClass = 0;
    this.severity = 0;
    this.bloodUnits = 0;
    this.pathways = 0;
    this.lowestVolume = 1;
    this.recoveryDays = 0;
    this.deathStamp = 0;
    this.stepStamp = 0;
    this.facility = NOWHERE;
    this.held = NONE;
    this.waitStamp = 0;
    this.awaited = NONE;
    this.visits = 0;
    this.arrivedMinutes = 0;
    this.hasReachedMtf = false;
    this.hasDeparted = false;
    this.isRequested = false;
    this.assessed = 2;
    this.destination = NOWHERE;
    this.surgicalNeed = 0;
    this.needsWoundSurgery = false;
    this.needsNeurosurgery = false;
    this.needsSpecialist = false;
    this.isDamageControl = false;
    this.roleNeeded = 1;
    this.returnsToDuty = true;
    this.tourniquets = 0;
    this.tourniquetMinutes = 0;
    this.ischaemiaHours = 0;
    this.hadMedic = false;
    this.hadFirstAid = false;
    this.hadBlood = false;
    this.hadOperationRisk = false;
    this.operations = 0;
    this.hadTxa = false;
    this.hasRested = false;
    this.vehicleWaitMinutes = 0;
    this.tableWaitMinutes = 0;
    this.bedWaitMinutes = 0;
    this.nextRoundMinutes = Number.POSITIVE_INFINITY;
    this.rounds = 0;
    this.infectionAtMinutes = Number.POSITIVE_INFINITY;
    this.readings = 0;
    this.lastReadSeconds = -1;
  }

  has(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }
}
