// Writes the pages of docs/reference from the schemas, tables and commands themselves. With --check it only tells
// whether the written pages are up to date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './bundle.mjs';
import { withSources } from './load-sources.mjs';
import {
  cliPage,
  formatsPage,
  presetsPage,
  problemsPage,
  recordPage,
  scenarioPage,
  summaryPage,
} from './reference-pages.mjs';
import { parametersPage } from './reference-parameters.mjs';
import { settingsPage } from './reference-settings.mjs';

const pages = await withSources(({ exports, runCli }) => ({
  'scenario.md': scenarioPage(exports),
  'record.md': recordPage(exports),
  'summary.md': summaryPage(exports),
  'formats.md': formatsPage(exports),
  'presets.md': presetsPage(exports),
  'parameters.md': parametersPage(exports),
  'cli.md': cliPage(runCli),
  'problems.md': problemsPage(exports),
  'settings.md': settingsPage(exports),
}));

const isCheck = process.argv.includes('--check');
for (const [name, text] of Object.entries(pages)) {
  const target = join(root, 'docs/reference', name);
  const written = existsSync(target) ? readFileSync(target, 'utf8').replaceAll('\r\n', '\n') : '';
  if (written === text) continue;
  if (isCheck) {
    process.stderr.write(`docs/reference/${name} is out of date: run node scripts/generate-reference.mjs\n`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
