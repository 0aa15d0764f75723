import type { Intervention, Performer } from '@medical-patients/contract';
import type { CareItem } from './assemble-care-items.js';
import type { IsoClock } from './assemble-time.js';

interface Entry {
  seconds: number;
  item: CareItem;
  place: string;
  performer: Performer;
  isSuccessful: boolean;
  /** 0 for a thing without a dose. */
  dose: number;
}

/**
 * What was done for one casualty, in the order in which it was entered, until `write` sorts it. Reused: `clear` empties
 * it. It also knows when something of a family was last given, and what relieves pain.
 */
export class CareLog {
  count = 0;
  /** Doses are those for a patient in shock. */
  isShocked = false;
  readonly #entries: Entry[] = [];
  readonly #order: number[] = [];
  /** Numbers of the entries that relieve pain. */
  readonly #reliefs: number[] = [];
  #reliefCount = 0;
  /** By family, and by item: when it was last given. */
  readonly #lastSeconds: Float64Array;
  readonly #lastOfItem: Float64Array;
  #weightKg = 80;

  constructor(familyCount: number, itemCount: number) {
    this.#lastSeconds = new Float64Array(familyCount);
    this.#lastOfItem = new Float64Array(itemCount);
  }

  clear(weightKg: number): void {
    this.count = 0;
    this.isShocked = false;
    this.#reliefCount = 0;
    this.#weightKg = weightKg;
    this.#lastSeconds.fill(Number.NEGATIVE_INFINITY);
    this.#lastOfItem.fill(Number.NEGATIVE_INFINITY);
  }

  /** Whether something of this family was given less than its gap before this time, or at any later one. */
  isTooSoon(item: CareItem, seconds: number): boolean {
    return item.gapSeconds > 0 && seconds - this.#lastSeconds[item.family] < item.gapSeconds;
  }

  /** Whether this very thing was given at this time or later. */
  hasSince(item: CareItem, seconds: number): boolean {
    return this.#lastOfItem[item.index] >= seconds;
  }

  /** @param units overrides the table's dose where above 0 */
  add(
    item: CareItem,
    seconds: number,
    place: string,
    performer: Performer,
    isSuccessful: boolean,
    units: number,
  ): void {
    const dose = units > 0 ? units : this.#doseOf(item);
    let entry = this.#entries[this.count];
    if (entry === undefined) {
      entry = { seconds, item, place, performer, isSuccessful, dose };
      this.#entries.push(entry);
    } else {
      entry.seconds = seconds;
      entry.item = item;
      entry.place = place;
      entry.performer = performer;
      entry.isSuccessful = isSuccessful;
      entry.dose = dose;
    }
    if (item.reliefPoints > 0 && isSuccessful) this.#reliefs[this.#reliefCount++] = this.count;
    this.count++;
    if (seconds > this.#lastSeconds[item.family]) this.#lastSeconds[item.family] = seconds;
    if (seconds > this.#lastOfItem[item.index]) this.#lastOfItem[item.index] = seconds;
  }

  /** Points of pain that what was given before takes away at this time: the strongest counts in full, others half. */
  reliefAt(seconds: number): number {
    let strongest = 0;
    let sum = 0;
    for (let i = 0; i < this.#reliefCount; i++) {
      const { item, seconds: given } = this.#entries[this.#reliefs[i]];
      if (given > seconds || seconds - given > item.reliefSeconds) continue;
      sum += item.reliefPoints;
      if (item.reliefPoints > strongest) strongest = item.reliefPoints;
    }
    return strongest + (sum - strongest) / 2;
  }

  /** Doses by weight are given in two significant digits of what was drawn up; rates stay rates. */
  #doseOf(item: CareItem): number {
    const dose = this.isShocked ? item.doseInShock : item.dose;
    if (!item.isPerKg || item.unit.includes('/min')) return dose;
    const exact = dose * this.#weightKg;
    const step = exact >= 100 ? 10 : exact >= 10 ? 1 : 0.1;
    return Math.round(Math.round(exact / step) * step * 10) / 10;
  }

  /** The entries by time; those of the same second stay in the order in which they were entered. */
  write(clock: IsoClock): Intervention[] {
    const order = this.#order;
    for (let i = 0; i < this.count; i++) {
      const { seconds } = this.#entries[i];
      let at = i;
      while (at > 0 && this.#entries[order[at - 1]].seconds > seconds) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = i;
    }
    const care: Intervention[] = [];
    for (let i = 0; i < this.count; i++) care.push(writeEntry(this.#entries[order[i]], clock));
    return care;
  }
}

function writeEntry(entry: Entry, clock: IsoClock): Intervention {
  const { item, dose, place, performer } = entry;
  const time = clock.write(entry.seconds);
  const { code, effect } = item;
  const successful = entry.isSuccessful;
  if (dose === 0) return { time, place, code, effect, performer, successful };
  // A procedure has a dose only where it gives blood.
  const unit = item.unit === '' ? '{unit}' : item.isPerKg ? perPatient(item.unit) : item.unit;
  const route = item.route === '' ? 'iv' : item.route;
  return { time, place, code, dose, unit, route, effect, performer, successful };
}

function perPatient(unit: string): string {
  return unit.endsWith('/kg') ? unit.slice(0, -3) : unit;
}
