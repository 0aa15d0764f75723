// Builds every package: types by tsc, and the two bundles that hold JSON or must start fast by esbuild.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

const types = spawnSync(process.execPath, [tsc, '-b'], { cwd: root, stdio: 'inherit' });
if (types.status !== 0) process.exit(types.status ?? 1);

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
};

// JSON tables are inlined, so that no host needs an experimental JSON import.
await build({
  ...shared,
  platform: 'neutral',
  entryPoints: ['packages/reference-data/src/index.ts'],
  outfile: 'packages/reference-data/dist/index.js',
});

// One self-contained folder: the tarball needs nothing else installed.
for (const file of ['main.js', 'worker.js']) rmSync(join(root, 'apps/cli/dist', file), { force: true });
await build({
  ...shared,
  conditions: ['source'],
  entryPoints: { main: 'apps/cli/src/main.ts', worker: 'apps/cli/src/worker.ts' },
  outdir: 'apps/cli/dist',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  sourcemap: false,
  minify: false,
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
