import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../parse.js';
import { isClassic, migrateClassic } from './migrate-classic.js';

const folder = fileURLToPath(new URL('../testing/classic/', import.meta.url));
const bodies = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe.each(bodies)('%s', (name) => {
  const text = readFileSync(`${folder}${name}`, 'utf8');

  test('migrates to its golden file', async () => {
    const migration = migrateClassic(JSON.parse(text));
    if (!migration.ok) throw new Error(JSON.stringify(migration.findings));
    const golden = { input: migration.input, warnings: migration.warnings.map(({ message }) => message) };
    await expect(`${JSON.stringify(golden, null, 2)}\n`).toMatchFileSnapshot(
      `${folder}__snapshots__/${name}`,
    );
  });

  test('is a valid scenario afterwards', () => {
    expect(isClassic(JSON.parse(text))).toBe(true);
    const result = parseScenario(text, { filename: name });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.classic).toBe(true);
    expect(result.warnings[0]?.code).toBe('migrated');
    // What a migration writes is a scenario, no longer classic.
    expect(parseScenario(JSON.stringify(result.scenario))).toMatchObject({ ok: true, classic: false });
  });
});

const front = (nations: unknown) => ({ front_configs: [{ id: 'a', nationality_distribution: nations }] });

test.each([
  [{ total_patients: 0 }, 'casualties.total must be a whole number from 1 to 10,000,000, but is 0.'],
  [
    { total_patients: 10, base_date: '2025-02-30' },
    'start "2025-02-30" does not exist: that month has 28 days.',
  ],
  [
    { injury_distribution: { Disease: 1, 'Non-Battle Injury': 1, 'Battle Injury': 1 } },
    'The injury mix sums to 3; fractions sum to about 1 (0.9 to 1.1), percentages to about 100 (90 to 110).',
  ],
  [
    { injury_distribution: { Disease: 1, Battel: 0 } },
    '"Battel" is none of the classes Disease, Non-Battle Injury and Battle Injury.',
  ],
  [
    front([{ nationality_code: 'AUS', percentage: 100 }]),
    '"AUS" is none of the 32 nations: ALB, BEL, BGR, CAN, CZE, DEU, DNK, ESP, EST, FIN, FRA, GBR, GRC, HRV, HUN, ISL, ITA, LTU, LUX, LVA, MKD, MNE, NLD, NOR, POL, PRT, ROU, SVK, SVN, SWE, TUR, USA.',
  ],
  [
    front([{ nationality_code: 'POL', percentage: 50 }]),
    'The nations of a front sums to 50; fractions sum to about 1 (0.9 to 1.1), percentages to about 100 (90 to 110).',
  ],
  [
    { warfare_types: { drone: false } },
    'warfare has no active type; set at least one of conventional, artillery, urban, guerrilla, drone, naval, cbrn, peacekeeping to true or a weight.',
  ],
  [
    { warfare_type: 'psychological' },
    'The warfare type "psychological" is unknown; known are conventional, artillery, urban, guerrilla, drone, naval, cbrn, peacekeeping.',
  ],
  [
    { environmental_conditions: { snow: true } },
    'The condition "snow" is unknown; known are rain, fog, storm, extreme_heat, extreme_cold, dust_storm, night_operations, mountainous_terrain, urban_debris.',
  ],
  [
    { total_patients: 10, tempoo: 'surge' },
    '"tempoo" is not a key of a classic configuration; did you mean "tempo"?',
  ],
  [{ front_configs: 'all' }, 'The fronts must be a list, but are "all".'],
])('%j is refused with a sentence', (body, message) => {
  const result = parseScenario(body);
  expect(result.ok ? [] : result.problems.map((problem) => problem.message)).toEqual([message]);
});

test('problems of a migrated field point at the classic line', () => {
  const result = parseScenario('{\n  "name": "x",\n  "total_patients": 0\n}');
  expect(result.ok ? [] : result.problems).toMatchObject([{ path: 'casualties.total', line: 3, column: 21 }]);
});

test('a scenario with a classic key is not taken for a classic configuration', () => {
  const result = parseScenario({ days: 8, total_patients: 500 });
  expect(result.ok ? [] : result.problems).toMatchObject([
    { code: 'unknown-key', path: 'total_patients', suggestion: 'casualties.total' },
  ]);
});
