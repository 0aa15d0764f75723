import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installOffline, type Outcome, packCli } from '../support/cli-tarball.js';
import { projectRoot } from '../support/source-files.js';

let directory: string;
let project: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'medpat-tarball-'));
  project = join(directory, 'project');
  const tarball = await packCli(join(directory, 'pack'));
  const installed = installOffline(tarball, project);
  if (installed.status !== 0) throw new Error(`the tarball does not install: ${installed.stderr}`);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function runMedpat(...parameters: readonly string[]): Outcome {
  const bin = join(project, 'node_modules/medpat/bin/medpat.js');
  return spawnSync(process.execPath, [bin, ...parameters], { cwd: project, encoding: 'utf8' });
}

test('the tarball brings everything and pulls nothing', () => {
  const modules = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
  expect(modules).toEqual(['medpat']);
  const bins = readdirSync(join(project, 'node_modules/.bin'));
  expect(bins).toContain(process.platform === 'win32' ? 'medpat.cmd' : 'medpat');
});

test('it carries the licences of the libraries inside', () => {
  const licenses = readFileSync(join(project, 'node_modules/medpat/dist/third-party-licenses.txt'), 'utf8');
  for (const library of ['commander', 'yaml', 'zod'])
    expect(licenses).toMatch(new RegExp(`^${library} \\d`, 'm'));
});

test('medpat --version says the version of the package', () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'apps/cli/package.json'), 'utf8')) as {
    version: string;
  };
  const { status, stdout, stderr } = runMedpat('--version');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.trim()).toContain(version);
});

test.each([1, 2])('medpat generate works on %i threads', (threads) => {
  const out = join(project, `out-${threads}`);
  const run = runMedpat(
    ...['generate', '-p', '25', '-d', '2', '-s', '7', '-f', 'json'],
    ...['--threads', String(threads), '-o', out],
  );
  expect(run.status, run.stderr).toBe(0);
  expect(run.stderr).not.toMatch(/warning/i);
  const [name = ''] = readdirSync(out);
  const folder = join(out, name);
  expect(JSON.parse(readFileSync(join(folder, 'patients.json'), 'utf8'))).toHaveLength(25);
  expect(existsSync(join(folder, 'manifest.json'))).toBe(true);
  expect(runMedpat('verify', folder).status).toBe(0);
});
