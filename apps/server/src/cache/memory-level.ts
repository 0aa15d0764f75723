import type { L1CacheDriver } from 'bentocache/types';
import { LRUCache } from 'lru-cache';
import { decode } from './encoding.js';
import { DROPPED, DROPPED_LIFE_MS, type Entry } from './entry.js';

/** An entry as the library wraps it. */
interface Item {
  readonly value: Entry<unknown>;
}

interface Kept {
  readonly item: Item;
  readonly freshUntilMs: number;
}

export interface MemoryLevelOptions {
  readonly maxBytes: number;
  /** Longest life of an entry here, whatever the life of the cache: what bounds the age of a missed message. */
  readonly maxLifeMs: number;
}

const PER_ENTRY_BYTES = 200;

/**
 * First level: bounded in bytes and in time. A newer entry is never replaced by an older one, which a slow read may
 * bring; to know this, an entry stays here longer than it is given out.
 */
export class MemoryLevel implements L1CacheDriver {
  readonly type = 'l1';
  readonly #entries: LRUCache<string, Kept>;
  readonly #maxLifeMs: number;

  constructor(options: MemoryLevelOptions) {
    this.#maxLifeMs = options.maxLifeMs;
    this.#entries = new LRUCache({
      maxSize: options.maxBytes,
      sizeCalculation: ({ item }, key) => PER_ENTRY_BYTES + key.length + estimateBytes(item),
    });
  }

  /** @returns what is fresh */
  peek(key: string): Entry<unknown> | undefined {
    const kept = this.#entries.get(key);
    return kept !== undefined && performance.now() < kept.freshUntilMs ? kept.item.value : undefined;
  }

  put(key: string, entry: Entry<unknown>, lifeMs: number): void {
    this.#put(key, { value: entry }, lifeMs);
  }

  /** Revision of the newest entry that was here lately, fresh or not. */
  revisionOf(key: string): number {
    return this.#entries.peek(key)?.item.value.revision ?? 0;
  }

  // From here on the library's interface. It hands on what it got, though it types values as text.
  get(key: string): string | undefined {
    const kept = this.#entries.get(key);
    const fresh = kept !== undefined && performance.now() < kept.freshUntilMs;
    return fresh ? (kept.item as unknown as string) : undefined;
  }

  set(key: string, value: string, lifeMs?: number): boolean {
    // What comes up from the second level is text, as it was stored there.
    const item = typeof value === 'string' ? decode(value.slice(value.indexOf('|') + 1)) : value;
    return item !== undefined && this.#put(key, item as Item, lifeMs ?? this.#maxLifeMs);
  }

  pull(key: string): string | undefined {
    const value = this.get(key);
    this.#entries.delete(key);
    return value;
  }

  delete(key: string): boolean {
    return this.#entries.delete(key);
  }

  deleteMany(keys: string[]): boolean {
    for (const key of keys) this.#entries.delete(key);
    return true;
  }

  getRemainingTtl(key: string): number {
    return Math.max(0, (this.#entries.peek(key)?.freshUntilMs ?? 0) - performance.now());
  }

  clear(): void {
    this.#entries.clear();
  }

  namespace(): this {
    return this;
  }

  disconnect(): void {}

  #put(key: string, item: Item, lifeMs: number): boolean {
    const { revision } = item.value;
    if (this.revisionOf(key) > revision) return false;
    const freshMs = revision === DROPPED.revision ? lifeMs : Math.min(lifeMs, this.#maxLifeMs);
    const kept = { item, freshUntilMs: performance.now() + freshMs };
    this.#entries.set(key, kept, { ttl: Math.max(freshMs, DROPPED_LIFE_MS) });
    return true;
  }
}

/** Two bytes a character of its JSON is near enough for a bound. */
function estimateBytes(item: Item): number {
  return 2 * JSON.stringify(item.value).length;
}
