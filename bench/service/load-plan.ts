import type { Spread } from './percentiles.js';

/** What the load process is told. */
export interface LoadPlan {
  /** The API processes; clients are dealt out to them in turn. */
  readonly urls: readonly string[];
  readonly key: string;
  /** Before this, answers are not counted: the cold start. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
  /** Clients that ask for the status of a job, each so often a second. */
  readonly pollers: number;
  readonly pollsPerSecond: number;
  /** Requests a second of all clients together. */
  readonly jobListsPerSecond: number;
  readonly scenarioReadsPerSecond: number;
  readonly scenarioListsPerSecond: number;
  readonly scenarioWritesPerSecond: number;
  /** Stored scenarios that are read, written and run. */
  readonly scenarioIds: readonly string[];
  /** What a write puts in place of a stored scenario. */
  readonly scenario: Readonly<Record<string, unknown>>;
  /** Jobs under way at the same time: when one ends, the next is started. */
  readonly jobs: number;
  readonly patientsPerJob: number;
  /** Jobs beside them, each so small that it is done at once. */
  readonly smallJobsPerSecond: number;
  readonly smallJobPatients: number;
  /** One job beside them, as large as this, all the time. */
  readonly largeJobPatients: number;
  readonly largeScenario: Readonly<Record<string, unknown>>;
}

export const OPERATIONS = [
  'job status',
  'start a job',
  'list jobs',
  'read a scenario',
  'list scenarios',
  'write a scenario',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What the load process says, one line of JSON each. */
export type LoadMessage = { readonly kind: 'warm' } | { readonly kind: 'done'; readonly result: LoadResult };

export interface LoadResult {
  /** From the moment a request was due, to the last byte of its answer: what was sent late counts as slow. */
  readonly latencies: Readonly<Record<Operation, Spread>>;
  /** How much later than due requests were sent: beyond a few milliseconds the client was the bottleneck. */
  readonly lateness: Spread;
  /** Of the load process's event loop, in milliseconds. */
  readonly loopDelayP99: number;
  readonly requestsPerSecond: number;
  /** By status or message, of answers that were no success. */
  readonly failures: Readonly<Record<string, number>>;
  readonly jobsCompleted: number;
  readonly largeJobsCompleted: number;
}
