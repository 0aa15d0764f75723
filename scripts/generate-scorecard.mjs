// Writes docs/reference/scorecard.md: every published check against pooled runs of the calibration presets. The runs
// take a minute or two; `--seeds 2` pools the first two seeds, for a quick look. With --check they are not repeated: it
// tells whether checks, bands and versions of the written page are those of the tables, and whether the model that ran
// is today's.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';
import { withModule } from './load-sources.mjs';
import { frameOf, scorecardPage } from './scorecard-page.mjs';

/** @typedef {Record<string, any>} Json */

const target = join(root, 'docs/reference/scorecard.md');
const MODULE = [
  "export * from './support/pooled-scorecard.js';",
  "export { CALIBRATION_IDS, presetScenario } from './support/simulated.js';",
  "export { ENGINE_VERSION } from '@medical-patients/engine';",
  "export { REFERENCE_DATA_VERSION } from '@medical-patients/reference-data';",
];

/** @param {Json} sources */
function check(sources) {
  const written = existsSync(target) ? readFileSync(target, 'utf8').replaceAll('\r\n', '\n') : '';
  const expected = sources.CALIBRATION_IDS.map((/** @type {string} */ id) => ({
    id,
    scorecard: sources.emptyScorecard(id),
  }));
  const stale = frameOf(sources, expected).filter((line) => !written.includes(line));
  if (stale.length === 0) return;
  process.stderr.write(
    `docs/reference/scorecard.md is out of date (${stale.length} lines, first: ${stale[0]}): run node scripts/generate-scorecard.mjs\n`,
  );
  process.exitCode = 1;
}

/** @param {Json} sources */
function write(sources) {
  const asked = process.argv.indexOf('--seeds');
  const count = asked < 0 ? sources.SCORECARD_SEEDS.length : Number(process.argv[asked + 1]);
  const seeds = sources.SCORECARD_SEEDS.slice(0, count);
  const presets = sources.CALIBRATION_IDS.map((/** @type {string} */ id) => {
    process.stderr.write(`${id}: ${seeds.length} seeds …\n`);
    return { id, ...sources.pooledScorecard(id, seeds) };
  });
  writeFileSync(target, scorecardPage(sources, presets, seeds));
}

await withModule('tests', MODULE, process.argv.includes('--check') ? check : write);
