import type { CarePathView } from '../record/care-path.js';
import { EVENT, INTERVENTION, INTERVENTION_FAILED } from '../record/codes.js';
import {
  type CounterLayout,
  DAYS_AFTER,
  PLACE_COLUMN,
  PLACE_COLUMNS,
  PRECEDENCES,
  SURGERY_KIND_BINS,
} from './counter-layout.js';
import { binOfSeconds, DURATION_BINS } from './quantile-histogram.js';
import type { SummaryFrame } from './summary-frame.js';

/** No such instant in this casualty's course. */
export const NEVER = -1;

/** Interventions that control a bleeding or open an airway: the 10 of 10-1-2 (simulation design, section 5). */
const FIRST_AID_MASK =
  (1 << INTERVENTION.tourniquet) |
  (1 << INTERVENTION.pressureDressing) |
  (1 << INTERVENTION.woundPacking) |
  (1 << INTERVENTION.junctionalTourniquet) |
  (1 << INTERVENTION.airwayPosition) |
  (1 << INTERVENTION.nasopharyngealAirway) |
  (1 << INTERVENTION.surgicalAirway) |
  (1 << INTERVENTION.intubation) |
  (1 << INTERVENTION.tourniquetCorrection);
/** Elements of damage control resuscitation: blood, chest drain, advanced airway; a physician is the other one. */
const DCR_MASK =
  (1 << INTERVENTION.wholeBlood) |
  (1 << INTERVENTION.chestDrain) |
  (1 << INTERVENTION.surgicalAirway) |
  (1 << INTERVENTION.intubation);
const ASSESSED_BY_PHYSICIAN = 1;
const SECONDS_PER_DAY = 86_400;

/**
 * What one pass over a path's events finds out: instants in seconds since the scenario's start, `NEVER` where they did
 * not come. One object, overwritten for each casualty.
 */
export class PathFacts {
  firstAid = NEVER;
  firstMtf = NEVER;
  firstDcr = NEVER;
  surgicalFacility = NEVER;
  incision = NEVER;
  firstTrue = NEVER;
  firstAssessed = NEVER;
  tourniquetOn = NEVER;
  tourniquetOff = NEVER;
  prehospitalBlood = NEVER;
  collected = NEVER;
  reachedRole2 = false;
  reachedRole3 = false;
  role2Place = NEVER;
  operations = 0;
  amputated = false;
  /** The last vehicle has left and not arrived. */
  isUnderWay = false;

  readonly #frame: SummaryFrame;
  readonly #layout: CounterLayout;

  constructor(frame: SummaryFrame, layout: CounterLayout) {
    this.#frame = frame;
    this.#layout = layout;
  }

  /** Reads the events of the path that `view` stands on; what belongs to places and days is counted right away. */
  read(view: CarePathView, counters: Float64Array): void {
    this.#clear();
    const { roles, hasTables, amputationKind } = this.#frame;
    const layout = this.#layout;
    const scalar = layout.scalar;
    let requestedAt = NEVER;
    let requestSlot = 0;
    let surgeryAt = NEVER;
    for (let event = 0; event < view.eventCount; event++) {
      const kind = view.eventKind(event);
      if (kind === EVENT.reading) continue;
      switch (kind) {
        case EVENT.intervention: {
          const detail = view.eventDetail(event);
          if (detail >= INTERVENTION_FAILED) break;
          this.#intervention(view, event, detail, counters);
          break;
        }
        case EVENT.evacuationRequested: {
          if (requestedAt !== NEVER) break;
          requestedAt = view.eventSeconds(event);
          const fromFacility = roles[view.eventPlace(event)] > 0 ? 1 : 0;
          requestSlot = fromFacility * PRECEDENCES + (view.eventDetail(event) & 3);
          counters[layout.requests + requestSlot]++;
          break;
        }
        case EVENT.casualtyCollected:
        case EVENT.departed: {
          const seconds = view.eventSeconds(event);
          if (this.collected === NEVER) this.collected = seconds;
          if (requestedAt !== NEVER) {
            counters[
              layout.requestBins + requestSlot * DURATION_BINS + binOfSeconds(seconds - requestedAt)
            ]++;
            requestedAt = NEVER;
          }
          const place = view.eventPlace(event);
          if (kind === EVENT.departed) this.isUnderWay = true;
          if (kind === EVENT.departed && roles[place] > 0) {
            counters[layout.place + place * PLACE_COLUMNS + PLACE_COLUMN.departures]++;
          }
          break;
        }
        case EVENT.arrived: {
          this.isUnderWay = false;
          const place = view.eventPlace(event);
          const role = roles[place];
          if (role === 0) break;
          const seconds = view.eventSeconds(event);
          counters[layout.place + place * PLACE_COLUMNS + PLACE_COLUMN.arrivals]++;
          if (this.firstMtf === NEVER) this.firstMtf = seconds;
          if (this.surgicalFacility === NEVER && hasTables[place] === 1) this.surgicalFacility = seconds;
          if (role >= 2) this.reachedRole2 = true;
          if (role >= 3) this.reachedRole3 = true;
          if (role === 2) this.role2Place = place;
          requestedAt = NEVER;
          break;
        }
        case EVENT.diverted: {
          const place = view.eventPlace(event);
          if (roles[place] > 0) counters[layout.place + place * PLACE_COLUMNS + PLACE_COLUMN.diverted]++;
          break;
        }
        case EVENT.triaged:
          if (this.firstAssessed === NEVER) {
            this.firstAssessed = view.eventDetail(event) & 3;
            this.firstTrue = view.eventA(event) & 3;
          }
          if (view.eventB(event) === ASSESSED_BY_PHYSICIAN) this.#resuscitation(view.eventSeconds(event));
          break;
        case EVENT.treatmentStarted:
        case EVENT.resuscitationStarted:
          if (roles[view.eventPlace(event)] > 0) this.#resuscitation(view.eventSeconds(event));
          break;
        case EVENT.treatmentEnded:
        case EVENT.resuscitationEnded:
          if (roles[view.eventPlace(event)] > 0) this.#tourniquetOff(view.eventSeconds(event));
          break;
        case EVENT.surgeryStarted: {
          surgeryAt = view.eventSeconds(event);
          if (this.incision === NEVER) this.incision = surgeryAt;
          this.#tourniquetOff(surgeryAt);
          this.operations++;
          const surgery = view.eventDetail(event) & (SURGERY_KIND_BINS - 1);
          if (surgery === amputationKind) this.amputated = true;
          const role = roles[view.eventPlace(event)];
          counters[layout.surgeryKind + surgery]++;
          counters[layout.surgeryRole + role]++;
          counters[scalar.operations]++;
          if (role === 2) {
            counters[scalar.role2Operations]++;
            if (view.eventA(event) === 1) counters[scalar.role2DamageControl]++;
          }
          break;
        }
        case EVENT.surgeryEnded: {
          if (surgeryAt === NEVER) break;
          const seconds = view.eventSeconds(event) - surgeryAt;
          const band = view.iss < 9 ? 0 : view.iss < 16 ? 1 : view.iss < 25 ? 2 : 3;
          const at = layout.surgeryTime + band * 3;
          counters[at]++;
          counters[at + 1] += seconds;
          counters[at + 2] += seconds * seconds;
          surgeryAt = NEVER;
          break;
        }
      }
    }
  }

  #intervention(view: CarePathView, event: number, intervention: number, counters: Float64Array): void {
    const seconds = view.eventSeconds(event);
    const bit = 1 << intervention;
    if ((bit & FIRST_AID_MASK) !== 0 && this.firstAid === NEVER) this.firstAid = seconds;
    if ((bit & DCR_MASK) !== 0) this.#resuscitation(seconds);
    if (intervention === INTERVENTION.tourniquet) {
      if (this.tourniquetOn === NEVER) this.tourniquetOn = seconds;
    } else if (intervention === INTERVENTION.wholeBlood) {
      if (this.firstMtf === NEVER && this.prehospitalBlood === NEVER) this.prehospitalBlood = seconds;
      const day = Math.min(Math.floor(seconds / SECONDS_PER_DAY), this.#layout.sizes.days + DAYS_AFTER);
      const role = this.#frame.roles[view.eventPlace(event)];
      counters[this.#layout.bloodDay + day * 5 + role] += view.eventA(event);
    }
  }

  #resuscitation(seconds: number): void {
    if (this.firstDcr === NEVER) this.firstDcr = seconds;
  }

  #tourniquetOff(seconds: number): void {
    if (this.tourniquetOn !== NEVER && this.tourniquetOff === NEVER) this.tourniquetOff = seconds;
  }

  #clear(): void {
    this.firstAid = NEVER;
    this.firstMtf = NEVER;
    this.firstDcr = NEVER;
    this.surgicalFacility = NEVER;
    this.incision = NEVER;
    this.firstTrue = NEVER;
    this.firstAssessed = NEVER;
    this.tourniquetOn = NEVER;
    this.tourniquetOff = NEVER;
    this.prehospitalBlood = NEVER;
    this.collected = NEVER;
    this.reachedRole2 = false;
    this.reachedRole3 = false;
    this.role2Place = NEVER;
    this.operations = 0;
    this.amputated = false;
    this.isUnderWay = false;
  }
}
