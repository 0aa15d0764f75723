import type { Echelon, NineLine, TimelineEvent, TriageAssessment } from '@medical-patients/contract';
import type { Plan } from '../compile/plan.js';
import { RESOURCE } from '../summary/resource-figures.js';
import { SURGERY_WORDS } from '../summary/words.js';
import type { PatientAtTime, RequestAssembler } from './assemble-request.js';
import { type IsoClock, minutesSince } from './assemble-time.js';
import type { CarePathView } from './care-path.js';
import {
  ATTACK_WORDS,
  CLASS,
  COMPLICATION_WORDS,
  DIVERSION_WORDS,
  EVENT,
  EVENT_WORDS,
  HOLDING,
  HOLDING_WORDS,
  TRIAGE_WORDS,
} from './codes.js';

/** Where an event happens. */
export interface Whereabouts {
  readonly place: string;
  readonly echelon: Echelon;
  /** 0 outside facilities. */
  readonly role: number;
}

/** An entry of the timeline whose request is filled in later. */
type Asking = Omit<TimelineEvent, 'request'> & { request: NineLine | undefined };

/** What the first event, which is called `injured` for everyone, means for the sick. */
const ONSET = 'onset of disease';
/** Name of a casualty's own unit as a means of transport. */
const UNIT_TRANSPORT = 'unit-transport';
const ASSESSORS: readonly TriageAssessment['assessed_by'][] = ['medic', 'physician', 'nurse'];

/** Writes the lists `timeline` and `triage` of a record, event by event. */
export class TimelineWriter {
  timeline: TimelineEvent[] = [];
  triage: TriageAssessment[] = [];
  readonly vehicleIds: readonly string[];
  readonly #placeIds: readonly string[];
  readonly #clock: IsoClock;
  readonly #requests: RequestAssembler;
  /** Entries that ask for evacuation, whose requests are yet to be written, and their events in the path. */
  readonly #asking: { readonly entry: Asking; readonly event: number }[] = [];
  /** Asset and detail of the event at hand; undefined where it has none. */
  #asset: string | undefined;
  #detail: string | undefined;

  constructor(plan: Plan, clock: IsoClock, requests: RequestAssembler) {
    this.#placeIds = plan.places.map((place) => place.id);
    this.vehicleIds = [UNIT_TRANSPORT, ...plan.vehicles.map((vehicle) => vehicle.id)];
    this.#clock = clock;
    this.#requests = requests;
  }

  begin(): void {
    this.timeline = [];
    this.triage = [];
    this.#asking.length = 0;
  }

  /** Fills in the requests for evacuation; after care, since they tell what the patient needs on the way. */
  writeRequests(view: CarePathView, patient: PatientAtTime): void {
    for (const { entry, event } of this.#asking) entry.request = this.#requests.request(view, event, patient);
  }

  /** Adds one event of the path; readings and interventions are none. What it does not have is undefined. */
  write(view: CarePathView, event: number, where: Whereabouts): void {
    const kind = view.eventKind(event);
    const seconds = view.eventSeconds(event);
    this.#describe(view, event, kind, where.role);
    const time = this.#clock.write(seconds);
    const minutes_since_injury = minutesSince(view.injurySeconds, seconds);
    const { place, echelon } = where;
    const word = EVENT_WORDS[kind];
    // One literal for all kinds: readers of records are faster where events have one shape.
    const entry: Asking = {
      time,
      minutes_since_injury,
      event: word,
      place,
      echelon,
      asset: this.#asset,
      detail: this.#detail,
      request: undefined,
    };
    this.timeline.push(entry);
    if (kind === EVENT.evacuationRequested) this.#asking.push({ entry, event });
    if (kind === EVENT.triaged) this.#assess(view, event, time, place);
  }

  #describe(view: CarePathView, event: number, kind: number, role: number): void {
    this.#asset = undefined;
    this.#detail = undefined;
    switch (kind) {
      case EVENT.injured:
        if (view.casualtyClass === CLASS.disease) this.#detail = ONSET;
        break;
      case EVENT.evacuationRequested:
        this.#detail = this.#placeIds[view.eventA(event)] ?? 'unknown';
        break;
      case EVENT.dispatched:
      case EVENT.departed:
        this.#asset = this.vehicleIds[view.eventA(event)];
        this.#detail = this.#placeIds[view.eventB(event)];
        break;
      case EVENT.casualtyCollected:
      case EVENT.arrived:
        this.#asset = this.vehicleIds[view.eventA(event)];
        break;
      case EVENT.attackedInTransit:
        this.#asset = this.vehicleIds[view.eventA(event)];
        this.#detail = ATTACK_WORDS[view.eventDetail(event)];
        break;
      case EVENT.diverted:
        this.#detail = this.#describeDiversion(view, event);
        break;
      case EVENT.complication:
        this.#detail = COMPLICATION_WORDS[view.eventDetail(event)];
        break;
      case EVENT.holding: {
        const reason = view.eventDetail(event);
        this.#detail = HOLDING_WORDS[reason];
        if (reason === HOLDING.transport && role > 0) this.#asset = 'holding-bed';
        break;
      }
      case EVENT.surgeryStarted:
        this.#asset = 'operating-table';
        this.#detail = SURGERY_WORDS[view.eventDetail(event)] ?? 'other';
        break;
      case EVENT.surgeryEnded:
        this.#asset = 'operating-table';
        break;
      case EVENT.treatmentStarted:
      case EVENT.treatmentEnded:
        if (role > 0) this.#asset = 'treatment-place';
        break;
      case EVENT.resuscitationStarted:
      case EVENT.resuscitationEnded:
        this.#asset = 'resuscitation-bay';
        break;
      case EVENT.admittedIcu:
        this.#asset = 'icu-bed';
        break;
      case EVENT.admittedWard:
        this.#asset = view.eventDetail(event) === RESOURCE.holdingBed ? 'holding-bed' : 'ward-bed';
        break;
    }
  }

  /** `<reason>, <facility passed over> to <new destination>`. */
  #describeDiversion(view: CarePathView, event: number): string {
    const from = this.#placeIds[view.eventB(event)];
    const to = this.#placeIds[view.eventA(event)];
    return `${DIVERSION_WORDS[view.eventDetail(event)]}, ${from} to ${to}`;
  }

  #assess(view: CarePathView, event: number, time: string, place: string): void {
    const category = TRIAGE_WORDS[view.eventDetail(event)];
    const truth = TRIAGE_WORDS[view.eventA(event)] ?? category;
    const assessed_by = ASSESSORS[view.eventB(event)] ?? 'medic';
    this.triage.push(
      truth === category
        ? { time, place, category, assessed_by }
        : { time, place, category, true_category: truth, assessed_by },
    );
  }
}
