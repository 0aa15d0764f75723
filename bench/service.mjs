// Measures the service under load: `npm run bench:service`. Real processes on PostgreSQL, Redis and the embedded
// database. Where they are: MEDPAT_TEST_DATABASE_URL and MEDPAT_TEST_REDIS_URL, else the standard local ports.
//
//   --only TEXT       cases whose name contains the text: start, embedded, jobs, memory, load
//   --seconds N       how long the load is measured
//   --profile DIR     processor profiles of the processes under test go there (they make them slower)
//   --save-baseline   keep the results as what later runs on this machine are compared with
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
    only: { type: 'string', default: '' },
    seconds: { type: 'string', default: '45' },
    profile: { type: 'string' },
    'save-baseline': { type: 'boolean', default: false },
  },
});
const postgresUrl = process.env.MEDPAT_TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const redisUrl = process.env.MEDPAT_TEST_REDIS_URL ?? 'redis://127.0.0.1:6379/5';

const program = await bundleProgram();
await build({
  ...bundling,
  // Drivers of the databases are used as they are installed.
  external: ['pg', 'ioredis'],
  entryPoints: { 'service-cases': 'bench/service/cases.ts', 'load-client': 'bench/service/load-client.ts' },
});
const cases = await import(pathToFileURL(join(bundles, 'service-cases.js')).href);
const folder = mkdtempSync(join(tmpdir(), 'medpat-bench-'));
const common = {
  program:
    options.profile === undefined ? [program] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`, program],
  folder,
  postgresUrl,
  redisUrl,
  loadClient: join(bundles, 'load-client.js'),
  loadSeconds: Number(options.seconds),
};

// A signal ends in order what has been started.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

console.log(`${machine}\n`);
const baseline = readBaseline('service-baseline');
/** @type {Record<string, { value: number | null, unit: string }>} */
const measured = {};
const rows = [['what', 'measured', 'asked', '', 'of baseline', 'how']];
const named = {
  start: cases.measureEmbeddedStart,
  embedded: cases.measureEmbedded,
  jobs: cases.measureJobs,
  memory: cases.measureMemory,
  load: cases.measureUnderLoad,
};
try {
  for (const [name, measure] of Object.entries(named)) {
    if (!name.includes(options.only)) continue;
    process.stderr.write(`${name} …\n`);
    for (const { what, value, unit, atLeast, note = '' } of await measure(common)) {
      measured[what] = { value, unit };
      const digits = unit === 's' ? 2 : unit === 'ms' || unit === '%' ? 1 : 0;
      const before = baseline?.[what]?.value;
      const limit = atLeast === undefined ? '' : `${unit === '%' ? '≥' : '<'} ${atLeast} ${unit}`.trim();
      const isMet =
        atLeast === undefined || (value !== null && (unit === '%' ? value >= atLeast : value < atLeast));
      rows.push([
        what,
        value === null ? 'none' : `${number(value, digits)} ${unit}`.trim(),
        limit,
        isMet ? '' : 'missed',
        !before || value === null ? '' : `${number(value / before, 2)} ×`,
        note,
      ]);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
printTable(rows, [0, 3, 5]);
writeResults(measured, {
  latest: 'service-latest',
  baseline: options['save-baseline'] ? 'service-baseline' : null,
});
