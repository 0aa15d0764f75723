import type { CareStation, Echelon, EventKind } from '@medical-patients/contract';
import type { Plan } from '../compile/plan.js';
import type { TimelineWriter } from './assemble-timeline.js';
import type { CarePathView } from './care-path.js';
import { COMPLICATION, EVENT, EVENT_WORDS, FLAG } from './codes.js';

/** Care stations by number: `Stay.station`. */
export const STATION_WORDS: readonly CareStation[] = [
  'self',
  'buddy',
  'medic',
  'transport',
  'role1',
  'resuscitation',
  'surgery',
  'icu',
  'ward',
  'outpatient',
];
export const STATION = {
  self: 0,
  buddy: 1,
  medic: 2,
  transport: 3,
  role1: 4,
  resuscitation: 5,
  surgery: 6,
  icu: 7,
  ward: 8,
  outpatient: 9,
} as const;

/** A stretch of time in which one station cares for the casualty. */
export interface Stay {
  station: number;
  startSeconds: number;
  endSeconds: number;
  place: string;
  /** 0 outside facilities. */
  role: number;
  /** Since when the casualty has been at this place. */
  arrivedSeconds: number;
  /** Kind of surgery (SURGERY_WORDS), at the station of surgery only. */
  surgery: number;
  /** At the station of surgery: damage control rather than definitive repair. */
  isDamageControl: boolean;
  /** The casualty leaves the place after it by transport. */
  isHandedOver: boolean;
  /** At the station of transport: when the vehicle left with the casualty, and which; infinity before. */
  departedSeconds: number;
  vehicle: string;
}

/** Where the casualty is at a time within a stay. */
export function placeAt(stay: Stay, seconds: number): string {
  return seconds > stay.departedSeconds ? stay.vehicle : stay.place;
}

/** A stretch of time in one facility, from the arrival on. */
export interface Visit {
  startSeconds: number;
  endSeconds: number;
  place: string;
  role: number;
}

/** Where and when an event of the path that is not part of the timeline happened. */
export interface Mark {
  /** Number of the event in the path. */
  event: number;
  place: string;
  echelon: Echelon;
  role: number;
  /** Kind of the last timeline event before it. */
  after: EventKind;
  /** Station open at that time, −1 for none. */
  station: number;
}

/** A complication: which (COMPLICATION), when and where. */
export interface ComplicationMark {
  readonly kind: number;
  readonly seconds: number;
  readonly place: string;
}

const NONE_OPEN = -1;
const NOT_ABOARD = -1;

/**
 * One pass over the events of a care path: where the casualty was, which stations cared for them, and the readings and
 * interventions that the other parts of the record are made from. One object, overwritten by each `read`.
 */
export class Course {
  readonly stays: Stay[] = [];
  stayCount = 0;
  readonly readings: Mark[] = [];
  readingCount = 0;
  readonly interventions: Mark[] = [];
  interventionCount = 0;
  /** In order of time. */
  readonly complications: ComplicationMark[] = [];
  /** Where the casualty is at the event at hand, in the end after the last one. */
  place = '';
  echelon: Echelon = 'poi';
  role = 0;
  /** The last visit to a facility; role 0 where none was reached. */
  readonly lastVisit: Visit = { startSeconds: 0, endSeconds: 0, place: '', role: 0 };
  /** Of the facilities reached. */
  highestRole = 0;
  /** Second of the death, or infinity. */
  diedSeconds = Number.POSITIVE_INFINITY;
  /** Second of the first sepsis or wound infection, or infinity. */
  infectedSeconds = Number.POSITIVE_INFINITY;

  readonly #plan: Plan;
  readonly #timeline: TimelineWriter;
  #open = NONE_OPEN;
  #arrivedSeconds = 0;
  /** Vehicle number of the care path while under way. */
  #vehicle = NOT_ABOARD;

  constructor(plan: Plan, timeline: TimelineWriter) {
    this.#plan = plan;
    this.#timeline = timeline;
  }

  /** Reads a path; its timeline and triage are in the writer afterwards. */
  read(view: CarePathView): void {
    this.stayCount = 0;
    this.readingCount = 0;
    this.interventionCount = 0;
    this.diedSeconds = Number.POSITIVE_INFINITY;
    this.infectedSeconds = Number.POSITIVE_INFINITY;
    this.complications.length = 0;
    this.#open = NONE_OPEN;
    this.#arrivedSeconds = view.injurySeconds;
    this.lastVisit.role = 0;
    this.lastVisit.startSeconds = Number.POSITIVE_INFINITY;
    this.highestRole = 0;
    this.#vehicle = NOT_ABOARD;
    this.#timeline.begin();
    let after: EventKind = 'injured';
    for (let event = 0; event < view.eventCount; event++) {
      const kind = view.eventKind(event);
      if (kind === EVENT.arrived) this.#vehicle = NOT_ABOARD;
      this.#locate(view.eventPlace(event));
      if (kind === EVENT.reading) {
        this.#mark(this.readings, this.readingCount++, event, after);
      } else if (kind === EVENT.intervention) {
        this.#mark(this.interventions, this.interventionCount++, event, after);
      } else {
        after = EVENT_WORDS[kind];
        this.#follow(view, event, kind);
      }
    }
    if (this.#vehicle !== NOT_ABOARD) this.#locate(0);
    this.#close(view.outcomeSeconds);
  }

  #locate(placeIndex: number): void {
    const isAboard = this.#vehicle !== NOT_ABOARD;
    const place = this.#plan.places[placeIndex];
    this.place = isAboard ? this.#timeline.vehicleIds[this.#vehicle] : place.id;
    this.echelon = isAboard ? 'transport' : place.echelon;
    this.role = isAboard ? 0 : place.role;
  }

  /** An event of the timeline: writes it, then opens and closes the stays that it begins and ends. */
  #follow(view: CarePathView, event: number, kind: number): void {
    const seconds = view.eventSeconds(event);
    this.#timeline.write(view, event, this);
    switch (kind) {
      case EVENT.selfAid:
        this.#begin(STATION.self, seconds);
        break;
      case EVENT.buddyAid:
        this.#begin(STATION.buddy, seconds);
        break;
      case EVENT.medicArrived:
        this.#begin(STATION.medic, seconds);
        break;
      case EVENT.casualtyCollected:
        // The crew has the casualty from now on, though the vehicle is not yet loaded.
        this.#handOver(seconds);
        this.#begin(STATION.transport, seconds);
        // Whoever stands beside the vehicle has what is on it, not what the facility has.
        this.stays[this.#open].role = 0;
        break;
      case EVENT.departed:
        this.#depart(seconds, view.eventA(event));
        break;
      case EVENT.treatmentStarted:
        this.#begin(this.#wasOperated() ? STATION.ward : treatmentStation(this.role, view.flags), seconds);
        break;
      case EVENT.resuscitationStarted:
        this.#begin(STATION.resuscitation, seconds);
        break;
      case EVENT.surgeryStarted:
        this.#begin(STATION.surgery, seconds);
        this.stays[this.#open].surgery = view.eventDetail(event);
        this.stays[this.#open].isDamageControl = view.eventA(event) === 1;
        break;
      case EVENT.admittedIcu:
        this.#begin(STATION.icu, seconds);
        break;
      case EVENT.admittedWard:
        this.#begin(STATION.ward, seconds);
        break;
      case EVENT.died:
        this.diedSeconds = seconds;
        this.#close(seconds);
        break;
      case EVENT.arrived:
        this.#visit(seconds);
        this.#close(seconds);
        break;
      case EVENT.treatmentEnded:
      case EVENT.resuscitationEnded:
      case EVENT.surgeryEnded:
      case EVENT.handedOver:
      case EVENT.returnedToDuty:
        this.#close(seconds);
        break;
      case EVENT.complication:
        this.complications.push({
          kind: view.eventDetail(event),
          seconds,
          place: this.place,
        });
        if (isInfection(view.eventDetail(event))) {
          this.infectedSeconds = Math.min(this.infectedSeconds, seconds);
        }
        break;
    }
  }

  /** A treatment place after the operation dresses and observes; what the first hour calls for has been done. */
  #wasOperated(): boolean {
    for (let i = 0; i < this.stayCount; i++) if (this.stays[i].station === STATION.surgery) return true;
    return false;
  }

  /** The crew goes on with the care that it began while it loaded; without that it begins now. */
  #depart(seconds: number, vehicle: number): void {
    const isCollected = this.#open !== NONE_OPEN && this.stays[this.#open].station === STATION.transport;
    if (!isCollected) this.#handOver(seconds);
    this.#arrivedSeconds = seconds;
    this.#vehicle = vehicle;
    this.#locate(0);
    if (!isCollected) this.#begin(STATION.transport, seconds);
    const stay = this.stays[this.#open];
    stay.departedSeconds = seconds;
    stay.vehicle = this.place;
  }

  #handOver(seconds: number): void {
    if (this.stayCount > 0) this.stays[this.stayCount - 1].isHandedOver = true;
    this.lastVisit.endSeconds = Math.min(this.lastVisit.endSeconds, seconds);
    this.#close(seconds);
  }

  #visit(seconds: number): void {
    this.#arrivedSeconds = seconds;
    if (this.role === 0) return;
    const visit = this.lastVisit;
    visit.startSeconds = seconds;
    visit.endSeconds = Number.POSITIVE_INFINITY;
    visit.place = this.place;
    visit.role = this.role;
    if (this.role > this.highestRole) this.highestRole = this.role;
  }

  #begin(station: number, seconds: number): void {
    this.#close(seconds);
    let stay = this.stays[this.stayCount];
    if (stay === undefined) {
      stay = {
        station,
        startSeconds: 0,
        endSeconds: 0,
        place: '',
        role: 0,
        arrivedSeconds: 0,
        surgery: 0,
        isDamageControl: false,
        isHandedOver: false,
        departedSeconds: Number.POSITIVE_INFINITY,
        vehicle: '',
      };
      this.stays.push(stay);
    }
    stay.station = station;
    stay.startSeconds = seconds;
    stay.endSeconds = seconds;
    stay.place = this.place;
    stay.role = this.role;
    stay.arrivedSeconds = this.#arrivedSeconds;
    stay.surgery = 0;
    stay.isDamageControl = false;
    stay.isHandedOver = false;
    stay.departedSeconds = Number.POSITIVE_INFINITY;
    this.#open = this.stayCount++;
  }

  #close(seconds: number): void {
    if (this.#open === NONE_OPEN) return;
    const stay = this.stays[this.#open];
    stay.endSeconds = Math.max(seconds, stay.startSeconds);
    this.#open = NONE_OPEN;
  }

  #mark(marks: Mark[], index: number, event: number, after: EventKind): void {
    let mark = marks[index];
    if (mark === undefined) {
      mark = { event, place: '', echelon: 'poi', role: 0, after, station: NONE_OPEN };
      marks.push(mark);
    }
    mark.event = event;
    mark.place = this.place;
    mark.echelon = this.echelon;
    mark.role = this.role;
    mark.after = after;
    mark.station = this.#open === NONE_OPEN ? NONE_OPEN : this.stays[this.#open].station;
  }
}

function treatmentStation(role: number, flags: number): number {
  if (role === 0) return STATION.medic;
  return (flags & FLAG.outpatient) !== 0 ? STATION.outpatient : STATION.role1;
}

function isInfection(complication: number): boolean {
  return complication === COMPLICATION.woundInfection || complication === COMPLICATION.sepsis;
}
