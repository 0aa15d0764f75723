import { EVENT_BYTES, MAX_WOUNDS, PATH_HEADER_BYTES, WOUND_BYTES } from './care-path.js';

const ANY_DETAIL = -1;

/** Room for 16 more events at a time: thousands of logs are open at once, and doubling would waste half of it. */
const GROWTH_WORDS = 16 * 3;

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
  events = new Uint32Array(2 * GROWTH_WORDS);

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
      const larger = new Uint32Array(this.events.length + GROWTH_WORDS);
      larger.set(this.events);
      this.events = larger;
    }
    this.eventCount++;
    this.events[at++] = seconds;
    this.events[at++] = kind | (detail << 8) | (place << 16);
    this.events[at] = a | (b << 16);
  }

  /** Whether an event of this kind, and with this detail where one is given, has come to pass. */
  has(kind: number, detail = ANY_DETAIL): boolean {
    for (let event = 0; event < this.eventCount; event++) {
      const word = this.events[event * 3 + 1];
      if ((word & 255) === kind && (detail === ANY_DETAIL || ((word >> 8) & 255) === detail)) return true;
    }
    return false;
  }

  /** Size of the finished path. */
  get byteLength(): number {
    return PATH_HEADER_BYTES + this.woundCount * WOUND_BYTES + this.eventCount * EVENT_BYTES;
  }
}
