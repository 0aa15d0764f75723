import type { Page } from '../database/repositories.js';
import type { ApiKeyRow, JobRow, JobStatus, ScenarioRow, ScenarioVersionRow } from '../database/schema.js';
import type { Logger } from '../logging/logger.js';
import type { Metrics } from '../metrics/metrics.js';
import type { Caches } from './caches.js';
import { createRedisLink, type RedisLink } from './redis-link.js';
import {
  type CacheMessage,
  createTieredCache,
  type TieredCache,
  type TieredCacheOptions,
} from './tiered-cache.js';
import { createListCache, type ListToken } from './tiered-list-cache.js';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const MIB = 1024 * 1024;

/** What can change lives this long in a process that others may write behind: below the second that we promise. */
const MUTABLE_MEMORY_LIFE_MS = 800;
const ENDED: readonly JobStatus[] = ['completed', 'failed', 'cancelled'];

/** Shares of the first level's memory. */
const SHARES = {
  apiKey: 0.05,
  scenarioVersion: 0.25,
  scenarioCurrent: 0.1,
  jobStatus: 0.25,
  jobAggregates: 0.15,
  listToken: 0.02,
  scenarioList: 0.08,
  jobList: 0.1,
} as const;

export interface CachesOptions {
  readonly redisUrl: string | null;
  readonly redisPrefix: string;
  readonly megabytes: number;
  /** Whether no other process can write to the database: then there is nothing to miss. */
  readonly alone: boolean;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'cacheRequests'>;
}

/** The caches, and the link to Redis for others who count there. */
export interface CachesWithLink extends Caches {
  readonly link: RedisLink | null;
}

export function createCaches(options: CachesOptions): CachesWithLink {
  const byName = new Map<string, TieredCache<never>>();
  const listeners = new Set<(job: JobRow) => void>();
  const tell = (job: JobRow): void => {
    for (const listener of listeners) listener(job);
  };
  const receive = (message: CacheMessage): void => {
    byName.get(message.cache)?.receive(message);
    if (message.cache === 'jobStatus' && message.entry?.value !== undefined)
      tell(message.entry.value as JobRow);
  };
  const link =
    options.redisUrl === null
      ? null
      : createRedisLink({
          url: options.redisUrl,
          prefix: options.redisPrefix,
          logger: options.logger,
          onMessage: (message) => receive(message as CacheMessage),
        });

  type Rules<Value> = Pick<TieredCacheOptions<Value>, 'lifeMs' | 'revisionOf'>;
  const create = <Value>(
    name: keyof typeof SHARES,
    mutable: boolean,
    rules: Rules<Value>,
  ): TieredCache<Value> => {
    const cache = createTieredCache<Value>({
      name,
      maxBytes: Math.round(options.megabytes * MIB * SHARES[name]),
      maxMemoryLifeMs: mutable && !options.alone ? MUTABLE_MEMORY_LIFE_MS : Number.MAX_SAFE_INTEGER,
      link,
      metrics: options.metrics,
      ...rules,
    });
    byName.set(name, cache as unknown as TieredCache<never>);
    return cache;
  };
  const constant = { revisionOf: () => 0 };
  const revised = { revisionOf: (value: { readonly revision: number }) => value.revision };

  const jobStatus = create<JobRow>('jobStatus', true, {
    ...revised,
    lifeMs: (job) => (ENDED.includes(job.status) ? HOUR_MS : 30 * SECOND_MS),
  });
  const tokens = create<ListToken>('listToken', true, { ...revised, lifeMs: () => HOUR_MS });

  return {
    link,
    apiKey: create<ApiKeyRow>('apiKey', true, { ...revised, lifeMs: () => 5 * MINUTE_MS }),
    scenarioVersion: create<ScenarioVersionRow>('scenarioVersion', false, {
      ...constant,
      lifeMs: () => HOUR_MS,
    }),
    scenarioCurrent: create<ScenarioRow>('scenarioCurrent', true, {
      revisionOf: (scenario) => scenario.current_version,
      lifeMs: () => 30 * SECOND_MS,
    }),
    jobStatus: {
      get: jobStatus.get,
      drop: jobStatus.drop,
      set: async (key, job) => {
        await jobStatus.set(key, job);
        tell(job);
      },
    },
    jobAggregates: create<unknown>('jobAggregates', true, { ...constant, lifeMs: () => 24 * HOUR_MS }),
    scenarioList: createListCache(
      tokens,
      create<Page<ScenarioRow>>('scenarioList', false, { ...constant, lifeMs: () => MINUTE_MS }),
    ),
    jobList: createListCache(
      prefixed(tokens, 'job'),
      create<Page<JobRow>>('jobList', false, { ...constant, lifeMs: () => MINUTE_MS }),
    ),
    onJobStatus: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => (link === null ? 'off' : link.isUp() ? 'up' : 'down'),
    close: async () => {
      listeners.clear();
      await link?.close();
    },
  };
}

/** One cache of tokens serves both lists. */
function prefixed<Value>(cache: TieredCache<Value>, prefix: string): TieredCache<Value> {
  const name = (key: string): string => `${prefix}:${key}`;
  return {
    get: (key, load) => cache.get(name(key), load),
    set: (key, value) => cache.set(name(key), value),
    drop: (key) => cache.drop(name(key)),
    receive: cache.receive,
    newestRevision: (key) => cache.newestRevision(name(key)),
  };
}
