/** What is measured. Each case runs in a process of its own and prints one JSON document. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type CarePathChunk, compilePlan, createSummary, simulate } from '@medical-patients/engine';
import { referenceData } from '@medical-patients/reference-data';
import { identifyRun, replicate } from '@medical-patients/runner';
import { createThreadPool, nodeHost, runToDisk } from '@medical-patients/runner/node';
import { setUpV8 } from '@medical-patients/runner/v8';
import { renderSummaryHtml } from '@medical-patients/writers';
import { scaledPreset } from './scenarios.js';

/** What `run.mjs` asks for, on the command line. */
export interface CaseRequest {
  readonly kind: 'generate' | 'simulate' | 'stringify' | 'summary' | 'warm' | 'replication';
  readonly preset: string;
  readonly patients: number;
  readonly threads: number;
  readonly formats: readonly string[];
  /** Folder of the bundles: `worker.js` renders, `stringify.js` is the baseline. */
  readonly bundles: string;
}

export interface CaseResult {
  readonly patients: number;
  readonly seconds: number;
  readonly bytes?: number;
  readonly peakMegabytes?: number;
  readonly share?: number;
}

const SEED = 'bench';
const secondsSince = (started: number): number => (performance.now() - started) / 1000;

/** High-water mark of the process's resident memory, all its threads included. */
function peakMegabytes(): number {
  try {
    // The kernel's own mark; that of `resourceUsage` is inherited from the parent.
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return Number(kilobytes) / 1024;
  } catch {
    // No /proc outside Linux.
    return process.resourceUsage().maxRSS / 1024;
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

const planOf = ({ preset, patients }: CaseRequest, seed = SEED) =>
  compilePlan({ scenario: scaledPreset(preset, patients), seed, referenceData });

/** Scenario to committed run folder: simulation, records, hashes, summary, scorecard and the write to disk. */
async function measureGenerate(request: CaseRequest, runs: number): Promise<CaseResult> {
  const parent = mkdtempSync(join(tmpdir(), 'medpat-bench-'));
  const { threads, formats, patients, bundles } = request;
  const pool =
    threads > 1 ? createThreadPool(pathToFileURL(join(bundles, 'worker.js')), threads - 1) : undefined;
  try {
    const seconds: number[] = [];
    let bytes = 0;
    for (let run = 0; run < runs; run++) {
      const started = performance.now();
      const plan = planOf(request, `${SEED}-${run}`);
      const { manifest } = await runToDisk({
        plan,
        identity: identifyRun(plan, nodeHost),
        formats,
        parent,
        isForced: false,
        packing: 'folder',
        ...(pool === undefined ? {} : { pool }),
      });
      seconds.push(secondsSince(started));
      bytes = manifest.files
        .filter(({ path }) => !path.startsWith('summary.'))
        .reduce((sum, file) => sum + file.bytes, 0);
    }
    return { patients, seconds: median(seconds), bytes, peakMegabytes: peakMegabytes() };
  } finally {
    await pool?.close();
    rmSync(parent, { recursive: true, force: true });
  }
}

function measureSimulate(request: CaseRequest): CaseResult {
  const started = performance.now();
  const plan = planOf(request);
  let patients = 0;
  for (const { count } of simulate(plan)) patients += count;
  return { patients, seconds: secondsSince(started), peakMegabytes: peakMegabytes() };
}

/**
 * `JSON.stringify` of the same records on as many threads: what no writer of JSON objects can beat. Each thread keeps
 * two thousand records and goes round them.
 */
async function measureStringify({ preset, patients, threads, bundles }: CaseRequest): Promise<CaseResult> {
  const entry = pathToFileURL(join(bundles, 'stringify.js'));
  const workers = Array.from(
    { length: threads },
    () => new Worker(entry, { workerData: { preset, patients: Math.floor(patients / threads) } }),
  );
  const message = (worker: Worker) => new Promise((resolve) => worker.once('message', resolve));
  await Promise.all(workers.map(message));
  const started = performance.now();
  const done = Promise.all(workers.map(message));
  for (const worker of workers) worker.postMessage('go');
  const lengths = (await done) as number[];
  const seconds = secondsSince(started);
  await Promise.all(workers.map((worker) => worker.terminate()));
  return { patients, seconds, bytes: lengths.reduce((sum, length) => sum + length, 0) };
}

/** Counting, figures, scorecard and page, without the simulation they come from. */
function measureSummary(request: CaseRequest): CaseResult {
  const plan = planOf(request);
  const chunks: CarePathChunk[] = [];
  const steps = simulate(plan);
  let step = steps.next();
  for (; !step.done; step = steps.next()) chunks.push(step.value);
  const started = performance.now();
  const summary = createSummary(plan);
  for (const { buffer } of chunks) summary.add(buffer);
  const figures = summary.finish(step.value.resources);
  JSON.stringify(figures);
  renderSummaryHtml(figures);
  return { patients: request.patients, seconds: secondsSince(started) };
}

/** A planner moves a slider: one brigade, 30 days, from scenario to figures. */
function measureReplication({ preset, patients }: CaseRequest): CaseResult {
  const scenario = scaledPreset(preset, patients, 30);
  const seconds: number[] = [];
  for (let run = 0; run < 40; run++) {
    const started = performance.now();
    replicate(compilePlan({ scenario, seed: `${SEED}-${run}`, referenceData }));
    seconds.push(secondsSince(started));
  }
  return { patients, seconds: median(seconds.slice(10)) };
}

async function measure(request: CaseRequest): Promise<CaseResult> {
  switch (request.kind) {
    case 'generate':
      return measureGenerate(request, 1);
    case 'warm':
      return measureGenerate(request, 15);
    case 'simulate':
      return measureSimulate(request);
    case 'stringify':
      return measureStringify(request);
    case 'summary':
      return measureSummary(request);
    case 'replication':
      return measureReplication(request);
  }
}

// As the command line does.
setUpV8();
process.stdout.write(JSON.stringify(await measure(JSON.parse(process.argv[2] ?? '{}') as CaseRequest)));
