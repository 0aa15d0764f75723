// What the benchmarks share: the program as it ships, tables, and the baseline of this machine.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { bundleCli, root } from '../scripts/bundle.mjs';

export const bundles = join(root, 'node_modules/.cache/bench');
const results = join(root, 'bench/results');

export const machine = `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.versions.node}`;

/** @satisfies {import('esbuild').BuildOptions} */
export const bundling = {
  absWorkingDir: root,
  bundle: true,
  format: /** @type {const} */ ('esm'),
  target: 'node20',
  platform: /** @type {const} */ ('node'),
  conditions: ['source'],
  splitting: true,
  outdir: bundles,
  logLevel: /** @type {const} */ ('warning'),
  // Libraries written for CommonJS call require for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

/**
 * The program as a user gets it.
 *
 * @returns {Promise<string>} path of its `bin/medpat.js`
 */
export async function bundleProgram() {
  await bundleCli(join(bundles, 'cli/dist'));
  for (const entry of ['package.json', 'bin/medpat.js']) {
    const target = join(bundles, 'cli', entry);
    mkdirSync(join(target, '..'), { recursive: true });
    writeFileSync(target, readFileSync(join(root, 'apps/cli', entry)));
  }
  writeFileSync(join(bundles, 'package.json'), '{ "type": "module" }\n');
  return join(bundles, 'cli/bin/medpat.js');
}

/**
 * @param {number} value
 * @param {number} [digits]
 */
export const number = (value, digits = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/**
 * @param {readonly (readonly string[])[]} rows - the first holds the titles
 * @param {readonly number[]} [left] - columns that hold words
 */
export function printTable(rows, left = [0]) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      left.includes(column) ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
    );
    console.log(cells.join('  ').trimEnd());
  }
}

/**
 * What was kept on this machine, if anything was.
 *
 * @param {string} name - of the benchmark
 */
export function readBaseline(name) {
  const path = join(results, `${name}.json`);
  if (!existsSync(path)) return null;
  const baseline = JSON.parse(readFileSync(path, 'utf8'));
  return baseline.machine === machine ? baseline.results : null;
}

/**
 * @param {object} measured
 * @param {{ latest: string, baseline: string | null }} names - a baseline is written where it has a name
 */
export function writeResults(measured, { latest, baseline }) {
  mkdirSync(results, { recursive: true });
  const document = `${JSON.stringify({ machine, results: measured }, null, 2)}\n`;
  writeFileSync(join(results, `${latest}.json`), document);
  if (baseline !== null) writeFileSync(join(results, `${baseline}.json`), document);
}
