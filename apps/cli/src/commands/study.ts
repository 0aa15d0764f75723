import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { compilePlan } from '@medical-patients/engine';
import { referenceData } from '@medical-patients/reference-data';
import { type RunReplication, replicate, study } from '@medical-patients/runner';
import { createThreadPool, nodeHost } from '@medical-patients/runner/node';
import type { AppContext } from '../app-context.js';
import { describeProblem, withFailures } from '../failures.js';
import { formatFigure, wholeNumber } from '../numbers.js';
import { print, printJson, say } from '../output.js';
import { startProgress } from '../progress.js';
import { loadScenario, type ScenarioOptions } from '../scenario-source.js';
import { textTable } from '../text-table.js';

interface StudyFlags extends ScenarioOptions {
  readonly replications: string;
  readonly seed?: string;
  readonly threads?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

const MAX_REPLICATIONS = 100_000;
const SEEDS = 1_000_000_000;

/** Runs a scenario with many seeds and prints the bands of the planner's figures. */
export function runStudy(argument: string, flags: StudyFlags, context: AppContext): Promise<number> {
  return withFailures(flags, async () => {
    const replications = wholeNumber('--replications', flags.replications, 1, MAX_REPLICATIONS);
    const wanted =
      flags.threads === undefined
        ? Math.min(availableParallelism(), 8)
        : wholeNumber('--threads', flags.threads, 1, 64);
    const threads = Math.min(wanted, replications);
    const { scenario, warnings, source } = await loadScenario(argument, flags);
    if (!flags.quiet) for (const warning of warnings) say(describeProblem(source, warning));
    const seed = flags.seed ?? scenario.seed ?? String(randomInt(SEEDS));
    if (!flags.quiet) say(`${scenario.name}, ${replications} replications, seed ${seed}`);

    const pool =
      threads === 1 || context.workerEntry === null ? null : createThreadPool(context.workerEntry, threads);
    const inline: RunReplication = async (one, oneSeed) => {
      await nodeHost.nextTurn();
      return replicate(compilePlan({ scenario: one, seed: oneSeed, referenceData }));
    };
    const progress = startProgress({
      noun: 'replications',
      total: replications,
      isQuiet: flags.quiet === true,
    });
    try {
      const bands = await study({
        scenario,
        seed,
        replications,
        run: pool?.replicate ?? inline,
        parallel: pool?.size ?? 1,
        onProgress: progress.update,
      });
      progress.stop();
      if (flags.json) {
        printJson({ seed, scenario: scenario.name, ...bands });
        return 0;
      }
      print(
        textTable(
          [
            { title: 'Figure' },
            { title: 'Unit' },
            { title: 'Mean', align: 'right' },
            { title: '5 %', align: 'right' },
            { title: 'Median', align: 'right' },
            { title: '95 %', align: 'right' },
            { title: 'Runs', align: 'right' },
          ],
          bands.figures.map(({ name, unit, n, mean, p5, p50, p95 }) => [
            name,
            unit,
            ...[mean, p5, p50, p95].map(formatFigure),
            String(n),
          ]),
        ),
      );
      return 0;
    } finally {
      progress.stop();
      await pool?.close();
    }
  });
}
