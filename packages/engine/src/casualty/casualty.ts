import { smallFields } from '../kernel/fields-in-room.js';
import type { Body } from '../physiology/body.js';
import { NONE } from '../record/codes.js';
import type { PathHeader, PathLog } from '../record/path-writer.js';

/** Not in any facility and on no vehicle. */
export const NOWHERE = -1;

const FieldsOfCasualty = smallFields({
  numbers: [
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
  ],
  wholes: [
    /** Pathways that need an operation; bits of PATHWAY. */
    'surgicalNeed',
    /** Lowest role that can treat the condition. */
    'roleNeeded',
    'trueTriage',
    'operations',
    'tourniquets',
    /** How often they were in this facility. */
    'rounds',
    'visits',
    // What else the path's header says.
    'injurySeconds',
    'incident',
    'front',
    'nation',
    'warfare',
    'mechanism',
    'outcome',
    'cause',
    'preventability',
    'outcomeSeconds',
    'outcomePlace',
    'iss',
    'niss',
    'conditionRow',
    /** Row of the condition + 1 whose outbreak made the casualty ill, else 0. */
    'outbreak',
    'agent',
    'doseClass',
    'severity',
    'bloodUnits',
    'pathways',
  ],
  marks: [
    'isActive',
    'hasReachedMtf',
    'hasDeparted',
    'isRequested',
    /** An operation that can wait, for wounds and fractures. */
    'needsWoundSurgery',
    'needsNeurosurgery',
    /** An operation of jaw or eye, which only a higher role can do and which can wait for it. */
    'needsSpecialist',
    /** How they operate, or did last: damage control rather than definitive repair. */
    'isDamageControl',
    'returnsToDuty',
    'hadMedic',
    'hadFirstAid',
    'hadBlood',
    'hadOperationRisk',
    'hadTxa',
    'hasRested',
  ],
});

/**
 * One casualty while in the system. Objects are reused (`slot` stays, `life` changes), so an event on the agenda names
 * both and is stale when the life is over.
 */
export class Casualty extends FieldsOfCasualty implements PathHeader {
  // What nearly every event looks at is the object's own, so that it lies together in memory.
  readonly slot: number;
  /** Changes with every casualty that uses the slot. */
  life = 0;
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
  /** Facility to go to next. */
  destination = NOWHERE;
  /** Resource waited for, or NONE; meaningful only while waiting in a facility. */
  awaited = NONE;
  /** Stamp of the queue entry under which the casualty waits; 0 when not waiting. */
  waitStamp = 0;
  /** Stamp of the death on the agenda; another one is stale. */
  deathStamp = 0;
  assessed = 2;
  number = 0;
  casualtyClass = 0;

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
    this.clearSmallFields();
    this.isActive = true;
    this.returnsToDuty = true;
    this.log.clear();
    this.life = life;
    this.number = number;
    this.stepStamp = 0;
    this.waitStamp = 0;
    this.deathStamp = 0;
    this.flags = 0;
    this.assessed = 2;
    this.trueTriage = 2;
    this.front = front;
    this.place = front;
    this.facility = NOWHERE;
    this.destination = NOWHERE;
    this.held = NONE;
    this.awaited = NONE;
    this.warfare = NONE;
    this.cause = NONE;
    this.preventability = NONE;
    this.roleNeeded = 1;
    this.readings = 0;
    this.lastReadSeconds = -1;
    this.injuryMinutes = nowMinutes;
    this.injurySeconds = Math.floor(nowMinutes * 60);
    this.lowestVolume = 1;
    this.recoveryDays = 0;
    this.arrivedMinutes = 0;
    this.tourniquetMinutes = 0;
    this.ischaemiaHours = 0;
    this.vehicleWaitMinutes = 0;
    this.tableWaitMinutes = 0;
    this.bedWaitMinutes = 0;
    this.nextRoundMinutes = Number.POSITIVE_INFINITY;
    this.infectionAtMinutes = Number.POSITIVE_INFINITY;
  }

  has(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }
}
