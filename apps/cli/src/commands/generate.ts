import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { compilePlan } from '@medical-patients/engine';
import { referenceData } from '@medical-patients/reference-data';
import { identifyRun, MedpatError, type RunResult } from '@medical-patients/runner';
import {
  createThreadPool,
  nodeHost,
  refuseExistingRun,
  runToDisk,
  runToStream,
  type ThreadPool,
} from '@medical-patients/runner/node';
import { findFormat } from '@medical-patients/writers';
import type { AppContext } from '../app-context.js';
import { outcomeTable } from '../closing-table.js';
import type { Environment } from '../environment.js';
import { describeProblem, withFailures } from '../failures.js';
import { watchInterruption } from '../interruption.js';
import { formatBytes, formatCount, formatSeconds, wholeNumber } from '../numbers.js';
import { printJson, say } from '../output.js';
import { findPassword } from '../password.js';
import { startProgress } from '../progress.js';
import { type LoadedScenario, loadScenario, type ScenarioOptions } from '../scenario-source.js';
import { textTable } from '../text-table.js';

/** As read from the command line. */
export interface GenerateFlags extends ScenarioOptions {
  readonly seed?: string;
  readonly output: string;
  readonly format?: string;
  readonly threads?: string;
  readonly zip?: boolean;
  readonly encrypt?: boolean;
  readonly passwordFile?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

const MAX_THREADS = 64;
const MAX_DEFAULT_THREADS = 8;
const STANDARD_OUTPUT = '-';
/**
 * From so many casualties on a second thread is worth its start and the compiling of its code: on two cores 10,000
 * records of `lsco-battle` took 2.6 s on one thread and 3.2 s on two, 30,000 took 6.9 and 6.4 s.
 */
const CASUALTIES_WORTH_A_THREAD = 25_000;
const SEEDS = 1_000_000_000;

export function runGenerate(
  argument: string | undefined,
  flags: GenerateFlags,
  context: AppContext,
): Promise<number> {
  return withFailures(flags, async (environment) => {
    const started = performance.now();
    checkFlags(flags);
    const loaded = await loadScenario(argument, flags);
    const formats = chooseFormats(flags, loaded);
    const toStream = flags.output === STANDARD_OUTPUT;
    if (!flags.quiet) for (const warning of loaded.warnings) say(describeProblem(loaded.source, warning));

    const seed = flags.seed ?? loaded.scenario.seed ?? drawSeed();
    const plan = compilePlan({ scenario: loaded.scenario, seed, referenceData });
    const identity = identifyRun(plan, nodeHost);
    const { total } = plan.scenario.casualties;
    const threads = chooseThreads(flags, total);
    if (!toStream) await refuseExistingRun(plan, flags.output, isPacked(flags), flags.force === true);
    const packing = toStream ? 'folder' : await choosePacking(flags, environment);
    if (!flags.quiet) say(`${plan.scenario.name}, seed ${seed}`);

    const interruption = watchInterruption();
    const progress = startProgress({ noun: 'patients', total, isQuiet: flags.quiet === true });
    const pool = openPool(context, threads);
    const shared = {
      plan,
      identity,
      signal: interruption.signal,
      onProgress: progress.update,
      ...(pool === null ? {} : { pool }),
    };
    try {
      const result: RunResult & { readonly path?: string } = toStream
        ? await runToStream({ ...shared, format: formats[0] ?? 'json', stream: process.stdout })
        : await runToDisk({
            ...shared,
            formats,
            parent: flags.output,
            isForced: flags.force === true,
            packing,
          });
      progress.stop();
      const path = result.path ?? null;
      const seconds = (performance.now() - started) / 1000;
      if (flags.json) printJson(resultJson(result, path, seconds, loaded));
      if (!flags.quiet) say(closing(result, path, seconds));
      return 0;
    } finally {
      progress.stop();
      interruption.release();
      await pool?.close();
    }
  });
}

const isPacked = ({ zip, encrypt }: GenerateFlags): boolean => zip === true || encrypt === true;

function checkFlags(flags: GenerateFlags): void {
  const refuse = (message: string): never => {
    throw new MedpatError('bad-arguments', message);
  };
  if (flags.output === '') refuse('-o takes a folder, or - for standard output.');
  if (flags.seed !== undefined && (flags.seed.trim() === '' || flags.seed.length > 200)) {
    refuse('-s takes a seed of 1 to 200 characters.');
  }
  if (flags.passwordFile !== undefined && !flags.encrypt) refuse('--password-file needs --encrypt.');
  if (flags.output !== STANDARD_OUTPUT) return;
  if (isPacked(flags)) refuse('An archive cannot go to standard output: give a folder with -o.');
  if (flags.json) refuse('--json and -o - would both write to standard output.');
}

/** A configuration of the earlier system gets the records that its readers know, unless something else is asked for. */
function chooseFormats(flags: GenerateFlags, { scenario, classic }: LoadedScenario): readonly string[] {
  const asked = flags.format?.split(',').map((name) => name.trim().toLowerCase());
  const named =
    asked ?? scenario.output.formats.map((format) => (classic && format === 'json' ? 'classic' : format));
  const formats = [...new Set(named.filter((name) => name !== ''))];
  if (formats.length === 0) throw new MedpatError('bad-arguments', '-f takes the names of formats.');
  const entries = formats.map(findFormat);
  if (flags.output === STANDARD_OUTPUT) {
    if (entries.length > 1) {
      throw new MedpatError('bad-arguments', 'Only a single format can go to standard output.');
    }
    const several = entries.find(({ streams }) => !streams);
    if (several !== undefined) {
      throw new MedpatError(
        'format-does-not-stream',
        `The format ${several.name} has several files and cannot go to standard output.`,
      );
    }
  }
  return formats;
}

function chooseThreads({ threads }: GenerateFlags, total: number | null): number {
  if (threads !== undefined) return wholeNumber('--threads', threads, 1, MAX_THREADS);
  if (total !== null && total < CASUALTIES_WORTH_A_THREAD) return 1;
  return Math.min(availableParallelism(), MAX_DEFAULT_THREADS);
}

/** The calling thread works too: a run on K threads needs K − 1 others. */
function openPool({ workerEntry }: AppContext, threads: number): ThreadPool | null {
  return threads === 1 || workerEntry === null ? null : createThreadPool(workerEntry, threads - 1);
}

async function choosePacking(
  flags: GenerateFlags,
  environment: Environment,
): Promise<'folder' | { readonly password: string | null }> {
  if (flags.encrypt) return { password: await findPassword(flags.passwordFile, environment) };
  return flags.zip ? { password: null } : 'folder';
}

function drawSeed(): string {
  return String(randomInt(SEEDS));
}

function resultJson(result: RunResult, path: string | null, seconds: number, { warnings }: LoadedScenario) {
  const { manifest, summary, casualties } = result;
  return {
    path,
    dataset_id: manifest.dataset_id,
    stream_sha256: manifest.stream_sha256,
    seed: manifest.seed,
    formats: manifest.options.formats,
    casualties,
    totals: summary.totals,
    rates: summary.rates,
    files: manifest.files,
    warnings,
    seconds: Number(seconds.toFixed(3)),
    patients_per_second: Math.round(casualties / seconds),
  };
}

function closing({ summary, manifest, casualties }: RunResult, path: string | null, seconds: number): string {
  const files = textTable(
    [{ title: 'File' }, { title: 'Size', align: 'right' }],
    manifest.files.map((file) => [file.path, formatBytes(file.bytes)]),
  );
  const rate = formatCount(casualties / seconds);
  const where = path === null ? '' : `${files}\n\n`;
  const place = path === null ? 'Done' : `Written to ${relative('.', path) || path}`;
  return `\n${outcomeTable(summary)}\n\n${where}${place} in ${formatSeconds(seconds)} (${rate} patients/s)`;
}
