import type { Page } from '../database/repositories.js';
import type { ApiKeyRow, JobRow, ScenarioRow, ScenarioVersionRow } from '../database/schema.js';

/**
 * One named cache. After `set` or `drop` has resolved, no read in this process sees what was there before, and none in
 * another process later than a second. Redis being away changes the speed, never the answer.
 */
export interface Cache<Value> {
  /** From the first level, the second, or `load`, which runs once however many ask. `undefined` is not kept. */
  get(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined>;
  /** Writes through, after the database has. */
  set(key: string, value: Value): Promise<void>;
  drop(key: string): Promise<void>;
}

/** Pages of a list, dropped together at each write of their owner. */
export interface ListCache<Row> {
  get(owner: string, page: string, load: () => Promise<Page<Row>>): Promise<Page<Row>>;
  /** Drops every page of one owner. */
  drop(owner: string): Promise<void>;
  /** Drops every page of everybody: a shared row has changed. */
  dropAll(): Promise<void>;
}

export interface Caches {
  /** By prefix of the key. */
  readonly apiKey: Cache<ApiKeyRow>;
  /** By `<id>:<version>`; immutable. */
  readonly scenarioVersion: Cache<ScenarioVersionRow>;
  /** By scenario id. */
  readonly scenarioCurrent: Cache<ScenarioRow>;
  /** By job id; a value with an older revision never replaces a newer one. */
  readonly jobStatus: Cache<JobRow>;
  /** By job id; what charts and summaries show. */
  readonly jobAggregates: Cache<unknown>;
  readonly scenarioList: ListCache<ScenarioRow>;
  /** Dropped when a job appears or goes, those of one state at each change; how active jobs stand comes from `jobStatus`. */
  readonly jobList: ListCache<JobRow>;
  /** Sees every job status that this process or, by the bus, another one has written. @returns the way to stop */
  onJobStatus(listener: (job: JobRow) => void): () => void;
  /** Whether the second level and the bus are in use right now; `off` without REDIS_URL. */
  state(): 'off' | 'up' | 'down';
  close(): Promise<void>;
}
