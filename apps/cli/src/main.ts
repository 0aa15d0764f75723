import { existsSync, readFileSync } from 'node:fs';
import { setUpV8 } from '@medical-patients/runner/v8';
import { guardOutput } from './output.js';
import { runProgram } from './program.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
// Beside the bundle. Started from the sources there is none, and everything runs on one thread.
const workerEntry = new URL('./worker.js', import.meta.url);
const serverAssets = new URL('./server/', import.meta.url);

setUpV8();
guardOutput();
try {
  process.exitCode = await runProgram(process.argv.slice(2), {
    version,
    workerEntry: existsSync(workerEntry) ? workerEntry : null,
    serverAssets: existsSync(serverAssets) ? serverAssets : null,
  });
} catch (error) {
  // Left to itself Node shows the line of the code as well: of the bundle, whose lines have no end.
  console.error(error);
  process.exit(1);
}
