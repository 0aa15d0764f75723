import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Medpat, openMedpat } from './support/medpat.js';

let medpat: Medpat;
beforeAll(async () => {
  medpat = openMedpat();
  writeFileSync(inWork('a.yaml'), medpat.run('presets', 'training').stdout);
  for (const format of ['json', 'ndjson', 'csv']) {
    expect(medpat.run('generate', 'a.yaml', '-s', '1', '-f', format, '-o', `run-${format}`).code).toBe(0);
  }
});
afterAll(() => medpat.remove());

const inWork = (...parts: readonly string[]) => join(medpat.folder, ...parts);
const change = (path: string, from: string | RegExp, to: string) => {
  const text = readFileSync(inWork(path), 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  writeFileSync(inWork(path), changed);
};
const copy = (from: string, to: string, edit: (text: string) => string) =>
  writeFileSync(inWork(to), edit(readFileSync(inWork(from), 'utf8')));

describe('help', () => {
  test('of the program lists the commands; nothing at all is wrong usage', () => {
    const { code, stdout } = medpat.run('--help');
    expect(code).toBe(0);
    for (const command of [
      'generate',
      'presets',
      'check',
      'schema',
      'summary',
      'study',
      'compare',
      'verify',
    ]) {
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    }
    expect(medpat.run('help', 'study').stdout).toContain('Examples:');
    expect(medpat.run().code).toBe(2);
  });
});

describe('medpat presets', () => {
  test('lists them all, and prints one that can be started from', () => {
    const { code, stdout } = medpat.run('presets');
    expect(code).toBe(0);
    const ids = JSON.parse(medpat.run('presets', '--json').stdout).map(({ id }: { id: string }) => id);
    expect(ids).toContain('default');
    for (const id of ids) expect(stdout).toContain(id);
    const yaml = medpat.run('presets', 'NATO_Article_5');
    expect(yaml.stdout).toContain('# ');
    expect(medpat.runWith({ input: yaml.stdout }, 'check', '-').code).toBe(0);
  });

  test('an unknown one gets the list', () => {
    const { code, stderr } = medpat.run('presets', 'atlantis');
    expect(code).toBe(2);
    expect(stderr).toContain('lsco-battle');
  });
});

describe('medpat check', () => {
  test('says what a scenario will produce, the doctrinal laydown included', () => {
    const { code, stdout } = medpat.run('check', 'default');
    expect(code).toBe(0);
    for (const text of ['1,440', 'Poland', 'Role 2', 'Role 4', 'ground ambulance', 'valid scenario']) {
      expect(stdout).toContain(text);
    }
  });

  test('lists every problem', () => {
    copy('a.yaml', 'bad.yaml', (text) =>
      text.replace('days: 2', 'dayz: 2').replace('total: 100', 'total: -1'),
    );
    const { code, stderr } = medpat.run('check', 'bad.yaml');
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.yaml:\d+:\d+: .*dayz/);
    expect(stderr).toMatch(/bad\.yaml:\d+:\d+: .*total/);
  });

  test('--json gives the scenario as it would run', () => {
    const { scenario } = JSON.parse(medpat.run('check', 'default', '--json', '-p', '77').stdout);
    expect(scenario.casualties.total).toBe(77);
    expect(scenario.medical.fleets.length).toBeGreaterThan(0);
  });
});

test('medpat schema prints a JSON Schema, and a table of all fields', () => {
  const schema = JSON.parse(medpat.run('schema').stdout);
  expect(schema.$schema).toContain('2020-12');
  expect(Object.keys(schema.properties)).toContain('casualties');
  expect(medpat.run('schema', '--fields').stdout).toContain('medical.fleets[].vehicles');
});

describe('medpat summary', () => {
  test('prints figures and scorecard', () => {
    const { code, stdout } = medpat.run('summary', 'run-json');
    expect(code).toBe(0);
    for (const text of [
      'By day',
      '%KIA',
      'Minutes from injury',
      'Role 2 Basic',
      'Ambulances',
      'Scorecard',
      'F:',
    ]) {
      expect(stdout).toContain(text);
    }
    expect(JSON.parse(medpat.run('summary', 'run-json', '--json').stdout).totals.casualties).toBe(100);
  });

  test('what is no run is refused with the reason', () => {
    for (const seed of ['1', '2']) medpat.run('generate', 'a.yaml', '-s', seed, '-o', 'several');
    for (const [path, reason] of [
      ['absent', 'There is no folder'],
      ['a.yaml', 'not a folder'],
      ['several', 'holds several runs: training-exercise-1, training-exercise-2'],
      ['.', 'has no manifest.json'],
    ] as const) {
      const { code, stderr } = medpat.run('summary', path);
      expect(code).toBe(2);
      expect(stderr).toContain(reason);
    }
  });
});

describe('medpat study', () => {
  test('gives bands, the same for one thread and two', () => {
    const study = (threads: string) =>
      medpat.run('study', 'a.yaml', '-r', '6', '-s', '1', '--threads', threads, '--json', '-q');
    const one = study('1');
    expect(one.code).toBe(0);
    expect(study('2').stdout).toBe(one.stdout);
    const bands = JSON.parse(one.stdout);
    expect(bands.replications).toBe(6);
    const killed = bands.figures.find(({ id }: { id: string }) => id === 'kia');
    expect(killed.p5).toBeLessThanOrEqual(killed.p50);
    expect(killed.p50).toBeLessThanOrEqual(killed.p95);
    expect(medpat.run('study', 'a.yaml', '-r', '2', '-s', '1').stdout).toContain('Killed in action');
  });

  test('takes a number of replications that makes sense', () => {
    expect(medpat.run('study', 'a.yaml', '-r', '0').code).toBe(2);
    expect(medpat.run('study', 'a.yaml', '-r', 'many').code).toBe(2);
  });
});

describe('medpat compare', () => {
  test('names who fares differently, and why', () => {
    copy('a.yaml', 'fewer.yaml', (text) => text.replace('vehicles: 4', 'vehicles: 1'));
    const { code, stdout } = medpat.run('compare', 'a.yaml', 'fewer.yaml', '-s', '3', '--json', '-q');
    expect(code).toBe(0);
    const comparison = JSON.parse(stdout);
    expect(comparison.casualties).toBe(100);
    expect(comparison.changed).toBe(comparison.changes.length);
    expect(comparison.changed).toBeGreaterThan(0);
    for (const change of comparison.changes) {
      expect(change.a.status).not.toBe(change.b.status);
      expect(change.reasons.length).toBeGreaterThan(0);
    }
    const moved = comparison.moves.reduce(
      (sum: number, move: { casualties: number }) => sum + move.casualties,
      0,
    );
    expect(moved).toBe(comparison.changed);
    const text = medpat.run('compare', 'a.yaml', 'fewer.yaml', '-s', '3').stdout;
    expect(text).toContain(`${comparison.changed} of 100 casualties`);
    expect(text).toContain('Ambulances: missions');
  });

  test('a scenario with itself: nobody', () => {
    expect(medpat.run('compare', 'a.yaml', 'a.yaml', '-s', '3').stdout).toContain('0 of 100 casualties');
  });

  test.each([
    ['intensity: medium', 'intensity: low', 'intensity'],
    ['days: 2', 'days: 3', 'days'],
    ['BEL: 0.5', 'BEL: 0.4', 'fronts[0].nations'],
  ])('%s against %s is refused, naming the field', (from, to, field) => {
    copy('a.yaml', 'other.yaml', (text) => text.replace(from, to));
    const { code, stderr } = medpat.run('compare', 'a.yaml', 'other.yaml', '-s', '3');
    expect(code).toBe(2);
    expect(stderr).toContain(field);
    expect(stderr).toContain('do not have the same casualties');
  });
});

describe('medpat verify', () => {
  test.each(['json', 'ndjson', 'csv'])('a run with %s is sound', (format) => {
    const { code, stdout } = medpat.run('verify', `run-${format}`, '--json', '-q');
    const result = JSON.parse(stdout);
    expect(result.findings).toEqual([]);
    expect(result).toMatchObject({ sound: true, records: 100 });
    expect(result.source).toBe(format === 'csv' ? 'generated-again' : 'file');
    expect(
      result.rows.map(({ check, verdict }: { check: number; verdict: string }) => [check, verdict]),
    ).toEqual([35, 36, 37, 38, 40].map((check) => [check, 'pass']));
    expect(code).toBe(0);
  });

  const run = 'damaged/training-exercise-1';
  const damage = (edit: () => void): string[] => {
    rmSync(inWork('damaged'), { recursive: true, force: true });
    cpSync(inWork('run-json'), inWork('damaged'), { recursive: true });
    edit();
    const { code, stdout } = medpat.run('verify', 'damaged', '--json', '-q');
    expect(code).toBe(1);
    const { findings } = JSON.parse(stdout);
    return findings.map(({ kind }: { kind: string }) => kind);
  };

  test('a changed byte is found', () => {
    expect(damage(() => change(`${run}/patients.json`, '"age":', '"agE":'))).toEqual([
      'file',
      'record-shape',
      'summary',
    ]);
  });
  test('a missing record is found', () => {
    expect(damage(() => change(`${run}/patients.json`, /\n\{.*\},\n/, '\n'))).toEqual([
      'file',
      'sequence',
      'summary',
    ]);
  });
  test('a record that breaks an invariant is found', () => {
    const kinds = damage(() => change(`${run}/patients.json`, /"diastolic":\d+/, '"diastolic":250'));
    expect(kinds).toContain('file');
    expect(kinds).toContain('invariant');
  });
  test('a changed summary is found', () => {
    expect(damage(() => change(`${run}/summary.json`, /"kia": \d+/, '"kia": 99'))).toEqual([
      'file',
      'summary',
    ]);
  });
  test('a missing file and one too many are found', () => {
    const kinds = damage(() => {
      rmSync(inWork(run, 'summary.html'));
      writeFileSync(inWork(run, 'notes.txt'), '');
    });
    expect(kinds).toEqual(['file']);
  });
  test('without --json it says what is wrong in words', () => {
    const { code, stdout } = medpat.run('verify', 'damaged');
    expect(code).toBe(1);
    expect(stdout).toContain('summary.html: missing');
    expect(stdout).toContain('NOT sound');
  });
});

describe('the environment', () => {
  test('may hold the variables of the service and of its clients, and no misspelt one', () => {
    const env = {
      DATABASE_URL: 'postgres://medpat@db/medpat',
      MEDPAT_DATA_DIRECTORY: '/data',
      MEDPAT_LOG_LEVEL: 'loud',
      MEDPAT_SECRET_KEY: 'no key at all',
      MEDPAT_URL: 'http://127.0.0.1:8000',
      MEDPAT_API_KEY: 'x',
    };
    const generate = ['generate', 'a.yaml', '-s', '1', '-o', '-', '-q'] as const;
    const outcome = medpat.runWith({ env }, ...generate);
    expect(outcome).toEqual(medpat.run(...generate));
    expect([outcome.code, outcome.stderr]).toEqual([0, '']);
    expect(medpat.runWith({ env: { ...env, MEDPAT_LOG_LEVL: 'info' } }, ...generate)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'The variable MEDPAT_LOG_LEVL is not one of ours. Did you mean MEDPAT_LOG_LEVEL?\n',
    });
  });
});
