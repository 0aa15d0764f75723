// What a running server needs beside its own code: the threads, the embedded database's files, the documentation viewer.
import { cpSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const home = dirname(fileURLToPath(import.meta.url));
const { resolve } = createRequire(import.meta.url);

/** Threads run JavaScript only; each is one file, so that what it looks for beside itself is there. */
const THREADS = {
  'embedded-thread': join(home, 'src/database/embedded/embedded-thread.ts'),
  'job-thread': join(home, 'src/threads/job-thread.ts'),
};

/** Files that the libraries look for beside their code, and the viewer's two. */
const FILES = [
  ['@electric-sql/pglite', ['pglite.wasm', 'pglite.data', 'initdb.wasm']],
  ['@electric-sql/pglite-prepopulatedfs', ['prepopulatedfs.tgz']],
];
const VIEWER = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/**
 * Puts everything into one folder.
 *
 * @param {string} directory
 * @returns {Promise<readonly string[]>} the bundled source files, for the list of licences
 */
export async function bundleServerAssets(directory) {
  mkdirSync(directory, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: dirname(dirname(home)),
    entryPoints: THREADS,
    outdir: directory,
    bundle: true,
    conditions: ['source'],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    metafile: true,
    logLevel: 'warning',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  for (const [library, names] of FILES) {
    const folder = dirname(resolve(library));
    for (const name of names) cpSync(join(folder, name), join(directory, name));
  }
  const viewer = join(dirname(resolve('@fastify/swagger-ui')), 'static');
  for (const name of VIEWER) cpSync(join(viewer, name), join(directory, name));
  return Object.keys(metafile.inputs);
}
