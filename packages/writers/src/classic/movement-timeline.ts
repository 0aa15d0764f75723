import type { PatientRecord } from '@medical-patients/contract';
import { epochSeconds } from '../iso-time.js';
import {
  type ClassicFacility,
  type ClassicTriage,
  FACILITIES,
  toClassicTime,
  toClassicTriage,
} from './vocabulary.js';

export type ClassicEventType =
  | 'arrival'
  | 'evacuation_start'
  | 'transit_start'
  | 'kia'
  | 'rtd'
  | 'remains_role4';

/** What an event does not have is undefined rather than absent, so that all have one shape; it is not written. */
export interface ClassicEvent {
  readonly event_type: ClassicEventType;
  /** Of a transit: the one it leaves. */
  readonly facility: ClassicFacility;
  readonly timestamp: string;
  /** To four decimals (0.36 s); never less than that of the event before. */
  readonly hours_since_injury: number;
  readonly from_facility?: ClassicFacility | undefined;
  /** Left out when the casualty did not arrive anywhere. */
  readonly to_facility?: ClassicFacility | undefined;
  readonly transit_duration_hours?: number | undefined;
  readonly evacuation_duration_hours?: number | undefined;
  /** The latest assessment at that time. */
  readonly triage_category?: ClassicTriage | undefined;
}

/** A place where the casualty was, from the point of injury on. */
export interface Stop {
  readonly facility: ClassicFacility;
  /** Of arrival, as in the record. */
  readonly time: string;
  readonly requestedAt: string | undefined;
  readonly departedAt: string | undefined;
}

/** The places of a casualty, in order; at least the point of injury. */
export function toStops(record: PatientRecord): readonly Stop[] {
  const stops: Stop[] = [];
  let current: { -readonly [Key in keyof Stop]: Stop[Key] } = {
    facility: 'POI',
    time: record.incident.time,
    requestedAt: undefined,
    departedAt: undefined,
  };
  for (const event of record.timeline) {
    if (event.event === 'evacuation-requested') current.requestedAt ??= event.time;
    else if (event.event === 'departed') current.departedAt ??= event.time;
    else if (event.echelon !== 'transport') {
      const facility = FACILITIES[event.echelon];
      // A hand-over elsewhere is an arrival too: nobody takes over a casualty who has not come.
      const arrives =
        event.event === 'arrived' || (event.event === 'handed-over' && facility !== current.facility);
      if (!arrives) continue;
      stops.push(current);
      current = { facility, time: event.time, requestedAt: undefined, departedAt: undefined };
    }
  }
  stops.push(current);
  return stops;
}

/**
 * The course in the six event types that the readers know: arrival at each stop, the start of evacuation (the
 * request, and how long the casualty waited for the vehicle), the start of each transit, and one end.
 */
export function toMovements(record: PatientRecord, stops: readonly Stop[]): readonly ClassicEvent[] {
  const events: Movement[] = [];
  const injured = epochSeconds(record.incident.time);
  const endTime = record.outcome.time;
  let latestHours = 0;

  const add = (event_type: ClassicEventType, facility: ClassicFacility, time: string): Movement => {
    latestHours = Math.max(latestHours, toHours(epochSeconds(time) - injured));
    const event = {
      event_type,
      facility,
      timestamp: toClassicTime(time),
      hours_since_injury: latestHours,
      from_facility: undefined,
      to_facility: undefined,
      transit_duration_hours: undefined,
      evacuation_duration_hours: undefined,
      triage_category: undefined,
    };
    events.push(event);
    return event;
  };

  for (const [index, { facility, time, requestedAt, departedAt }] of stops.entries()) {
    const next = stops[index + 1];
    const nextTime = next?.time ?? endTime;
    add('arrival', facility, time);
    const evacuationFrom = requestedAt ?? departedAt;
    if (evacuationFrom !== undefined) {
      const start = add('evacuation_start', facility, evacuationFrom);
      start.evacuation_duration_hours = hoursBetween(evacuationFrom, departedAt ?? nextTime);
      start.triage_category = triageAt(evacuationFrom, record);
    }
    if (departedAt !== undefined) {
      const transit = add('transit_start', facility, departedAt);
      transit.from_facility = facility;
      transit.to_facility = next?.facility;
      transit.transit_duration_hours = hoursBetween(departedAt, nextTime);
      transit.triage_category = triageAt(departedAt, record);
    }
  }
  add(toEndType(record), stops[stops.length - 1]!.facility, endTime);
  return events;
}

type Movement = { -readonly [Key in keyof ClassicEvent]: ClassicEvent[Key] };

function toEndType({ outcome: { status } }: PatientRecord): ClassicEventType {
  if (status === 'returned-to-duty') return 'rtd';
  return status === 'evacuated-out-of-theatre' || status === 'in-care' ? 'remains_role4' : 'kia';
}

function triageAt(time: string, { triage }: PatientRecord): ClassicTriage | undefined {
  const latest = triage.findLast((assessment) => assessment.time <= time);
  return latest && toClassicTriage(latest.category);
}

function hoursBetween(from: string, to: string): number {
  return toHours(epochSeconds(to) - epochSeconds(from));
}

function toHours(seconds: number): number {
  return Math.max(0, Math.round(seconds / 0.36) / 10_000);
}
