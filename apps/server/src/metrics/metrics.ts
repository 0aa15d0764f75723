import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PoolState } from '../database/pool.js';
import type { JobStatus } from '../database/schema.js';
import type { QueueDepth } from '../queue/queue.js';
import type { TaskType } from '../queue/tasks.js';

/** From half a millisecond, for statements and cached answers, to a slow download. */
const REQUEST_BUCKETS_SECONDS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];
const JOB_BUCKETS_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];
/** Sampling period of the event loop's delay, and therefore the least delay that can be seen. */
const EVENT_LOOP_RESOLUTION_MS = 5;
const NANOSECONDS = 1e9;

/** Where the figures come from that are looked up when somebody reads the metrics. */
export interface MetricSources {
  readonly pool?: () => PoolState;
  readonly jobs?: () => Promise<Readonly<Record<JobStatus, number>>>;
  readonly queue?: () => Promise<Readonly<Record<TaskType, QueueDepth>>>;
}

/** Every series of this process. Labels take their values from short, fixed lists: never an id or a path. */
export interface Metrics {
  readonly registry: Registry;
  readonly httpRequests: Counter<'method' | 'route' | 'status'>;
  readonly httpRequestDuration: Histogram<'method' | 'route'>;
  readonly dbQueryDuration: Histogram<'operation'>;
  readonly cacheRequests: Counter<'cache' | 'level' | 'result'>;
  readonly jobDuration: Histogram<'status'>;
  readonly taskDuration: Histogram<'task' | 'result'>;
  readonly patientsGenerated: Counter<'format'>;
  readonly generationBytes: Counter<'format'>;
  /** Adds sources; those that cannot answer leave their series out of that reading. */
  read(sources: MetricSources): void;
  /** Stops the sampling. */
  close(): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const sources: { -readonly [Name in keyof MetricSources]: MetricSources[Name] } = {};
  addGauges(registry, sources);
  const closeLag = addEventLoopLag(registry);
  return {
    registry,
    httpRequests: new Counter({
      name: 'http_requests_total',
      help: 'Requests answered, by method, route and status.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    httpRequestDuration: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'From the first byte of a request to the last of its answer.',
      labelNames: ['method', 'route'],
      buckets: REQUEST_BUCKETS_SECONDS,
      registers,
    }),
    dbQueryDuration: new Histogram({
      name: 'db_query_duration_seconds',
      help: 'One statement, waiting for a connection excluded.',
      labelNames: ['operation'],
      buckets: REQUEST_BUCKETS_SECONDS,
      registers,
    }),
    cacheRequests: new Counter({
      name: 'cache_requests_total',
      help: 'Reads of a cache: found in the first level or the second, or missed.',
      labelNames: ['cache', 'level', 'result'],
      registers,
    }),
    jobDuration: new Histogram({
      name: 'job_duration_seconds',
      help: 'From the creation of a job to its end.',
      labelNames: ['status'],
      buckets: JOB_BUCKETS_SECONDS,
      registers,
    }),
    taskDuration: new Histogram({
      name: 'task_duration_seconds',
      help: 'One attempt of one task of the queue.',
      labelNames: ['task', 'result'],
      buckets: JOB_BUCKETS_SECONDS,
      registers,
    }),
    patientsGenerated: new Counter({
      name: 'patients_generated_total',
      help: 'Patient records written.',
      labelNames: ['format'],
      registers,
    }),
    generationBytes: new Counter({
      name: 'generation_bytes_total',
      help: 'Bytes of patient records written, before compression and encryption.',
      labelNames: ['format'],
      registers,
    }),
    read: (added) => Object.assign(sources, added),
    close: closeLag,
  };
}

function addGauges(registry: Registry, sources: MetricSources): void {
  const registers = [registry];
  new Gauge({
    name: 'db_pool_connections',
    help: 'Connections of this process: in use, idle; and requests that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      const state = sources.pool?.();
      if (!state) return;
      this.set({ state: 'active' }, state.total - state.idle);
      this.set({ state: 'idle' }, state.idle);
      this.set({ state: 'waiting' }, state.waiting);
    },
  });
  new Gauge({
    name: 'jobs',
    help: 'Jobs of the installation, by state.',
    labelNames: ['status'],
    registers,
    async collect() {
      this.reset();
      const counts = await sources.jobs?.().catch(() => undefined);
      for (const [status, count] of Object.entries(counts ?? {})) this.set({ status }, count);
    },
  });
  new Gauge({
    name: 'queue_depth',
    help: 'Tasks of the installation that wait or run, by kind.',
    labelNames: ['task', 'state'],
    registers,
    async collect() {
      this.reset();
      const depths = await sources.queue?.().catch(() => undefined);
      for (const [task, depth] of Object.entries(depths ?? {})) {
        this.set({ task, state: 'waiting' }, depth.waiting);
        this.set({ task, state: 'active' }, depth.active);
      }
    },
  });
}

/** @returns the way to stop the sampling */
function addEventLoopLag(registry: Registry): () => void {
  const delay = monitorEventLoopDelay({ resolution: EVENT_LOOP_RESOLUTION_MS });
  delay.enable();
  new Gauge({
    name: 'event_loop_lag_seconds',
    help: 'Delay of the event loop since the last reading of the metrics.',
    labelNames: ['quantile'],
    registers: [registry],
    collect() {
      const beyondResolution = (nanoseconds: number): number =>
        Math.max(0, nanoseconds / NANOSECONDS - EVENT_LOOP_RESOLUTION_MS / 1000);
      this.set({ quantile: '0.5' }, beyondResolution(delay.percentile(50)));
      this.set({ quantile: '0.99' }, beyondResolution(delay.percentile(99)));
      this.set({ quantile: '1' }, beyondResolution(delay.max));
      delay.reset();
    },
  });
  return () => delay.disable();
}
