// Everything that can be judged without running the product. All steps run, whatever fails before them.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';

const module = (/** @type {string} */ path) => join(root, 'node_modules', path);
const tsc = module('typescript/bin/tsc');
const colours = `--colors=${process.stdout.isTTY ? 'force' : 'off'}`;
const generators = readdirSync(join(root, 'scripts')).filter((name) => /^generate-.*\.mjs$/.test(name));

/** @typedef {{ name: string, commands: readonly (readonly string[])[] }} Step */

/**
 * Two lanes for two cores: the type checks take about as long as all the rest.
 *
 * @type {readonly (readonly Step[])[]}
 */
const lanes = [
  [
    {
      name: 'types',
      commands: [
        [tsc, '-b'],
        [tsc, '-p', 'tsconfig.test.json'],
        [tsc, '-p', 'tsconfig.scripts.json'],
      ],
    },
    {
      name: 'unused code and dependencies',
      commands: [[module('knip/bin/knip.js'), '--no-progress', '--no-config-hints']],
    },
  ],
  [
    {
      name: 'format and lint',
      commands: [[module('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', colours, '.']],
    },
    {
      name: 'import rules',
      commands: [
        [
          module('dependency-cruiser/bin/dependency-cruise.mjs'),
          ...['packages', 'apps', 'tests', 'bench'].filter((folder) => existsSync(join(root, folder))),
          ...['--config', '.dependency-cruiser.cjs'],
        ],
      ],
    },
    {
      name: 'architecture and determinism',
      commands: [[module('vitest/vitest.mjs'), 'run', '--project=rules', '--reporter=dot']],
    },
    {
      name: 'generated files are up to date',
      commands: generators.map((script) => [join('scripts', script), '--check']),
    },
    { name: 'nothing unpublishable', commands: [[join('scripts', 'audit-repository.mjs')]] },
  ],
];

const started = performance.now();
const results = (await Promise.all(lanes.map(runLane))).flat();
const failed = results.filter((result) => !result.passed);

console.log(heading('summary'));
for (const { name, passed, seconds } of results) {
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`);
}
const total = ((performance.now() - started) / 1000).toFixed(1);
console.log(`\n${results.length - failed.length} of ${results.length} checks passed in ${total} s`);
if (failed.length > 0) process.exitCode = 1;

/** @param {readonly Step[]} steps */
async function runLane(steps) {
  const results = [];
  for (const { name, commands } of steps) {
    const began = performance.now();
    const outputs = [];
    let passed = true;
    for (const command of commands) {
      const { code, output } = await run(command);
      outputs.push(output);
      passed &&= code === 0;
    }
    console.log(
      heading(name) + (outputs.join('').trim() || (passed ? 'nothing to report' : 'failed in silence')),
    );
    results.push({ name, passed, seconds: (performance.now() - began) / 1000 });
  }
  return results;
}

/**
 * @param {readonly string[]} command - a JavaScript file and its arguments
 * @returns {Promise<{ code: number, output: string }>} both streams, in the order they came
 */
function run(command) {
  return new Promise((resolve, reject) => {
    const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    const child = spawn(process.execPath, command, {
      cwd: root,
      env: { ...process.env, ...colour },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** @param {string} name */
function heading(name) {
  return `\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}\n`;
}
