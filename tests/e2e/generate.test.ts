import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Medpat, openMedpat } from './support/medpat.js';

let medpat: Medpat;
beforeAll(async () => {
  medpat = openMedpat();
});
afterAll(() => medpat.remove());

const small = ['generate', '-p', '30', '-d', '2'] as const;
const inWork = (...parts: readonly string[]) => join(medpat.folder, ...parts);
const readJson = (...parts: readonly string[]) => JSON.parse(readFileSync(inWork(...parts), 'utf8'));

describe('medpat generate', () => {
  test('without any parameter writes the default exercise into ./out', () => {
    const { code, stdout, stderr } = medpat.run('generate');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    const seed = /seed (\d+)/.exec(stderr)?.[1];
    const [folder] = readdirSync(inWork('out'));
    expect(folder).toBe(`default-exercise-${seed}`);
    expect(readdirSync(inWork('out', folder ?? '')).sort()).toEqual([
      'manifest.json',
      'patients.json',
      'summary.html',
      'summary.json',
    ]);
    expect(readJson('out', folder ?? '', 'patients.json')).toHaveLength(1440);
    const manifest = readJson('out', folder ?? '', 'manifest.json');
    expect(manifest.seed).toBe(seed);
    expect(manifest.scenario.seed).toBe(seed);
    expect(manifest.scenario.medical.facilities.length).toBeGreaterThan(3);
    for (const text of ['1,440', '%KIA', '%DOW', 'Returned to duty', 'patients.json', 'patients/s']) {
      expect(stderr).toContain(text);
    }
  });

  test('the manifest knows every file, and nothing that changes from run to run', () => {
    for (const out of ['one', 'two']) {
      expect(medpat.run(...small, '-s', 'same', '-f', 'json,ndjson,csv,classic', '-o', out).code).toBe(0);
    }
    const text = readFileSync(inWork('one', 'default-exercise-same', 'manifest.json'), 'utf8');
    expect(readFileSync(inWork('two', 'default-exercise-same', 'manifest.json'), 'utf8')).toBe(text);
    const { files, dataset_id } = JSON.parse(text);
    const listed = files.map((file: { path: string }) => file.path).sort();
    const present = readdirSync(inWork('one', 'default-exercise-same'), {
      recursive: true,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name).slice(inWork('one', 'default-exercise-same').length + 1),
      );
    expect([...listed, 'manifest.json'].sort()).toEqual(
      present.map((path) => path.replaceAll('\\', '/')).sort(),
    );
    for (const { path, bytes, sha256 } of files) {
      const content = readFileSync(inWork('one', 'default-exercise-same', path));
      expect(content.length, path).toBe(bytes);
      expect(createHash('sha256').update(content).digest('hex'), path).toBe(sha256);
    }
    const records = readJson('one', 'default-exercise-same', 'patients.json');
    expect(records.map((record: { id: string }) => record.id)).toEqual(
      Array.from({ length: 30 }, (_, index) => `${dataset_id}-${index + 1}`),
    );
  });

  test('the formats hold the same casualties', () => {
    expect(medpat.run(...small, '-s', '5', '-f', 'json,ndjson,csv,classic', '-o', 'formats').code).toBe(0);
    const run = ['formats', 'default-exercise-5'] as const;
    const records = readJson(...run, 'patients.json');
    const lines = readFileSync(inWork(...run, 'patients.ndjson'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(records);
    const rows = parse(readFileSync(inWork(...run, 'csv', 'patients.csv')), { columns: true, bom: true });
    expect(rows).toHaveLength(30);
    expect(readJson(...run, 'classic', 'patients.json')).toHaveLength(30);
  });

  test('different seeds give different casualties, 42 and "42" the same', () => {
    writeFileSync(inWork('number.yaml'), 'name: Same\nseed: 42\ncasualties: { total: 20 }\ndays: 2\n');
    writeFileSync(inWork('text.yaml'), 'name: Same\nseed: "42"\ncasualties: { total: 20 }\ndays: 2\n');
    expect(medpat.run('generate', 'number.yaml', '-o', 'seed-number').code).toBe(0);
    expect(medpat.run('generate', 'text.yaml', '-o', 'seed-text').code).toBe(0);
    expect(medpat.run('generate', 'text.yaml', '-s', '43', '-o', 'seed-other').code).toBe(0);
    const hash = (out: string, seed: string) =>
      readJson(out, `same-${seed}`, 'manifest.json').files[0].sha256;
    expect(hash('seed-text', '42')).toBe(hash('seed-number', '42'));
    expect(hash('seed-other', '43')).not.toBe(hash('seed-number', '42'));
  });

  test('the last of a repeated option wins', () => {
    const { code } = medpat.run(
      ...['generate', '-p', '10', '-p', '12', '-s', 'a', '-s', 'b', '-f', 'csv', '-f', 'ndjson'],
      ...['-o', 'no', '-o', 'last', '--set', 'days=1', '--set', 'days=2'],
    );
    expect(code).toBe(0);
    expect(existsSync(inWork('no'))).toBe(false);
    const manifest = readJson('last', 'default-exercise-b', 'manifest.json');
    expect(manifest.options.formats).toEqual(['ndjson']);
    expect(manifest.counts.casualties).toBe(12);
    expect(manifest.scenario.days).toBe(2);
  });

  test('an existing run is not overwritten without --force', () => {
    expect(medpat.run(...small, '-s', '1', '-o', 'twice').code).toBe(0);
    const before = readFileSync(inWork('twice/default-exercise-1/manifest.json'), 'utf8');
    const again = medpat.run('generate', '-p', '31', '-s', '1', '-o', 'twice');
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('--force');
    expect(again.stderr.trim().split('\n')).toHaveLength(1);
    expect(readFileSync(inWork('twice/default-exercise-1/manifest.json'), 'utf8')).toBe(before);
    expect(medpat.run('generate', '-p', '31', '-s', '1', '-o', 'twice', '--force').code).toBe(0);
    expect(readJson('twice/default-exercise-1/manifest.json').counts.casualties).toBe(31);
    expect(readdirSync(inWork('twice'))).toEqual(['default-exercise-1']);
  });

  test('--force does not replace a folder that is no run', () => {
    mkdirSync(inWork('mine/default-exercise-1'), { recursive: true });
    writeFileSync(inWork('mine/default-exercise-1/thesis.txt'), 'years of work');
    const { code, stderr } = medpat.run(...small, '-s', '1', '-o', 'mine', '--force');
    expect(code).toBe(1);
    expect(stderr).toContain('not a run folder');
    expect(readdirSync(inWork('mine/default-exercise-1'))).toEqual(['thesis.txt']);
  });

  test('--json prints one document on standard output, --quiet nothing at all', () => {
    const json = medpat.run(...small, '-s', '1', '-o', 'json', '--json', '--quiet');
    expect(json.stderr).toBe('');
    const result = JSON.parse(json.stdout);
    expect(result).toMatchObject({ seed: '1', casualties: 30, formats: ['json'] });
    expect(existsSync(join(result.path, 'manifest.json'))).toBe(true);
    const quiet = medpat.run(...small, '-s', '2', '-o', 'json', '--quiet');
    expect(quiet).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('-o - streams a single format to standard output', () => {
    const { code, stdout, stderr } = medpat.run(...small, '-s', '9', '-f', 'ndjson', '-o', '-');
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(30);
    expect(stderr).toContain('seed 9');
    expect(medpat.run(...small, '-s', '9', '-f', 'ndjson', '-o', 'streamed').code).toBe(0);
    expect(readFileSync(inWork('streamed/default-exercise-9/patients.ndjson'), 'utf8')).toBe(stdout);
    expect(existsSync(inWork('-'))).toBe(false);
  });

  test('a scenario comes from standard input too', () => {
    const scenario = 'name: Piped\ncasualties: { total: 5 }\ndays: 1\n';
    const { code } = medpat.runWith({ input: scenario }, 'generate', '-', '-s', '1', '-o', 'piped');
    expect(code).toBe(0);
    expect(readJson('piped/piped-1/patients.json')).toHaveLength(5);
  });

  test('a configuration of the earlier system gives classic records, and says what had no effect', () => {
    const configuration = {
      name: 'Old',
      total_patients: 40,
      days_of_fighting: 3,
      injury_mix: { 'Battle Injury': 0.5, Disease: 0.3, 'Non-Battle Injury': 0.2 },
      kia_rate: 0.2,
    };
    writeFileSync(inWork('old.json'), JSON.stringify(configuration));
    const { code, stderr } = medpat.run('generate', 'old.json', '-s', '1', '-o', 'old');
    expect(code).toBe(0);
    expect(stderr).toContain('kia_rate');
    expect(readdirSync(inWork('old/old-1')).sort()).toEqual([
      'classic',
      'manifest.json',
      'summary.html',
      'summary.json',
    ]);
    const [first] = readJson('old/old-1/classic/patients.json');
    expect(first).toMatchObject({ id: 0 });
  });
});

describe('what is wrong gets a sentence and exit code 2', () => {
  // The same for every mistake on the command line and in a file: `apps/cli/src/program.test.ts`.
  test.each([
    [['generate', '-p', 'many'], '-p takes a whole number'],
    [['generate', 'absent.yaml'], 'There is no file absent.yaml'],
    [['generate', '--encrypt'], 'password'],
    [['generator'], 'generate'],
  ])('%j', (parameters, sentence) => {
    const { code, stdout, stderr } = medpat.run(...parameters);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('an unknown variable of ours is a problem', () => {
    const { code, stderr } = medpat.runWith({ env: { MEDPAT_PASWORD: 'x' } }, ...small);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean MEDPAT_PASSWORD?');
  });

  test('with --json the problems are data', () => {
    const { code, stdout } = medpat.runWith({ input: 'dayz: 3' }, 'generate', '-', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'input-problems',
      problems: [{ code: 'unknown-key', suggestion: 'days', line: 1 }],
    });
  });
});
