import { EVENT, HOLDING, OUTCOME } from '../record/codes.js';
import { RESOURCE } from '../summary/resource-figures.js';
import type { PlainEvent, PlainPath } from './plain-path.js';

/** A casualty in one place of a facility, from its own events. */
export interface Stay {
  readonly number: number;
  readonly place: number;
  readonly resource: number;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** An operation that came to its end: the table stays taken while it is made ready again. */
  readonly isOperation: boolean;
}

/** A casualty in line for one place of a facility. */
export interface Wait {
  readonly number: number;
  readonly place: number;
  readonly resource: number;
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

const RESOURCE_OF_HOLDING: Readonly<Record<number, number>> = {
  [HOLDING.treatmentPlace]: RESOURCE.treatmentPlace,
  [HOLDING.resuscitationBay]: RESOURCE.resuscitationBay,
  [HOLDING.operatingTable]: RESOURCE.operatingTable,
};

/** The place that an event shows the casualty moving into; −1 for other events. */
function resourceEntered({ kind, detail }: PlainEvent): number {
  if (kind === EVENT.treatmentStarted) return RESOURCE.treatmentPlace;
  if (kind === EVENT.resuscitationStarted) return RESOURCE.resuscitationBay;
  if (kind === EVENT.surgeryStarted) return RESOURCE.operatingTable;
  if (kind === EVENT.admittedIcu) return RESOURCE.icuBed;
  return kind === EVENT.admittedWard ? detail : -1;
}

/**
 * Which places a casualty held and when, read from the events alone: an account of resources that owes nothing to the
 * simulation's own counters.
 *
 * @param horizonSeconds until when those still in care keep their places
 */
export function staysOf(path: PlainPath, horizonSeconds: number): Stay[] {
  const stays: Stay[] = [];
  let held: { resource: number; place: number; fromSeconds: number } | undefined;
  const release = (toSeconds: number, isOperation = false): void => {
    if (held !== undefined) stays.push({ number: path.number, ...held, toSeconds, isOperation });
    held = undefined;
  };
  for (const event of path.events) {
    const resource = resourceEntered(event);
    if (resource >= 0) {
      release(event.seconds);
      held = { resource, place: event.place, fromSeconds: event.seconds };
    } else if (event.kind === EVENT.surgeryEnded) release(event.seconds, true);
    else if (event.kind === EVENT.departed || event.kind === EVENT.died) release(event.seconds);
    else if (event.kind === EVENT.returnedToDuty) release(event.seconds);
    else if (event.kind === EVENT.holding && event.detail === HOLDING.bed) {
      // Without a bed the casualty lies on a litter, unless in intensive care.
      if (held?.resource !== RESOURCE.icuBed) release(event.seconds);
    } else if (event.kind === EVENT.holding && event.detail === HOLDING.operatingTable) {
      // Nobody waits for a table in a bay: in a bed, or on a litter where there is none.
      if (held !== undefined && held.resource < RESOURCE.icuBed) release(event.seconds);
    }
  }
  if (path.outcome === OUTCOME.inCare) release(horizonSeconds);
  return stays;
}

/** Where a casualty stood in line and how long, from the events alone. */
export function waitsOf(path: PlainPath, horizonSeconds: number): Wait[] {
  const waits: Wait[] = [];
  let waiting: { resource: number; place: number; fromSeconds: number } | undefined;
  const end = (toSeconds: number): void => {
    if (waiting !== undefined) waits.push({ number: path.number, ...waiting, toSeconds });
    waiting = undefined;
  };
  for (const event of path.events) {
    const resource = event.kind === EVENT.holding ? RESOURCE_OF_HOLDING[event.detail] : undefined;
    if (resource !== undefined) {
      waiting = { resource, place: event.place, fromSeconds: event.seconds };
    } else if (waiting !== undefined && resourceEntered(event) === waiting.resource) end(event.seconds);
    else if (event.kind === EVENT.died) end(event.seconds);
  }
  end(horizonSeconds);
  return waits;
}

/** A vehicle's way with casualties aboard: from their departure to their arrival. */
export interface Voyage {
  readonly vehicle: number;
  readonly departedSeconds: number;
  /** Undefined when nobody aboard arrived alive. */
  arrivedSeconds: number | undefined;
  readonly from: number;
  readonly to: number;
  readonly passengers: PlainPath[];
}

/** All voyages of a run by vehicle, in order of departure; unit transport (vehicle 0) left out. */
export function voyagesOf(paths: readonly PlainPath[]): Map<number, Voyage[]> {
  const byKey = new Map<string, Voyage>();
  for (const path of paths) {
    for (let i = 0; i < path.events.length; i++) {
      const event = path.events[i];
      if (event.kind !== EVENT.departed || event.a === 0) continue;
      const key = `${event.a}/${event.seconds}/${event.place}/${event.b}`;
      let voyage = byKey.get(key);
      if (voyage === undefined) {
        voyage = {
          vehicle: event.a,
          departedSeconds: event.seconds,
          arrivedSeconds: undefined,
          from: event.place,
          to: event.b,
          passengers: [],
        };
        byKey.set(key, voyage);
      }
      voyage.passengers.push(path);
      const arrival = path.events.slice(i).find(({ kind }) => kind === EVENT.arrived);
      if (arrival !== undefined) voyage.arrivedSeconds = arrival.seconds;
    }
  }
  const byVehicle = new Map<number, Voyage[]>();
  for (const voyage of byKey.values()) {
    const voyages = byVehicle.get(voyage.vehicle) ?? [];
    voyages.push(voyage);
    byVehicle.set(voyage.vehicle, voyages);
  }
  for (const voyages of byVehicle.values()) voyages.sort((x, y) => x.departedSeconds - y.departedSeconds);
  return byVehicle;
}
