import { randomInt } from 'node:crypto';
import type { Scenario } from '@medical-patients/contract';
import { compilePlan } from '@medical-patients/engine';
import { referenceData } from '@medical-patients/reference-data';
import {
  type Comparison,
  compareRuns,
  type Ending,
  identifyRun,
  MedpatError,
  upstreamDifferences,
} from '@medical-patients/runner';
import { nodeHost } from '@medical-patients/runner/node';
import { describeProblem, withFailures } from '../failures.js';
import { watchInterruption } from '../interruption.js';
import { formatCount, formatFigure } from '../numbers.js';
import { print, printJson, say } from '../output.js';
import { startProgress } from '../progress.js';
import { loadScenario, type ScenarioOptions } from '../scenario-source.js';
import { textTable } from '../text-table.js';

interface CompareFlags extends ScenarioOptions {
  readonly seed?: string;
  readonly all?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

const LISTED_CHANGES = 40;
const LISTED_FIELDS = 5;
const SEEDS = 1_000_000_000;

/** Runs two laydowns on the same casualties and lists who fares differently, and why. */
export function runCompare(argumentA: string, argumentB: string, flags: CompareFlags): Promise<number> {
  return withFailures(flags, async () => {
    const a = await load(argumentA, flags);
    const b = await load(argumentB, flags);
    const seed = flags.seed ?? commonSeed(a, b);
    const planA = compilePlan({ scenario: a, seed, referenceData });
    const planB = compilePlan({ scenario: b, seed, referenceData });
    if (identifyRun(planA, nodeHost).streamHash !== identifyRun(planB, nodeHost).streamHash) {
      throw notTheSame(upstreamDifferences(planA, planB));
    }
    if (!flags.quiet) say(`A: ${a.name}\nB: ${b.name}\nseed ${seed}`);

    const interruption = watchInterruption();
    const progress = startProgress({
      noun: 'casualties',
      total: planA.scenario.casualties.total,
      isQuiet: flags.quiet === true,
    });
    try {
      const comparison = await compareRuns(planA, planB, {
        host: nodeHost,
        signal: interruption.signal,
        onProgress: progress.update,
      });
      progress.stop();
      if (flags.json) printJson({ seed, a: a.name, b: b.name, ...comparison });
      else print(comparisonText(comparison, flags.all === true));
      return 0;
    } finally {
      progress.stop();
      interruption.release();
    }
  });
}

async function load(argument: string, flags: CompareFlags): Promise<Scenario> {
  const { scenario, warnings, source } = await loadScenario(argument, flags);
  if (!flags.quiet) for (const warning of warnings) say(describeProblem(source, warning));
  return scenario;
}

function commonSeed(a: Scenario, b: Scenario): string {
  if (a.seed !== undefined && b.seed !== undefined && a.seed !== b.seed) {
    throw notTheSame([`seed ("${a.seed}" against "${b.seed}"; -s gives both the same)`]);
  }
  return a.seed ?? b.seed ?? String(randomInt(SEEDS));
}

function notTheSame(fields: readonly string[]): MedpatError {
  const more = fields.length > LISTED_FIELDS ? ` and ${fields.length - LISTED_FIELDS} more` : '';
  const named = fields.slice(0, LISTED_FIELDS).join(', ');
  return new MedpatError(
    'different-casualties',
    `The two scenarios do not have the same casualties: they differ in ${named}${more}.`,
  );
}

function comparisonText(comparison: Comparison, isAll: boolean): string {
  const { casualties, changed, moves, changes, figures } = comparison;
  const sections = [
    `${formatCount(changed)} of ${formatCount(casualties)} casualties have another outcome in B.`,
  ];
  if (moves.length > 0) {
    sections.push(
      textTable(
        [{ title: 'In A' }, { title: 'In B' }, { title: 'Casualties', align: 'right' }],
        moves.map((move) => [move.a, move.b, formatCount(move.casualties)]),
      ),
    );
    const listed = isAll ? changes : changes.slice(0, LISTED_CHANGES);
    sections.push(
      textTable(
        [
          { title: 'No.', align: 'right' },
          { title: 'Name', maxWidth: 24 },
          { title: 'Worst injury', maxWidth: 32 },
          { title: 'In A', maxWidth: 44 },
          { title: 'In B', maxWidth: 44 },
          { title: 'Why', maxWidth: 160 },
        ],
        listed.map((change) => [
          String(change.number),
          change.name,
          change.injury,
          endingText(change.a),
          endingText(change.b),
          change.reasons.join('; '),
        ]),
      ),
    );
    if (listed.length < changes.length) {
      sections.push(`… and ${formatCount(changes.length - listed.length)} more: --all lists them.`);
    }
  }
  const differing = figures.filter(({ a, b }) => a !== b);
  sections.push(
    differing.length === 0
      ? 'All figures are the same.'
      : textTable(
          [
            { title: 'Figure' },
            { title: 'Unit' },
            { title: 'A', align: 'right' },
            { title: 'B', align: 'right' },
          ],
          differing.map(({ name, unit, a, b }) => [name, unit, formatFigure(a), formatFigure(b)]),
        ),
  );
  return sections.join('\n\n');
}

function endingText({ status, minutes_since_injury: minutes, place }: Ending): string {
  const after =
    minutes < 120
      ? `${minutes} min`
      : minutes < 2880
        ? `${Math.round(minutes / 60)} h`
        : `${Math.round(minutes / 1440)} d`;
  return `${status}, ${place}, ${after}`;
}
