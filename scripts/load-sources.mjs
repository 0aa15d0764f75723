// Loads the workspaces straight from their TypeScript sources, so that what is generated never lags behind a build.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './bundle.mjs';

/** @typedef {Record<string, any>} Json */

/** @satisfies {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  format: /** @type {const} */ ('esm'),
  platform: /** @type {const} */ ('node'),
  target: 'node20',
  conditions: ['source'],
  logLevel: /** @type {const} */ ('warning'),
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

/**
 * @param {string} folder - takes the bundle
 * @param {string} from - folder of the repository from which names are resolved
 * @param {readonly string[]} lines - of the module to bundle
 * @returns {Promise<Json>} its exports
 */
async function importBundled(folder, from, lines) {
  const outfile = join(folder, 'exports.mjs');
  await build({
    ...shared,
    stdin: { contents: lines.join('\n'), resolveDir: join(root, from) },
    outfile,
  });
  return await import(pathToFileURL(outfile).href);
}

/**
 * Runs `use` with the exports of a module that is written here, and clears up after it.
 *
 * @template T
 * @param {string} from - folder of the repository from which names are resolved
 * @param {readonly string[]} lines - of the module
 * @param {(exports: Json) => Promise<T> | T} use
 * @returns {Promise<T>}
 */
export async function withModule(from, lines, use) {
  const folder = mkdtempSync(join(tmpdir(), 'medpat-module-'));
  try {
    return await use(await importBundled(folder, from, lines));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs `use` with the exports of all workspaces and a way to run the CLI, and clears up after it.
 *
 * @template T
 * @param {(sources: { exports: Json, runCli: (parameters: readonly string[]) => string }) => Promise<T> | T} use
 * @returns {Promise<T>}
 */
export async function withSources(use) {
  const folder = mkdtempSync(join(tmpdir(), 'medpat-sources-'));
  try {
    mkdirSync(join(folder, 'dist'));
    copyFileSync(join(root, 'apps/cli/package.json'), join(folder, 'package.json'));
    await build({ ...shared, entryPoints: ['apps/cli/src/main.ts'], outfile: join(folder, 'dist/main.js') });
    const exports = await importBundled(folder, 'apps/cli', [
      "export * from '@medical-patients/contract';",
      "export * from '@medical-patients/reference-data';",
      "export { FAILURE_KINDS } from '@medical-patients/runner';",
      "export { createWriter, FORMATS } from '@medical-patients/writers';",
      "export { describeSettings } from '../server/src/config/settings.js';",
      "export { z } from 'zod';",
    ]);
    const runCli = (/** @type {readonly string[]} */ parameters) => {
      const { stdout, stderr, error } = spawnSync(
        process.execPath,
        [join(folder, 'dist/main.js'), ...parameters],
        {
          encoding: 'utf8',
          env: { ...process.env, NO_COLOR: '1' },
        },
      );
      if (error) throw error;
      if (stderr !== '') throw new Error(`medpat ${parameters.join(' ')}: ${stderr}`);
      return stdout;
    };
    return await use({ exports, runCli });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
