import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCli } from '../../scripts/bundle.mjs';
import { projectRoot } from './source-files.js';
import { findNpm } from './tools.js';

/** What a program left behind. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Bundles the CLI as it is written now and packs it as `npm pack` in its folder would.
 *
 * It works on a copy, so that it neither needs nor disturbs `apps/cli/dist`.
 *
 * @param directory - an empty folder to work in
 * @returns the tarball's path
 */
export async function packCli(directory: string): Promise<string> {
  const home = join(directory, 'package');
  mkdirSync(home, { recursive: true });
  for (const entry of ['package.json', 'bin']) {
    cpSync(join(projectRoot, 'apps/cli', entry), join(home, entry), { recursive: true });
  }
  await bundleCli(join(home, 'dist'));
  const packed = runNpm(['pack', '--json', '--pack-destination', directory], home, directory);
  if (packed.status !== 0) throw new Error(`npm pack failed: ${packed.stderr}`);
  const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }];
  return join(directory, filename);
}

/**
 * Installs a tarball with an empty cache and no registry: whatever it lacks cannot be fetched.
 *
 * @param tarball - path of the tarball
 * @param directory - an empty folder that becomes the project it is installed in
 */
export function installOffline(tarball: string, directory: string): Outcome {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{ "private": true }\n');
  return runNpm(['install', '--no-audit', '--no-fund', tarball], directory, join(directory, 'scratch'));
}

function runNpm(parameters: readonly string[], cwd: string, scratch: string): Outcome {
  const isolation = [
    '--offline',
    ...['--cache', join(scratch, 'empty-cache')],
    ...['--registry', 'http://127.0.0.1:9'],
    ...['--userconfig', join(scratch, 'no-npmrc')],
  ];
  return spawnSync(process.execPath, [findNpm(), ...parameters, ...isolation], {
    cwd,
    encoding: 'utf8',
    env: withoutNpmSettings(),
  });
}

/** Under `npm test` the environment carries npm's settings, which would undo the isolation. */
function withoutNpmSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
}
