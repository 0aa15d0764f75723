import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const source = fileURLToPath(new URL('../database/embedded/embedded-thread.ts', import.meta.url));
const cache = fileURLToPath(new URL('../../../../node_modules/.cache/server/', import.meta.url));

/** Threads run JavaScript only: compiles the thread of the embedded database as it is written now. */
export async function buildThreadEntry(): Promise<URL> {
  mkdirSync(cache, { recursive: true });
  const outfile = join(cache, `embedded-thread-${process.pid}-${process.env.VITEST_POOL_ID ?? 0}.mjs`);
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
  return pathToFileURL(outfile);
}
