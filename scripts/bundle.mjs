// The two bundles: the CLI, self-contained, and the reference data with its JSON inside.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleServerAssets } from '../apps/server/bundle.mjs';
import { jsonAsText } from './json-as-text.mjs';

/** The repository's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @satisfies {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  format: /** @type {const} */ ('esm'),
  target: 'node20',
  logLevel: /** @type {const} */ ('warning'),
};

/**
 * JSON tables are inlined, so that no host needs an experimental JSON import.
 *
 * @returns {Promise<void>}
 */
export async function bundleReferenceData() {
  await build({
    ...shared,
    platform: 'neutral',
    entryPoints: ['packages/reference-data/src/index.ts'],
    outfile: 'packages/reference-data/dist/index.js',
  });
}

/**
 * Bundles the CLI straight from the TypeScript sources, libraries and all: its tarball needs nothing beside it.
 *
 * @param {string} directory - where `main.js`, `worker.js`, their shared chunks and the licence texts go
 * @returns {Promise<void>}
 */
export async function bundleCli(directory) {
  rmSync(join(directory, 'chunks'), { recursive: true, force: true });
  const { metafile } = await build({
    ...shared,
    platform: 'node',
    conditions: ['source'],
    entryPoints: { main: 'apps/cli/src/main.ts', worker: 'apps/cli/src/worker.ts' },
    outdir: directory,
    splitting: true,
    plugins: [jsonAsText],
    // A native driver that nobody needs beside the JavaScript one.
    external: ['pg-native'],
    minifyWhitespace: true,
    minifySyntax: true,
    chunkNames: 'chunks/[name]-[hash]',
    metafile: true,
    // Libraries written for CommonJS call require for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  const beside = await bundleServerAssets(join(directory, 'server'));
  const inputs = [...Object.keys(metafile.inputs), ...beside];
  writeFileSync(join(directory, 'third-party-licenses.txt'), collectLicenses(inputs));
}

/**
 * @param {readonly string[]} inputs - paths of bundled files, relative to the repository
 * @returns {string} the licence text of every library among them
 */
function collectLicenses(inputs) {
  const libraries = new Set(
    inputs.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
  );
  const texts = [...libraries].sort().map((library) => {
    const home = join(root, library);
    const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    const file = existsSync(home) && readdirSync(home).find((name) => /^licen[cs]e([.-]\w+)?$/i.test(name));
    if (!file && !manifest.license) throw new Error(`${library} ships in the bundle and names no licence`);
    const text = file
      ? readFileSync(join(home, file), 'utf8').replaceAll('\r\n', '\n').trim()
      : `The package brings no text of its own: ${manifest.license}, by ${authorOf(manifest)}.`;
    return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * @param {{ author?: string | { name: string }, homepage?: string }} manifest
 * @returns {string}
 */
function authorOf({ author, homepage }) {
  if (typeof author === 'string') return author;
  return author?.name ?? homepage ?? 'its authors';
}
