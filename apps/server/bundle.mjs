// What a running server needs beside its own code: the threads, the embedded database's files, the documentation viewer.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { jsonAsText } from '../../scripts/json-as-text.mjs';

const home = dirname(fileURLToPath(import.meta.url));
const { resolve } = createRequire(import.meta.url);

/** Threads run JavaScript only; each is one file, so that what it looks for beside itself is there. */
const THREADS = {
  'embedded-thread': join(home, 'src/database/embedded/embedded-thread.ts'),
  'job-thread': join(home, 'src/threads/job-thread.ts'),
};

/** Files that the libraries look for beside their code, and the viewer's two. */
const DATABASE_FILES = ['pglite.wasm', 'pglite.data', 'initdb.wasm'];
const VIEWER_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** @satisfies {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: dirname(dirname(home)),
  bundle: true,
  conditions: ['source'],
  platform: /** @type {const} */ ('node'),
  format: /** @type {const} */ ('esm'),
  target: 'node20',
  logLevel: /** @type {const} */ ('warning'),
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

/**
 * Puts everything into one folder.
 *
 * @param {string} directory
 * @returns {Promise<readonly string[]>} the bundled source files, for the list of licences
 */
export async function bundleServerAssets(directory) {
  mkdirSync(directory, { recursive: true });
  const { metafile } = await build({
    ...shared,
    plugins: [jsonAsText],
    entryPoints: THREADS,
    outdir: directory,
    metafile: true,
  });
  const database = dirname(resolve('@electric-sql/pglite'));
  for (const name of DATABASE_FILES) cpSync(join(database, name), join(directory, name));
  const viewer = join(dirname(resolve('@fastify/swagger-ui')), 'static');
  for (const name of VIEWER_FILES) cpSync(join(viewer, name), join(directory, name));
  cpSync(await prepareDatabaseFile(), join(directory, 'prepared-database.tgz'));
  return Object.keys(metafile.inputs);
}

/**
 * An embedded database with all its tables, so that nobody's first start has to make them. It takes a few seconds, so it
 * is kept until the code that makes it changes.
 *
 * @returns {Promise<string>} path of the file
 */
async function prepareDatabaseFile() {
  const cache = join(dirname(dirname(home)), 'node_modules/.cache/server');
  mkdirSync(cache, { recursive: true });
  const { outputFiles } = await build({
    ...shared,
    packages: 'external',
    entryPoints: { prepare: join(home, 'src/prepare-database.ts'), thread: THREADS['embedded-thread'] },
    outdir: cache,
    outExtension: { '.js': '.mjs' },
    write: false,
  });
  const versions = ['@electric-sql/pglite', 'pg-boss'].map((library) => readFileSync(resolve(library)));
  const hash = createHash('sha256');
  for (const content of [...outputFiles.map(({ contents }) => contents), ...versions]) hash.update(content);
  const name = hash.digest('hex').slice(0, 16);
  const target = join(cache, `prepared-${name}.tgz`);
  if (existsSync(target)) return target;
  const [prepare = '', thread = ''] = outputFiles.map(({ path, contents }) => {
    const file = path.replace(/\.mjs$/, `-${process.pid}-${name}.mjs`);
    writeFileSync(file, contents);
    return file;
  });
  const { prepareDatabase } = await import(pathToFileURL(prepare).href);
  const partial = `${target}.${process.pid}`;
  writeFileSync(partial, await prepareDatabase(pathToFileURL(thread)));
  renameSync(partial, target);
  return target;
}
