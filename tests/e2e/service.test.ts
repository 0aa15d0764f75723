import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findTestServices } from '../../apps/server/src/testing/services.js';
import { listBlocks } from '../docs/markdown.js';
import { projectRoot } from '../support/source-files.js';
import { endOf, type Medpat, openMedpat } from './support/medpat.js';
import { untilReady } from './support/service.js';

const run = promisify(execFile);
const { postgresUrl } = await findTestServices();
const EXAMPLES = 'examples/sdk';

let medpat: Medpat;
let service: ChildProcess;
let folder: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  medpat = openMedpat();
  folder = mkdtempSync(join(tmpdir(), 'medpat-serve-'));
  service = medpat.start('serve', '--port', '0', '--data', join(folder, 'data'));
  const { url, key } = await untilReady(service);
  environment = { ...process.env, MEDPAT_URL: url, MEDPAT_API_KEY: key };
}, 120_000);

afterAll(async () => {
  if (service !== undefined && service.exitCode === null) {
    const ended = new Promise<number | null>((resolve) => service.on('exit', resolve));
    service.kill('SIGTERM');
    expect(await ended).toBe(0);
  }
  medpat?.remove();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe('the packed program as a service', () => {
  test('the walk-through of the documentation, with curl', async () => {
    const blocks = listBlocks('docs/how-to/run-the-service.md').filter(({ mark }) => mark === 'walk-through');
    expect(blocks.length).toBeGreaterThan(5);
    const home = join(folder, 'walk-through');
    mkdirSync(home);
    const script = ['set -euo pipefail', ...blocks.map(({ text }) => text)].join('\n');
    const { stdout } = await run('bash', ['-c', script], { cwd: home, env: environment });
    expect(stdout).toContain('event: completed');
    expect(JSON.parse(readFileSync(join(home, 'patients.json'), 'utf8'))).toHaveLength(120);
    expect(readFileSync(join(home, 'patients.zip')).subarray(0, 2).toString('latin1')).toBe('PK');
    const lines = readFileSync(join(home, 'patients.ndjson'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(1440);
  });

  test.each(readdirSync(join(projectRoot, EXAMPLES)))('examples/sdk/%s', async (name) => {
    const outfile = join(folder, name);
    await build({
      entryPoints: [join(projectRoot, EXAMPLES, name)],
      alias: { '@medical-patients/sdk': join(projectRoot, 'packages/sdk/src/index.ts') },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
    });
    const target = join(folder, `${name}.zip`);
    const { stdout } = await run(process.execPath, [outfile, target], { env: environment });
    expect(stdout).toMatch(EXPECTED[name] ?? /^$/);
  });

  test.each([
    [
      'a file where the data directory should be',
      ['--data', 'taken'],
      'taken cannot be made: a file is in the way.\n',
    ],
    [
      'an unknown host',
      ['--host', 'no.such.host.invalid', '--data', 'd'],
      /^The service cannot listen there; choose /,
    ],
  ] as const)('%s is told in a sentence', (_, parameters, sentence) => {
    writeFileSync(join(medpat.folder, 'taken'), '');
    const { code, stderr } = medpat.run('serve', '--port', '0', ...parameters);
    expect(code).toBe(1);
    expect(stderr).toMatch(sentence);
  });

  test('the link with the key goes to standard output; standard error is the log, in nothing but JSON', async () => {
    const env = { MEDPAT_LOG_FORMAT: 'json' };
    const command = [medpat.bin, 'serve', '--port', '0', '--data', join(folder, 'logged')];
    const child = spawn(process.execPath, command, { cwd: folder, env: { ...process.env, ...env } });
    let logged = '';
    child.stderr.on('data', (piece) => {
      logged += piece;
    });
    const { key } = await untilReady(child);
    child.kill('SIGTERM');
    expect(await endOf(child)).toBe(0);
    const lines = logged.trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ msg: 'the service stops' });
    for (const line of lines) expect(() => JSON.parse(line), line).not.toThrow();
    expect(logged).not.toContain(key);

    const refused = medpat.runWith({ env: { ...env, MEDPAT_RETENTION_HOURS: 'many' } }, 'serve');
    expect([refused.code, JSON.parse(refused.stderr)]).toMatchObject([2, { code: 'settings_invalid' }]);
  });

  test('wrong settings are all named, and end with code 2', () => {
    const env = { MEDPAT_DATA_DIRECTRY: 'x', MEDPAT_LOG_LEVEL: 'loud' };
    const { code, stderr } = medpat.runWith({ env }, 'serve');
    expect(code).toBe(2);
    expect(stderr).toContain('MEDPAT_DATA_DIRECTORY');
    expect(stderr).toContain('MEDPAT_LOG_LEVEL');
  });

  test.skipIf(postgresUrl === null)('a database that is not there is told, rather than waited for', () => {
    const url = new URL(postgresUrl ?? '');
    url.pathname = '/medpat-of-nobody';
    const env = { DATABASE_URL: url.href, PORT: '0', MEDPAT_DATA_DIRECTORY: join(folder, 'none') };
    const { code, stderr } = medpat.runWith({ env }, 'serve');
    expect([code, stderr.trimEnd().split('\n').at(-1)]).toEqual([
      2,
      'PostgreSQL refuses what DATABASE_URL (or PGPASSWORD) says: database "medpat-of-nobody" does not exist.',
    ]);
  });
});

/** What each example says when it works. */
const EXPECTED: Readonly<Record<string, RegExp>> = {
  'generate.mjs': /completed: .*manifest\.json[\s\S]*saved as/,
  'iterate.mjs': /^job +(\{[^}]*\})\nstream +\1\n$/,
  'cancel.mjs': /waited: TimeoutError\nstatus: cancelled/,
  'configurations.mjs': /version 2\nrefused: precondition_failed\nvalid: false, days\nran with 50 patients/,
};
