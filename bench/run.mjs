// Measures speed and memory: `npm run bench`. Each case runs alone in a process of its own.
//
//   --full            also a million patients
//   --only TEXT       cases whose name contains the text
//   --save-baseline   keep the results as what later runs on this machine are compared with
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import {
  bundleProgram,
  bundles,
  bundling,
  machine,
  number,
  printTable,
  readBaseline,
  writeResults,
} from './report.mjs';

const { values: options } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    'save-baseline': { type: 'boolean', default: false },
  },
});
const battle = 'lsco-battle';
const exercise = 'default';

/** Columns of the earlier Python system, measured on two cores; see the README. */
const earlier = {
  'patients/s': '510–560 (newest), 1,190–1,760 (performance branch)',
  '50,000 patients': '90–98 s, 42 s',
  'peak memory, 100,000': '1,422 MiB, –',
};

/**
 * @typedef {{ name: string, kind: string, preset: string, patients: number, threads: number, formats: string[] }} Case
 * @typedef {{ patients: number, seconds: number, bytes?: number, peakMegabytes?: number }} Result
 */

/** @returns {Case[]} */
function listCases() {
  /** @type {Case[]} */
  const cases = [];
  const add = (
    /** @type {string} */ kind,
    /** @type {string} */ preset,
    /** @type {number} */ patients,
    /** @type {number} */ threads,
    /** @type {string[]} */ formats = [],
  ) => {
    const parts = [kind, preset, `${patients / 1000}k`, formats.join('+'), `${threads} thr`];
    cases.push({ name: parts.filter(Boolean).join(' '), kind, preset, patients, threads, formats });
  };
  for (const patients of [1_440, 10_000, 100_000]) {
    for (const format of ['json', 'classic', 'csv']) {
      for (const threads of [1, 2]) add('generate', battle, patients, threads, [format]);
    }
  }
  add('generate', exercise, 100_000, 2, ['json']);
  add('stringify', battle, 100_000, 1);
  add('stringify', battle, 100_000, 2);
  for (const patients of [10_000, 100_000]) add('simulate', battle, patients, 1);
  add('simulate', exercise, 100_000, 1);
  add('summary', battle, 100_000, 1);
  add('cold', exercise, 1_440, 1, ['json', 'csv']);
  // One thread, as the program takes for so few.
  add('warm', exercise, 1_440, 1, ['json', 'csv']);
  add('replication', battle, 500, 1);
  if (options.full) {
    add('simulate', battle, 1_000_000, 1);
    add('generate', battle, 1_000_000, 2, ['json']);
  }
  return cases.filter(({ name }) => name.includes(options.only));
}

async function bundleAll() {
  const program = await bundleProgram();
  await build({
    ...bundling,
    entryPoints: {
      cases: 'bench/cases.ts',
      stringify: 'bench/stringify.ts',
      worker: 'apps/cli/src/worker.ts',
    },
  });
  return program;
}

/**
 * @param {Case} one
 * @returns {Result}
 */
function measure(one) {
  if (one.kind === 'cold') return measureCold(one);
  const request = JSON.stringify({ ...one, bundles });
  const run = spawnSync(process.execPath, [join(bundles, 'cases.js'), request], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (run.status !== 0) throw new Error(`${one.name} ended with code ${run.status}`);
  return JSON.parse(run.stdout);
}

/**
 * The program as a user starts it, five times; the best, since the first ones warm the disk.
 *
 * @param {Case} one
 * @returns {Result}
 */
function measureCold({ patients, formats }) {
  const out = mkdtempSync(join(tmpdir(), 'medpat-bench-'));
  const seconds = [1, 2, 3, 4, 5].map((seed) => {
    const started = performance.now();
    const parameters = [
      'generate',
      '-p',
      String(patients),
      '-s',
      String(seed),
      '-f',
      formats.join(','),
      '-o',
      out,
      '-q',
    ];
    const { status } = spawnSync(process.execPath, [program, ...parameters], { stdio: 'inherit' });
    if (status !== 0) throw new Error(`the cold start ended with code ${status}`);
    return (performance.now() - started) / 1000;
  });
  rmSync(out, { recursive: true, force: true });
  return { patients, seconds: Math.min(...seconds) };
}

const program = await bundleAll();
console.log(`${machine}\n`);
const baseline = readBaseline('baseline');
/** @type {Record<string, Result>} */
const measured = {};
const rows = [['case', 'seconds', 'patients/s', 'MB/s', 'bytes/patient', 'peak MB', 'of baseline']];
for (const one of listCases()) {
  const result = measure(one);
  measured[one.name] = result;
  const { patients, seconds, bytes, peakMegabytes } = result;
  const before = baseline?.[one.name]?.seconds;
  rows.push([
    one.name,
    number(seconds, seconds < 1 ? 3 : 2),
    number(patients / seconds),
    bytes === undefined ? '' : number(bytes / seconds / 1e6),
    bytes === undefined ? '' : number(bytes / patients),
    peakMegabytes === undefined ? '' : number(peakMegabytes),
    before === undefined ? '' : `${number(seconds / before, 2)} ×`,
  ]);
  process.stderr.write(`${one.name}: ${number(seconds, 3)} s\n`);
}
printTable(rows);
printRatios();

/** What follows from several cases. */
function printRatios() {
  const of = (/** @type {string} */ name) => measured[name];
  const json = of(`generate ${battle} 100k json 2 thr`);
  const stringify = of(`stringify ${battle} 100k 2 thr`);
  const summary = of(`summary ${battle} 100k 1 thr`);
  console.log();
  if (json && stringify) {
    console.log(
      `json, 100,000 on two threads, against stringify alone: ${number(json.seconds / stringify.seconds, 2)} ×`,
    );
  }
  if (json && summary) {
    // The run has two threads' worth of time, the summary takes one's.
    const share = (100 * summary.seconds) / (2 * json.seconds);
    console.log(`summary and scorecard: ${number(share, 1)} % of the processor time of that run`);
  }
  const sizes = [10_000, 100_000, 1_000_000].flatMap((patients) => {
    const result = of(`generate ${battle} ${patients / 1000}k json 2 thr`);
    return result ? [`${number(patients)}: ${number((result.seconds / patients) * 1e6, 1)} µs`] : [];
  });
  if (sizes.length > 1) console.log(`time a patient, json on two threads: ${sizes.join(', ')}`);
  console.log('\nThe earlier Python system on two cores:');
  for (const [what, text] of Object.entries(earlier)) console.log(`  ${what}: ${text}`);
}

writeResults(measured, { latest: 'latest', baseline: options['save-baseline'] ? 'baseline' : null });
