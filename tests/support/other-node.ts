import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './source-files.js';

/** Majors to try, in order; the one that runs the tests is left out. */
const MAJORS = [24, 22, 20];

/** A Node binary of another major, or why there is none. */
export type OtherNode =
  | { readonly binary: string; readonly version: string }
  | { readonly binary: undefined; readonly reason: string };

/** Gets a second Node from the npm registry: the `node-<platform>-<arch>` packages carry the binary alone. */
export function obtainOtherNode(): OtherNode {
  const own = Number(process.versions.node.split('.')[0]);
  const major = MAJORS.find((each) => each !== own) ?? MAJORS[0];
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = join(projectRoot, 'node_modules/.cache/other-node', String(major));
  const binary = join(folder, 'node_modules', name, 'bin', platform === 'win' ? 'node.exe' : 'node');
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const npm = spawnSync(
      platform === 'win' ? 'npm.cmd' : 'npm',
      ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${major}`],
      { cwd: folder, encoding: 'utf8', shell: platform === 'win' },
    );
    if (npm.status !== 0 || !existsSync(binary)) {
      const said = npm.stderr?.trim().split('\n').at(-1) ?? npm.error?.message;
      return { binary: undefined, reason: `npm could not install ${name}@${major}: ${said}` };
    }
  }
  const version = spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  if (!version.startsWith(`v${major}.`)) {
    return { binary: undefined, reason: `${name} does not run here: ${version}` };
  }
  return { binary, version };
}
