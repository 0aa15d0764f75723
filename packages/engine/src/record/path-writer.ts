import { BlockStore } from './block-store.js';
import { EVENT_BYTES, MAX_WOUNDS, PATH_HEADER_BYTES, WOUND_BYTES } from './care-path.js';

const ANY_DETAIL = -1;

const EVENT_WORDS = EVENT_BYTES >> 2;
/** A block of events: ten of three words, one word to spare, and the link. Two cache lines. */
const EVENT_BLOCK_WORDS = 32;
const BLOCK_EVENTS = 10;
/** A block of wounds: seven, a word each, and the link. Few have more. */
const WOUND_BLOCK_WORDS = 8;
const BLOCK_WOUNDS = 7;
const NOTHING = -1;
const EMPTY_PAGE = new Uint32Array(0);

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

/** Where the logs of all casualties of a run stand. */
export class LogStore {
  readonly events = new BlockStore(EVENT_BLOCK_WORDS);
  readonly wounds = new BlockStore(WOUND_BLOCK_WORDS);
}

/** Wounds and events of one casualty while they come to pass. Reused: `clear` empties it. */
export class PathLog {
  woundCount = 0;
  eventCount = 0;
  readonly #store: LogStore;
  #firstWounds = NOTHING;
  #lastWounds = NOTHING;
  #firstBlock = NOTHING;
  #lastBlock = NOTHING;
  /** Where the next event goes, and how many more fit there. */
  #page: Uint32Array = EMPTY_PAGE;
  #word = 0;
  #room = 0;

  /** @param store shared by all casualties of a run */
  constructor(store = new LogStore()) {
    this.#store = store;
  }

  clear(): void {
    const { wounds, events } = this.#store;
    if (this.#firstWounds !== NOTHING) wounds.giveBack(this.#firstWounds, this.#lastWounds);
    if (this.#firstBlock !== NOTHING) events.giveBack(this.#firstBlock, this.#lastBlock);
    this.#firstWounds = NOTHING;
    this.#firstBlock = NOTHING;
    this.#lastBlock = NOTHING;
    this.#room = 0;
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
    const { wounds } = this.#store;
    const place = this.woundCount++ % BLOCK_WOUNDS;
    if (place === 0) {
      const isFirst = this.#firstWounds === NOTHING;
      this.#lastWounds = wounds.take(isFirst ? undefined : this.#lastWounds);
      if (isFirst) this.#firstWounds = this.#lastWounds;
    }
    wounds.pageOf(this.#lastWounds)[wounds.wordOf(this.#lastWounds) + place] =
      (conditionRow & 255) |
      ((region | (side << 4)) << 8) |
      ((ais | (bleedingClass << 3)) << 16) |
      (pathways << 24);
  }

  /** Row of its condition. */
  woundRow(wound: number): number {
    return this.#woundWord(wound) & 255;
  }

  /** 1 left, 2 right, 3 middle; 0 for a wound without a side. */
  woundSide(wound: number): number {
    return (this.#woundWord(wound) >> 12) & 15;
  }

  woundAis(wound: number): number {
    return (this.#woundWord(wound) >> 16) & 7;
  }

  /** Bits 0 to 7 of PATHWAY that it has opened. */
  woundPathways(wound: number): number {
    return this.#woundWord(wound) >>> 24;
  }

  #woundWord(wound: number): number {
    const { wounds } = this.#store;
    let block = this.#firstWounds;
    let place = wound;
    for (; place >= BLOCK_WOUNDS; place -= BLOCK_WOUNDS) block = wounds.after(block);
    return wounds.pageOf(block)[wounds.wordOf(block) + place];
  }

  addEvent(seconds: number, kind: number, detail: number, place: number, a: number, b: number): void {
    if (this.#room === 0) this.#addBlock();
    const page = this.#page;
    const word = this.#word;
    page[word] = seconds;
    page[word + 1] = kind | (detail << 8) | (place << 16);
    page[word + 2] = a | (b << 16);
    this.#word = word + EVENT_WORDS;
    this.#room--;
    this.eventCount++;
  }

  /** Whether an event of this kind, and with this detail where one is given, has come to pass. */
  has(kind: number, detail = ANY_DETAIL): boolean {
    const store = this.#store.events;
    let block = this.#firstBlock;
    for (let left = this.eventCount; left > 0; left -= BLOCK_EVENTS) {
      const page = store.pageOf(block);
      const from = store.wordOf(block) + 1;
      const to = from + (left < BLOCK_EVENTS ? left : BLOCK_EVENTS) * EVENT_WORDS;
      for (let at = from; at < to; at += EVENT_WORDS) {
        const word = page[at];
        if ((word & 255) === kind && (detail === ANY_DETAIL || ((word >> 8) & 255) === detail)) return true;
      }
      if (left > BLOCK_EVENTS) block = store.after(block);
    }
    return false;
  }

  /** Copies wounds and events, as they stand in a finished path, into `into` from word `word` on. */
  copyTo(into: Uint32Array, word: number): void {
    const store = this.#store.events;
    let to = word;
    for (let wound = 0; wound < this.woundCount; wound++) into[to++] = this.#woundWord(wound);
    let block = this.#firstBlock;
    for (let left = this.eventCount; left > 0; left -= BLOCK_EVENTS) {
      const page = store.pageOf(block);
      const from = store.wordOf(block);
      const end = from + (left < BLOCK_EVENTS ? left : BLOCK_EVENTS) * EVENT_WORDS;
      for (let at = from; at < end; at++) into[to++] = page[at];
      if (left > BLOCK_EVENTS) block = store.after(block);
    }
  }

  /** Size of the finished path. */
  get byteLength(): number {
    return PATH_HEADER_BYTES + this.woundCount * WOUND_BYTES + this.eventCount * EVENT_BYTES;
  }

  #addBlock(): void {
    const store = this.#store.events;
    const block = store.take(this.#firstBlock === NOTHING ? undefined : this.#lastBlock);
    if (this.#firstBlock === NOTHING) this.#firstBlock = block;
    this.#lastBlock = block;
    this.#page = store.pageOf(block);
    this.#word = store.wordOf(block);
    this.#room = BLOCK_EVENTS;
  }
}
