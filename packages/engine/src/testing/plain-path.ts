import { CarePathView } from '../record/care-path.js';

/** One event of a care path as a plain object. */
export interface PlainEvent {
  readonly seconds: number;
  readonly kind: number;
  readonly detail: number;
  readonly place: number;
  readonly a: number;
  readonly b: number;
}

export interface PlainWound {
  readonly condition: number;
  readonly region: number;
  readonly side: number;
  readonly ais: number;
  readonly bleedingClass: number;
  readonly pathways: number;
}

/** A care path unpacked, for tests that look at whole runs. */
export interface PlainPath {
  readonly number: number;
  readonly injurySeconds: number;
  readonly incident: number;
  readonly front: number;
  readonly nation: number;
  readonly casualtyClass: number;
  readonly warfare: number;
  readonly mechanism: number;
  readonly flags: number;
  readonly trueTriage: number;
  readonly outcome: number;
  readonly cause: number;
  readonly preventability: number;
  readonly outcomeSeconds: number;
  readonly outcomePlace: number;
  readonly iss: number;
  readonly niss: number;
  readonly conditionRow: number;
  readonly agent: number;
  readonly doseClass: number;
  readonly severity: number;
  readonly bloodUnits: number;
  readonly pathways: number;
  readonly lowestVolume: number;
  readonly recoveryDays: number;
  readonly wounds: readonly PlainWound[];
  readonly events: readonly PlainEvent[];
}

/** Unpacks every path of a chunk. */
export function unpackChunk(chunk: ArrayBuffer): PlainPath[] {
  const view = new CarePathView(chunk);
  return Array.from({ length: view.count }, (_, index) => unpackPath(view.read(index)));
}

/** Unpacks the path that a view stands on. */
function unpackPath(view: CarePathView): PlainPath {
  return {
    number: view.number,
    injurySeconds: view.injurySeconds,
    incident: view.incident,
    front: view.front,
    nation: view.nation,
    casualtyClass: view.casualtyClass,
    warfare: view.warfare,
    mechanism: view.mechanism,
    flags: view.flags,
    trueTriage: view.trueTriage,
    outcome: view.outcome,
    cause: view.cause,
    preventability: view.preventability,
    outcomeSeconds: view.outcomeSeconds,
    outcomePlace: view.outcomePlace,
    iss: view.iss,
    niss: view.niss,
    conditionRow: view.conditionRow,
    agent: view.agent,
    doseClass: view.doseClass,
    severity: view.severity,
    bloodUnits: view.bloodUnits,
    pathways: view.pathways,
    lowestVolume: view.lowestVolume,
    recoveryDays: view.recoveryDays,
    wounds: Array.from({ length: view.woundCount }, (_, wound) => ({
      condition: view.woundCondition(wound),
      region: view.woundRegion(wound),
      side: view.woundSide(wound),
      ais: view.woundAis(wound),
      bleedingClass: view.woundBleedingClass(wound),
      pathways: view.woundPathways(wound),
    })),
    events: Array.from({ length: view.eventCount }, (_, event) => ({
      seconds: view.eventSeconds(event),
      kind: view.eventKind(event),
      detail: view.eventDetail(event),
      place: view.eventPlace(event),
      a: view.eventA(event),
      b: view.eventB(event),
    })),
  };
}
