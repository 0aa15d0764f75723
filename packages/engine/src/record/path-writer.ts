import { EVENT_BYTES, MAX_WOUNDS, PATH_HEADER_BYTES, WOUND_BYTES } from './care-path.js';

/** What a path's header says; see the layout in `care-path.ts`. */
export interface PathHeader {
  number: number;
  injurySeconds: number;
  incident: number;
  front: number;
  nation: number;
  casualtyClass: number;
  warfare: number;
  mechanism: number;
  flags: number;
  trueTriage: number;
  outcome: number;
  cause: number;
  preventability: number;
  outcomeSeconds: number;
  outcomePlace: number;
  iss: number;
  niss: number;
  conditionRow: number;
  agent: number;
  doseClass: number;
  severity: number;
  bloodUnits: number;
  pathways: number;
  lowestVolume: number;
  recoveryDays: number;
}

/** Wounds and events of one casualty while they come to pass. Reused: `clear` empties it. */
export class PathLog {
  woundCount = 0;
  eventCount = 0;
  readonly wounds = new Uint8Array(MAX_WOUNDS * WOUND_BYTES);
  /** Three words an event: time; kind, detail and place; a and b. */
  events = new Uint32Array(48 * 3);

  clear(): void {
    this.woundCount = 0;
    this.eventCount = 0;
  }

  /** Adds a wound; beyond the 24th it is dropped (the caller keeps the worst first). */
  addWound(
    conditionRow: number,
    region: number,
    side: number,
    ais: number,
    bleedingClass: number,
    pathways: number,
  ): void {
    if (this.woundCount === MAX_WOUNDS) return;
    const at = this.woundCount++ * WOUND_BYTES;
    this.wounds[at] = conditionRow;
    this.wounds[at + 1] = region | (side << 4);
    this.wounds[at + 2] = ais | (bleedingClass << 3);
    this.wounds[at + 3] = pathways;
  }

  addEvent(seconds: number, kind: number, detail: number, place: number, a: number, b: number): void {
    let at = this.eventCount * 3;
    if (at === this.events.length) {
      const larger = new Uint32Array(this.events.length * 2);
      larger.set(this.events);
      this.events = larger;
    }
    this.eventCount++;
    this.events[at++] = seconds;
    this.events[at++] = kind | (detail << 8) | (place << 16);
    this.events[at] = a | (b << 16);
  }

  /** The finished path as bytes of its own. */
  pack(header: PathHeader): Uint8Array {
    const size = PATH_HEADER_BYTES + this.woundCount * WOUND_BYTES + this.eventCount * EVENT_BYTES;
    const buffer = new ArrayBuffer(size);
    const u8 = new Uint8Array(buffer);
    const u16 = new Uint16Array(buffer, 0, PATH_HEADER_BYTES / 2);
    const u32 = new Uint32Array(buffer);
    u32[0] = header.number;
    u32[1] = header.injurySeconds;
    u32[2] = header.incident;
    u16[6] = header.front;
    u8[14] = header.nation;
    u8[15] = header.casualtyClass;
    u8[16] = header.warfare;
    u8[17] = header.mechanism;
    u8[18] = header.flags;
    u8[19] = header.trueTriage;
    u8[20] = header.outcome;
    u8[21] = header.cause;
    u8[22] = header.preventability;
    u8[23] = this.woundCount;
    u32[6] = header.outcomeSeconds;
    u16[14] = header.outcomePlace;
    u16[15] = this.eventCount;
    u8[32] = header.iss;
    u8[33] = header.niss;
    u16[17] = header.conditionRow;
    u8[36] = header.agent;
    u8[37] = header.doseClass;
    u8[38] = header.severity;
    u8[39] = header.bloodUnits;
    u16[20] = header.pathways;
    u16[21] = Math.round(header.lowestVolume * 10_000);
    new Float32Array(buffer, 44, 1)[0] = header.recoveryDays;
    u8.set(this.wounds.subarray(0, this.woundCount * WOUND_BYTES), PATH_HEADER_BYTES);
    u32.set(
      this.events.subarray(0, this.eventCount * 3),
      (PATH_HEADER_BYTES + this.woundCount * WOUND_BYTES) >> 2,
    );
    return u8;
  }
}
