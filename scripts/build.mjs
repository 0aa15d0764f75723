// Builds everything: types and modules by tsc, and at the same time the bundles by esbuild.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundleCli, bundleReferenceData, root } from './bundle.mjs';

const tsc = join(root, 'node_modules/typescript/bin/tsc');

/** @returns {Promise<void>} */
function compile() {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tsc, '-b'], { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`tsc -b ended with code ${code}`)),
    );
  });
}

const started = performance.now();
const results = await Promise.allSettled([
  compile(),
  bundleReferenceData(),
  bundleCli(join(root, 'apps/cli/dist')),
]);
const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
for (const failure of failures) console.error(failure instanceof Error ? failure.message : failure);
if (failures.length > 0) process.exit(1);
console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
