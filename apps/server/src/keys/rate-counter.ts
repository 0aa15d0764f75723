import { LRUCache } from 'lru-cache';
import type { RedisLink } from '../cache/redis-link.js';

const MOST_COUNTERS = 10_000;

/** Counts within windows of time, for all processes together where there is Redis, else for this one. */
export interface RateCounter {
  /**
   * Adds one.
   *
   * @param name - what is counted, the window's beginning included
   * @param lifeMs - after which the counter is forgotten
   * @param startAt - what was counted before, by processes that are gone
   * @returns how many there are now
   */
  add(name: string, lifeMs: number, startAt: () => Promise<number>): Promise<number>;
}

export function createRateCounter(link: Pick<RedisLink, 'count'> | null): RateCounter {
  const own = new LRUCache<string, { count: number }>({ max: MOST_COUNTERS });
  /** Counted in any case: it goes on from here when Redis goes away. */
  const addOwn = async (name: string, lifeMs: number, startAt: () => Promise<number>): Promise<number> => {
    let counter = own.get(name);
    if (counter === undefined) {
      const before = await startAt();
      counter = own.get(name) ?? { count: before };
      own.set(name, counter, { ttl: lifeMs });
    }
    counter.count += 1;
    return counter.count;
  };
  return {
    add: async (name, lifeMs, startAt) => {
      const [here, everywhere] = await Promise.all([
        addOwn(name, lifeMs, startAt),
        link?.count(name, lifeMs),
      ]);
      return Math.max(here, everywhere ?? 0);
    },
  };
}
