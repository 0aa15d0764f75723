import { referenceData } from '@medical-patients/reference-data';
import { FINDING_KINDS, type FindingKind } from '@medical-patients/runner';
import { openRunFolder, type Verification, verifyFolder } from '@medical-patients/runner/node';
import { withFailures } from '../failures.js';
import { formatCount, formatSeconds } from '../numbers.js';
import { print, printJson } from '../output.js';
import { startProgress } from '../progress.js';
import { textTable } from '../text-table.js';

const EXIT_FAILED = 1;

/** Checks a run folder and says what was found. */
export function runVerify(
  folder: string,
  flags: { readonly quiet?: boolean; readonly json?: boolean },
): Promise<number> {
  return withFailures(flags, async () => {
    const started = performance.now();
    const run = await openRunFolder(folder);
    const progress = startProgress({
      noun: 'records',
      total: run.manifest.counts.casualties,
      isQuiet: flags.quiet === true,
    });
    try {
      const result = await verifyFolder({ run, referenceData, onProgress: progress.update });
      progress.stop();
      if (flags.json) {
        const { isSound, ...rest } = result;
        printJson({ path: run.path, sound: isSound, ...rest });
      } else {
        const seconds = (performance.now() - started) / 1000;
        if (!flags.quiet || !result.isSound) print(report(result, run.path, seconds));
      }
      return result.isSound ? 0 : EXIT_FAILED;
    } finally {
      progress.stop();
    }
  });
}

function report(result: Verification, path: string, seconds: number): string {
  const counts = new Map(result.findings.map(({ kind, count }) => [kind, count]));
  const checks = Object.keys(FINDING_KINDS)
    .filter((kind) => kind !== 'regenerated' || result.source === 'generated-again')
    .map((kind) => {
      const count = counts.get(kind as FindingKind) ?? 0;
      return [count === 0 ? 'ok' : `${formatCount(count)} wrong`, FINDING_KINDS[kind as FindingKind]];
    });
  const lines = [
    textTable([{ title: '' }, { title: '' }], checks),
    textTable(
      [
        { title: 'Structural check' },
        { title: 'Of' },
        { title: 'n', align: 'right' },
        { title: 'Wrong', align: 'right' },
        { title: 'Verdict' },
      ],
      result.rows.map((row) => [
        `${row.check} ${row.statistic}`,
        row.denominator,
        formatCount(row.n),
        formatCount(row.violations),
        row.verdict,
      ]),
    ),
  ];
  for (const { kind, count, texts } of result.findings) {
    const more = count > texts.length ? [`  … and ${formatCount(count - texts.length)} more`] : [];
    lines.push([`${FINDING_KINDS[kind]}:`, ...texts.map((text) => `  ${text}`), ...more].join('\n'));
  }
  const source = result.source === 'file' ? '' : ' (generated again from the manifest)';
  const verdict = result.isSound ? 'is sound' : 'is NOT sound';
  lines.push(
    `${path} ${verdict}: ${formatCount(result.files)} files, ${formatCount(result.records)} records${source}, ${formatSeconds(seconds)}`,
  );
  return lines.join('\n\n');
}
