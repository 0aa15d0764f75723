import { BentoCache, bentostore } from 'bentocache';
import type { Emitter } from 'bentocache/types';
import type { Metrics } from '../metrics/metrics.js';
import type { Cache } from './caches.js';
import { decode, encode } from './encoding.js';
import { DROPPED, DROPPED_LIFE_MS, type Entry, LONGEST_LOAD_MS } from './entry.js';
import { MemoryLevel } from './memory-level.js';
import { RedisLevel } from './redis-level.js';
import type { RedisLink } from './redis-link.js';

/** What the bus carries after a write. Without an entry the value was too large to send. */
export interface CacheMessage {
  readonly cache: string;
  readonly key: string;
  readonly entry?: Entry<unknown>;
}

/** Values above this length, encoded, are fetched by those who want them. */
const LARGEST_MESSAGE = 64 * 1024;
/** Entries made together do not end together. */
const JITTER = 0.1;

export interface TieredCacheOptions<Value> {
  readonly name: string;
  readonly maxBytes: number;
  /** Longest life in the first level. */
  readonly maxMemoryLifeMs: number;
  readonly lifeMs: (value: Value) => number;
  /** Of two values for one key the higher is newer. */
  readonly revisionOf: (value: Value) => number;
  readonly link: RedisLink | null;
  readonly metrics: Pick<Metrics, 'cacheRequests'>;
}

export interface TieredCache<Value> extends Cache<Value> {
  /** Takes what another process has written. */
  receive(message: CacheMessage): void;
  /** Revision of the newest value that either level knows; 0 for none. */
  newestRevision(key: string): Promise<number>;
}

/** Revision before content: the second level compares it without reading the rest. */
const serializer = {
  serialize: (item: { readonly value: Entry<unknown> }): string => `${item.value.revision}|${encode(item)}`,
  deserialize: (content: string): unknown => decode(content),
};

/** One named cache: the library's levels and single flight, our rule that the newest value wins. */
export function createTieredCache<Value>(options: TieredCacheOptions<Value>): TieredCache<Value> {
  const { name, link, lifeMs, revisionOf } = options;
  const memory = new MemoryLevel({ maxBytes: options.maxBytes, maxLifeMs: options.maxMemoryLifeMs });
  const count = createCounter(name, link !== null, options.metrics);
  let store = bentostore().useL1Layer({ options: { serialize: false }, factory: () => memory });
  const remote = link === null ? null : new RedisLevel(link, name);
  if (remote !== null) store = store.useL2Layer({ options: {}, factory: () => remote });
  const bento = new BentoCache({
    default: 'cache',
    stores: { cache: store },
    serializer,
    emitter: toEmitter(count),
  });

  const withJitter = (ms: number): number => ms * (1 - JITTER * Math.random());
  const write = async (key: string, entry: Entry<Value>, ttl: number): Promise<void> => {
    link?.noteWrite();
    await bento.set({ key, value: entry, ttl });
    if (link === null) return;
    const message: CacheMessage = { cache: name, key, entry };
    link.publish(encode(message).length > LARGEST_MESSAGE ? { cache: name, key } : message);
  };
  const contentOf = async (entry: Entry<Value>, load: () => Promise<Value | undefined>) =>
    entry.value === undefined ? load() : entry.value;

  return {
    get: async (key, load) => {
      const found = memory.peek(key) as Entry<Value> | undefined;
      if (found !== undefined) {
        count('l1', 'hit');
        return contentOf(found, load);
      }
      let tooOld: Value | undefined;
      const entry = await unwrapping(
        bento.getOrSet<Entry<Value> | undefined>({
          key,
          factory: async (context) => {
            const began = performance.now();
            const value = await load();
            if (value === undefined) return context.skip();
            if (performance.now() - began > LONGEST_LOAD_MS) {
              tooOld = value;
              return context.skip();
            }
            context.setOptions({ ttl: withJitter(lifeMs(value)), skipBusNotify: true });
            return { revision: revisionOf(value), value };
          },
        }),
      );
      return entry === undefined ? tooOld : contentOf(entry, load);
    },
    set: (key, value) => write(key, { revision: revisionOf(value), value }, withJitter(lifeMs(value))),
    drop: (key) => write(key, DROPPED, DROPPED_LIFE_MS),
    receive: ({ key, entry }) => {
      if (entry === undefined) memory.delete(key);
      else memory.put(key, entry, entry.value === undefined ? DROPPED_LIFE_MS : lifeMs(entry.value as Value));
    },
    newestRevision: async (key) => {
      const content = await remote?.get(key);
      const item =
        content === undefined ? undefined : (decode(content) as { value: Entry<Value> } | undefined);
      return Math.max(memory.revisionOf(key), item?.value.revision ?? 0);
    },
  };
}

/** The library wraps what a load throws; callers want the error itself. */
async function unwrapping<Result>(result: Promise<Result>): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'E_FACTORY_ERROR' ? error.cause : error;
  }
}

type Count = (level: 'l1' | 'l2', result: 'hit' | 'miss') => void;

function createCounter(
  cache: string,
  tiered: boolean,
  { cacheRequests }: TieredCacheOptions<unknown>['metrics'],
): Count {
  const child = (level: 'l1' | 'l2', result: 'hit' | 'miss') =>
    cacheRequests.labels({ cache, level, result });
  const children = {
    l1: { hit: child('l1', 'hit'), miss: child('l1', 'miss') },
    ...(tiered && { l2: { hit: child('l2', 'hit'), miss: child('l2', 'miss') } }),
  };
  return (level, result) => children[level]?.[result].inc();
}

/** The library says by events where it found a value. */
function toEmitter(count: Count): Emitter {
  return {
    on: () => {},
    once: () => {},
    off: () => {},
    emit: (event: string, data?: { readonly layer?: string }) => {
      if (event === 'cache:hit') {
        if (data?.layer === 'l2') count('l1', 'miss');
        count(data?.layer === 'l2' ? 'l2' : 'l1', 'hit');
      } else if (event === 'cache:miss') {
        count('l1', 'miss');
        count('l2', 'miss');
      }
    },
  };
}
