import { parseScenario } from '@medical-patients/contract';
import { describe, expect, test } from 'vitest';
import index from '../../data/presets/index.json' with { type: 'json' };
import { findPreset, presets } from './presets.js';

const parse = (yaml: string) => {
  const result = parseScenario(yaml, { format: 'yaml' });
  if (!result.ok)
    throw new Error(result.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return result;
};

describe.each(presets.map((preset) => [preset.id, preset] as const))('preset %s', (_id, preset) => {
  test('is a scenario without a problem or warning', () => {
    expect(parse(preset.yaml).warnings).toEqual([]);
  });

  test('has the title and description of its scenario', () => {
    const { scenario } = parse(preset.yaml);
    expect(preset.title).toBe(scenario.name);
    expect(preset.description).toBe(scenario.description);
    expect(preset.description.length).toBeGreaterThan(20);
  });

  test('leaves the seed to the host and stands in a known category', () => {
    expect(parse(preset.yaml).scenario.seed).toBeUndefined();
    expect(Object.keys(index.categories)).toContain(preset.category);
  });

  test('resolves to itself when read again', () => {
    const { scenario } = parse(preset.yaml);
    const again = parseScenario(JSON.stringify(scenario), { format: 'json' });
    expect(again.ok && again.scenario).toEqual(scenario);
  });
});

test('every name leads to one preset', () => {
  const names = presets.flatMap(({ id, aliases }) => [id, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  for (const { id, aliases } of presets) {
    for (const name of [id, ...aliases, id.toUpperCase(), id.replaceAll('-', '_')]) {
      expect(findPreset(name)?.id, name).toBe(id);
    }
  }
  expect(findPreset('no-such-preset')).toBeUndefined();
});

test('the presets that the design names are there', () => {
  expect(presets.map(({ id }) => id)).toEqual([
    'default',
    'article-5',
    'lsco-battle',
    'coin-air',
    'peacekeeping',
    'mascal-day',
    'urban-assault',
    'cbrn',
    'naval',
    'artillery',
    'drone',
    'disaster',
    'arctic',
    'training',
  ]);
  expect(presets.filter(({ calibration }) => calibration).map(({ id }) => id)).toEqual([
    'lsco-battle',
    'coin-air',
    'peacekeeping',
    'mascal-day',
  ]);
});

test('the default preset is what an empty scenario resolves to, names apart', () => {
  const empty = parseScenario({});
  const { scenario } = parse(findPreset('default')?.yaml ?? '');
  expect(empty.ok && { ...empty.scenario, name: '', description: '' }).toEqual({
    ...scenario,
    name: '',
    description: '',
  });
});

test.each([
  ['default', 1440, 8],
  ['article-5', 2500, 8],
  ['peacekeeping', 500, 30],
  ['mascal-day', 275, 1],
  ['urban-assault', 3000, 5],
  ['cbrn', 1500, 3],
])('%s has %i casualties in %i days', (id, total, days) => {
  const { scenario } = parse(findPreset(id)?.yaml ?? '');
  expect(scenario.casualties.total).toBe(total);
  expect(scenario.days).toBe(days);
});

test('the mechanisms of coin-air are a hundred parts', () => {
  const weights = parse(findPreset('coin-air')?.yaml ?? '').scenario.mechanisms.guerrilla ?? {};
  expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBe(100);
});
