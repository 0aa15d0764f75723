/**
 * The load, in a process of its own: clients that ask by the clock, whether or not earlier answers have come (an open
 * loop), so that a slow answer does not thin out the questions that would have shown it.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { createHttpClient, type HttpClient, jsonOf, type Question } from './http.js';
import { type LoadMessage, type LoadPlan, type LoadResult, OPERATIONS, type Operation } from './load-plan.js';
import { spreadOf } from './percentiles.js';

const plan = JSON.parse(process.argv[2] ?? '{}') as LoadPlan;
const LOOP_RESOLUTION_MS = 5;
const say = (message: LoadMessage): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

const latencies = new Map<Operation, number[]>(OPERATIONS.map((name) => [name, []]));
const failures = new Map<string, number>();
let lateness: number[] = [];
let completed = { small: 0, large: 0 };
let isCounting = false;
let isOver = false;

/** The job that each slot has under way; the large one comes first. */
const jobs: (string | undefined)[] = [];

function count(operation: Operation, milliseconds: number): void {
  if (isCounting) latencies.get(operation)?.push(milliseconds);
}

function countFailure(operation: Operation, what: string): void {
  if (isOver) return;
  const name = `${operation}: ${what.slice(0, 120)}`;
  failures.set(name, (failures.get(name) ?? 0) + 1);
}

/** Asks, and counts from the moment at which the question was due. @returns undefined for a failure */
async function ask<Body>(
  client: HttpClient,
  operation: Operation,
  question: Question,
  dueAt = performance.now(),
): Promise<Body | undefined> {
  try {
    const answer = await client.ask(question);
    count(operation, performance.now() - dueAt);
    return jsonOf<Body>(answer);
  } catch (error) {
    countFailure(operation, error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Asks so often a second until the end, evenly, the first time after a part of the pause. */
async function atRate(
  perSecond: number,
  phase: number,
  act: (turn: number, dueAt: number) => void,
): Promise<void> {
  const pauseMs = 1000 / perSecond;
  const startedAt = performance.now() + phase * pauseMs;
  for (let turn = 0; !isOver; turn++) {
    const dueAt = startedAt + turn * pauseMs;
    const wait = dueAt - performance.now();
    if (wait > 0) await delay(wait);
    if (isOver) return;
    if (isCounting) lateness.push(Math.max(0, performance.now() - dueAt));
    act(turn, dueAt);
  }
}

interface JobStatus {
  readonly status: string;
}

const ENDED = ['completed', 'failed', 'cancelled'];

/** Keeps one job under way. Whether it has ended is seen by those who poll it. */
async function runSlot(client: HttpClient, slot: number): Promise<void> {
  const isLarge = slot === 0;
  for (let turn = 0; !isOver; turn++) {
    const body = isLarge
      ? { configuration: plan.largeScenario, total_patients: plan.largeJobPatients }
      : {
          configuration_id: plan.scenarioIds[slot % plan.scenarioIds.length],
          total_patients: plan.patientsPerJob,
        };
    const started = await ask<{ job_id: string }>(client, 'start a job', {
      method: 'POST',
      path: '/api/v1/generation/',
      body: { ...body, output_formats: ['json'], seed: turn * 100 + slot },
      headers: { 'idempotency-key': `load-${process.pid}-${slot}-${turn}` },
    });
    if (started === undefined) {
      await delay(1000);
      continue;
    }
    await new Promise<void>((resolve) => {
      jobs[slot] = started.job_id;
      endings.set(started.job_id, resolve);
    });
    if (isCounting)
      completed = { ...completed, [isLarge ? 'large' : 'small']: completed[isLarge ? 'large' : 'small'] + 1 };
  }
}

const endings = new Map<string, () => void>();

async function poll(client: HttpClient, poller: number, dueAt: number): Promise<void> {
  const id = jobs[poller % jobs.length];
  if (id === undefined) return;
  const job = await ask<JobStatus>(client, 'job status', { path: `/api/v1/jobs/${id}` }, dueAt);
  if (job === undefined || !ENDED.includes(job.status)) return;
  if (job.status !== 'completed') countFailure('job status', `a job has ${job.status}`);
  endings.get(id)?.();
  endings.delete(id);
}

const clients = Array.from({ length: plan.pollers }, (_, at) =>
  createHttpClient(plan.urls[at % plan.urls.length] ?? '', plan.key),
);
const clientOf = (turn: number): HttpClient => clients[turn % clients.length] as HttpClient;
const scenarioOf = (turn: number): string => plan.scenarioIds[turn % plan.scenarioIds.length] ?? '';

const delayOfLoop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
const work: Promise<void>[] = [];
for (let slot = 0; slot <= plan.jobs; slot++) work.push(runSlot(clientOf(slot), slot));
for (const [at, client] of clients.entries()) {
  work.push(atRate(plan.pollsPerSecond, at / clients.length, (_, dueAt) => void poll(client, at, dueAt)));
}
/** Other requests wander over the clients by steps that share no divisor with their number. */
const STEP = 7;
const others: readonly (readonly [Operation, number, (turn: number) => Question])[] = [
  ['list jobs', plan.jobListsPerSecond, () => ({ path: '/api/v1/jobs/?limit=20' })],
  ['list scenarios', plan.scenarioListsPerSecond, () => ({ path: '/api/v1/configurations/?limit=20' })],
  [
    'read a scenario',
    plan.scenarioReadsPerSecond,
    (turn) => ({ path: `/api/v1/configurations/${scenarioOf(turn)}` }),
  ],
  [
    'start a job',
    plan.smallJobsPerSecond,
    (turn) => ({
      method: 'POST',
      path: '/api/v1/generation/',
      body: { configuration_id: scenarioOf(turn), total_patients: plan.smallJobPatients, seed: turn },
    }),
  ],
  [
    'write a scenario',
    plan.scenarioWritesPerSecond,
    (turn) => ({
      method: 'PUT',
      path: `/api/v1/configurations/${scenarioOf(turn)}`,
      body: { ...plan.scenario, name: `Load ${turn}` },
    }),
  ],
];
for (const [operation, perSecond, questionOf] of others) {
  work.push(
    atRate(
      perSecond,
      0.5,
      (turn, dueAt) => void ask(clientOf(turn * STEP), operation, questionOf(turn), dueAt),
    ),
  );
}

await delay(plan.warmUpSeconds * 1000);
say({ kind: 'warm' });
// The driver reads the metrics of the processes first.
await new Promise((resolve) => process.stdin.once('data', resolve));
delayOfLoop.enable();
lateness = [];
isCounting = true;
const startedAt = performance.now();
await delay(plan.seconds * 1000);
isCounting = false;
const seconds = (performance.now() - startedAt) / 1000;
delayOfLoop.disable();
const requests = [...latencies.values()].reduce((sum, list) => sum + list.length, 0);
const result: LoadResult = {
  latencies: Object.fromEntries(
    [...latencies].map(([operation, list]) => [operation, spreadOf(list)]),
  ) as LoadResult['latencies'],
  lateness: spreadOf(lateness),
  loopDelayP99: Math.max(0, delayOfLoop.percentile(99) / 1e6 - LOOP_RESOLUTION_MS),
  requestsPerSecond: requests / seconds,
  failures: Object.fromEntries(failures),
  jobsCompleted: completed.small,
  largeJobsCompleted: completed.large,
};
say({ kind: 'done', result });
// The load goes on until the driver has read the metrics again.
await new Promise((resolve) => process.stdin.once('data', resolve));
isOver = true;
for (const client of clients) client.close();
process.exit(0);
