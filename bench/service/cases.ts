import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { scaledPreset } from '../scenarios.js';
import { jsonOf } from './http.js';
import {
  apiTools,
  cleanEnvironment,
  createInstallation,
  type Installation,
  type RunningApi,
  type Surroundings,
} from './installation.js';
import type { LoadPlan, LoadResult } from './load-plan.js';
import { timeFirstRecord, timeJob } from './measures.js';
import { percentile } from './percentiles.js';
import { awaitReady, findFreePort, runProcess, startProcess } from './processes.js';
import { type CacheReads, cacheReads, hitPercent, type Reading } from './prometheus.js';
import { runLoad } from './run-load.js';

export interface CaseOptions extends Surroundings {
  /** The bundled load process. */
  readonly loadClient: string;
  readonly loadSeconds: number;
}

/** One figure of the table. */
export interface Figure {
  readonly what: string;
  /** Null: nothing was seen. */
  readonly value: number | null;
  readonly unit: string;
  /** What was asked at least; smaller is better, save in percent. Left out: nothing was asked. */
  readonly atLeast?: number;
  /** Where the figure comes from, in a few words. */
  readonly note?: string;
}

const show = (value: number | null): string => (value === null ? 'no' : value.toFixed(1));
/** Delay of the event loop since the reading before, 99th centile, in milliseconds. */
const lagOf = (reading: Reading): number =>
  1000 * (reading.get('event_loop_lag_seconds{quantile="0.99"}') ?? Number.NaN);

const STREAMS = 40;
const STARTS = 5;
const EXERCISE = 1440;
const LARGE = 100_000;
const MEDIUM = 50_000;
const STORED_SCENARIOS = 10;
const WARM_UP_SECONDS = 5;
const CONNECTION_PAUSE_MS = 500;

/** Scenarios travel as bodies: without the seed and the formats that a request names itself. */
const bodyOf = (patients: number): Record<string, unknown> => ({ ...scaledPreset('default', patients) });

/** Starting embedded: with a new data directory, then with the same one again. */
export async function measureEmbeddedStart({ program, folder }: CaseOptions): Promise<Figure[]> {
  const first: number[] = [];
  const again: number[] = [];
  for (let turn = 0; turn < STARTS; turn++) {
    const data = mkdtempSync(join(folder, 'embedded-'));
    first.push(await timeStart(program, data, folder));
    again.push(await timeStart(program, data, folder));
    rmSync(data, { recursive: true, force: true });
  }
  const note = (values: readonly number[]): string =>
    `median of ${STARTS}; best ${Math.min(...values).toFixed(2)}`;
  return [
    {
      what: 'start, embedded, first time',
      value: percentile(first, 0.5),
      unit: 's',
      atLeast: 4,
      note: note(first),
    },
    {
      what: 'start, embedded, again',
      value: percentile(again, 0.5),
      unit: 's',
      atLeast: 2,
      note: note(again),
    },
  ];
}

async function timeStart(program: readonly string[], data: string, folder: string): Promise<number> {
  const port = await findFreePort();
  const startedAt = performance.now();
  const service = startProcess('serve', [...program, 'serve', '--port', String(port), '--data', data], {
    environment: cleanEnvironment({}),
    log: join(folder, 'embedded.log'),
  });
  await awaitReady(`http://127.0.0.1:${port}`);
  const seconds = (performance.now() - startedAt) / 1000;
  await service.stop();
  return seconds;
}

/** One process that is everything. */
export async function measureEmbedded({ program, folder }: CaseOptions): Promise<Figure[]> {
  const data = mkdtempSync(join(folder, 'embedded-'));
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const printed = await runProcess(
    [...program, 'keys', 'create', 'bench', '--scopes', 'read,generate,admin', '--data', data, '--json'],
    cleanEnvironment({}),
  );
  const { api_key: key } = JSON.parse(printed) as { api_key: string };
  const service = startProcess('serve', [...program, 'serve', '--port', String(port), '--data', data], {
    environment: cleanEnvironment({}),
    log: join(folder, 'embedded.log'),
  });
  try {
    await awaitReady(url);
    const api = { ...service, ...apiTools(url, key) };
    const stream = await measureStream(api, ', embedded');
    await api.readMetrics();
    const cpuBefore = service.cpuSeconds();
    const { seconds, patients } = await timeJob(api.client, {
      configuration: bodyOf(MEDIUM),
      output_formats: ['json'],
      seed: 1,
    });
    const lag = lagOf(await api.readMetrics());
    const cpu = service.cpuSeconds() - cpuBefore;
    return [
      ...stream,
      {
        what: '50,000 patients as JSON, embedded',
        value: seconds,
        unit: 's',
        atLeast: 10,
        note: `${patients} patients, ${cpu.toFixed(1)} s of processor time`,
      },
      { what: 'event-loop delay p99 in that time, embedded', value: lag, unit: 'ms', atLeast: 20 },
      {
        what: 'peak memory of the process, embedded',
        value: service.peakMegabytes(),
        unit: 'MB',
        note: 'database included',
      },
    ];
  } finally {
    await service.stop();
  }
}

async function measureStream({ client }: Pick<RunningApi, 'client'>, suffix: string): Promise<Figure[]> {
  const scenario = bodyOf(EXERCISE);
  const { id } = jsonOf<{ id: string }>(
    await client.ask({ method: 'POST', path: '/api/v1/configurations/', body: scenario }),
  );
  const times: number[] = [];
  for (let turn = 0; turn < STREAMS; turn++) {
    // The first one fills the cache; each has a seed of its own, so that each is compiled and simulated.
    times.push(
      await timeFirstRecord(client, `/api/v1/streaming/generate?configuration_id=${id}&seed=${turn}`),
    );
  }
  const cached = times.slice(1);
  return [
    {
      what: `first record of a stream of 1,440${suffix}, p50`,
      value: percentile(cached, 0.5),
      unit: 'ms',
      atLeast: 100,
      note: `p99 ${show(percentile(cached, 0.99))} ms of ${cached.length}; the first of all ${times[0]?.toFixed(0)} ms`,
    },
  ];
}

/** Runs what needs an installation on PostgreSQL and Redis, and takes that away again. */
async function withInstallation<Result>(
  options: CaseOptions,
  action: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  const installation = await createInstallation(options);
  try {
    return await action(installation);
  } finally {
    await installation.close();
  }
}

/** Two API and two worker processes that have nothing else to do. */
export function measureJobs(options: CaseOptions): Promise<Figure[]> {
  return withInstallation(options, async (installation) => {
    const api = await installation.startApi();
    const processes = [
      api,
      await installation.startApi(),
      await installation.startWorker(),
      await installation.startWorker(),
    ];
    await timeJob(api.client, { configuration: bodyOf(EXERCISE), output_formats: ['json'], seed: 1 });
    const stream = await measureStream(api, '');
    const cpuOf = (): number => processes.reduce((sum, each) => sum + each.cpuSeconds(), 0);
    const cpuBefore = cpuOf();
    const { seconds, patients } = await timeJob(api.client, {
      configuration: bodyOf(MEDIUM),
      output_formats: ['json'],
      seed: 1,
    });
    const cpu = cpuOf() - cpuBefore;
    return [
      {
        what: '50,000 patients as JSON, POST to completed',
        value: seconds,
        unit: 's',
        atLeast: 10,
        note: `${patients} patients, ${cpu.toFixed(1)} s of processor time, 2 workers`,
      },
      ...stream,
    ];
  });
}

/** A worker that does one large job and nothing else. */
export function measureMemory(options: CaseOptions): Promise<Figure[]> {
  return withInstallation(options, async (installation) => {
    const api = await installation.startApi();
    const worker = await installation.startWorker();
    const { seconds } = await timeJob(api.client, {
      configuration: bodyOf(LARGE),
      output_formats: ['json'],
      seed: 1,
    });
    const note = `${seconds.toFixed(1)} s, ${worker.cpuSeconds().toFixed(1)} s of processor time`;
    const value = worker.peakMegabytes();
    return [{ what: 'worker peak memory, 100,000 patients', value, unit: 'MB', atLeast: 300, note }];
  });
}

/** Two API and two worker processes with all they can do. */
export function measureUnderLoad(options: CaseOptions): Promise<Figure[]> {
  return withInstallation(options, async (installation) => {
    const apis = [await installation.startApi(), await installation.startApi()];
    const workers = [await installation.startWorker(), await installation.startWorker()];
    const figures = await measureLoad(options, installation, apis);
    const peak = Math.max(...workers.map((worker) => worker.peakMegabytes()));
    const note = 'several jobs at a time';
    return [...figures, { what: 'worker peak memory in the load', value: peak, unit: 'MB', note }];
  });
}

async function measureLoad(
  { loadClient, loadSeconds }: CaseOptions,
  installation: Installation,
  apis: readonly RunningApi[],
): Promise<Figure[]> {
  const [api] = apis as [RunningApi];
  const scenarioIds: string[] = [];
  for (let at = 0; at < STORED_SCENARIOS; at++) {
    const body = { ...bodyOf(EXERCISE), name: `Stored ${at}` };
    const answer = await api.client.ask({ method: 'POST', path: '/api/v1/configurations/', body });
    scenarioIds.push(jsonOf<{ id: string }>(answer).id);
  }
  const plan: LoadPlan = {
    urls: apis.map(({ url }) => url),
    key: installation.key,
    warmUpSeconds: WARM_UP_SECONDS,
    seconds: loadSeconds,
    pollers: 200,
    pollsPerSecond: 1,
    jobListsPerSecond: 40,
    scenarioReadsPerSecond: 40,
    scenarioListsPerSecond: 20,
    scenarioWritesPerSecond: 0.5,
    scenarioIds,
    scenario: bodyOf(EXERCISE),
    jobs: 10,
    patientsPerJob: EXERCISE,
    smallJobsPerSecond: 1,
    smallJobPatients: 50,
    largeJobPatients: LARGE,
    largeScenario: bodyOf(LARGE),
  };
  let before: readonly Reading[] = [];
  let after: readonly Reading[] = [];
  let mostConnections = 0;
  let isLoaded = true;
  const watchConnections = async (): Promise<void> => {
    while (isLoaded) {
      mostConnections = Math.max(mostConnections, await installation.countConnections());
      await delay(CONNECTION_PAUSE_MS);
    }
  };
  const watching = watchConnections();
  const readAll = (): Promise<readonly Reading[]> => Promise.all(apis.map((each) => each.readMetrics()));
  const result = await runLoad({
    entry: loadClient,
    plan,
    onBegin: async () => {
      before = await readAll();
    },
    onEnd: async () => {
      after = await readAll();
    },
  }).finally(() => {
    isLoaded = false;
  });
  await watching;
  const reads = cacheReads(before.map((reading, at) => [reading, after[at] ?? new Map()]));
  return describeLoad({ result, plan, reads, after, mostConnections });
}

interface MeasuredLoad {
  readonly result: LoadResult;
  readonly plan: LoadPlan;
  readonly reads: ReadonlyMap<string, CacheReads>;
  readonly after: readonly Reading[];
  readonly mostConnections: number;
}

function describeLoad({ result, plan, reads, after, mostConnections }: MeasuredLoad): Figure[] {
  const { latencies, lateness, loopDelayP99, failures } = result;
  const status = latencies['job status'];
  const start = latencies['start a job'];
  const hits = (what: string, cache: string): Figure => {
    const { memory = 0, redis = 0, missed = 0 } = reads.get(cache) ?? {};
    const note = `${memory} in process, ${redis} in Redis, ${missed} missed`;
    return { what: `cache hits, ${what}`, value: hitPercent(reads.get(cache)), unit: '%', atLeast: 90, note };
  };
  const failed = Object.entries(failures).map(([what, count]) => `${count} × ${what}`);
  return [
    {
      what: 'database connections',
      value: mostConnections,
      unit: '',
      atLeast: 20,
      note: 'the most seen in pg_stat_activity',
    },
    {
      what: 'job status p99',
      value: status.p99,
      unit: 'ms',
      atLeast: 50,
      note: `p50 ${show(status.p50)} ms of ${status.count}`,
    },
    {
      what: 'POST /generation p99',
      value: start.p99,
      unit: 'ms',
      atLeast: 50,
      note: `p50 ${show(start.p50)} ms of ${start.count}`,
    },
    hits('job status', 'jobStatus'),
    hits('current scenario', 'scenarioCurrent'),
    hits('scenario version', 'scenarioVersion'),
    hits('list of jobs', 'jobList'),
    hits('list of scenarios', 'scenarioList'),
    {
      what: 'event-loop delay of the API, p99',
      value: Math.max(...after.map(lagOf)),
      unit: 'ms',
      atLeast: 20,
      note: 'the slower of two processes',
    },
    ...(['list jobs', 'read a scenario', 'list scenarios', 'write a scenario'] as const).map((name) => ({
      what: `${name}, p99`,
      value: latencies[name].p99,
      unit: 'ms',
      note: `p50 ${show(latencies[name].p50)} ms of ${latencies[name].count}`,
    })),
    {
      what: 'requests a second',
      value: result.requestsPerSecond,
      unit: '/s',
      note: `${plan.pollers} clients; ${result.jobsCompleted} jobs of ${plan.patientsPerJob} and ${result.largeJobsCompleted} of ${plan.largeJobPatients} completed`,
    },
    {
      what: 'the load process sent late, p99',
      value: lateness.p99,
      unit: 'ms',
      note: `its own event-loop delay p99 ${loopDelayP99.toFixed(1)} ms`,
    },
    {
      what: 'requests that failed',
      value: Object.values(failures).reduce((sum, count) => sum + count, 0),
      unit: '',
      note: failed.join('; '),
    },
  ];
}
