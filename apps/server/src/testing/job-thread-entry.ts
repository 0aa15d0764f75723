import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const source = fileURLToPath(new URL('../threads/job-thread.ts', import.meta.url));
const cache = fileURLToPath(new URL('../../../../node_modules/.cache/server/', import.meta.url));

/** Threads run JavaScript only: compiles the thread of the jobs, with the packages as they are written now. */
export async function buildJobThreadEntry(): Promise<URL> {
  mkdirSync(cache, { recursive: true });
  const outfile = join(cache, `job-thread-${process.pid}-${process.env.VITEST_POOL_ID ?? 0}.mjs`);
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    conditions: ['source'],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  return pathToFileURL(outfile);
}
