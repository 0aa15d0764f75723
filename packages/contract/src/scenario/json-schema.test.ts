import { describe, expect, test } from 'vitest';
import { listFields } from './fields.js';
import { FLEET_KIND_DEFAULTS } from './fleet-kinds.js';
import { scenarioJsonSchema, schemaAt } from './json-schema.js';
import { NATION_NAMES, NATIONS } from './nations.js';
import { FLEET_KINDS, WARFARE_TYPES } from './vocabulary.js';

describe('the JSON Schema', () => {
  const schema = scenarioJsonSchema();

  test('is draft 2020-12 and refuses unknown keys at every level', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    const open: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { type, properties, additionalProperties } = node as Record<string, unknown>;
      if (type === 'object' && properties !== undefined && additionalProperties !== false) open.push(path);
      for (const [key, child] of Object.entries(node)) visit(child, `${path}/${key}`);
    };
    visit(schema, '');
    expect(open).toEqual([]);
  });

  test('requires nothing at the top, so that an empty file is a scenario', () => {
    expect(schema.required ?? []).toEqual([]);
  });

  test('carries sentence, default, unit and source of a field', () => {
    expect(schemaAt(schema, ['medical', 'care', 'tourniquet_success'])).toMatchObject({
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.88,
      'x-unit': 'probability',
    });
    expect(schemaAt(schema, ['medical', 'fleets', 0, 'litters'])).toMatchObject({
      'x-default': 'by kind',
      'x-source': '5.3',
    });
    expect(schemaAt(schema, ['medical', 'nothing'])).toBeUndefined();
  });

  test('names every warfare type and nation', () => {
    expect(Object.keys(schemaAt(schema, ['warfare'])?.properties ?? {})).toEqual(WARFARE_TYPES);
    expect(Object.keys(schemaAt(schema, ['fronts', 0, 'nations'])?.properties ?? {})).toEqual(NATIONS);
  });
});

describe('the list of fields', () => {
  const fields = listFields();

  test('has a sentence and a type for each', () => {
    for (const { path, sentence, type } of fields) {
      expect(sentence, path).toMatch(/\.$/);
      expect(type, path).not.toBe('');
    }
    expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
  });

  test('has a default, or needs a value, or is one of those that the simulation fills', () => {
    const optional = new Set<string>([...NATIONS, ...WARFARE_TYPES]);
    const isParent = (path: string) => fields.some((field) => field.path.startsWith(`${path}.`));
    const silent = fields.filter(
      ({ path, default: value, required }) =>
        value === null &&
        !required &&
        !isParent(path) &&
        !optional.has(path.split('.').at(-1) ?? '') &&
        !path.startsWith('mechanisms.'),
    );
    expect(silent.map(({ path }) => path)).toEqual([
      'casualties.surviving_injury',
      'casualties.rates.campaign',
      'casualties.rates.battle',
      'special_events[].day',
      'special_events[].hour',
      'special_events[].front',
      'fronts[].population_at_risk',
      'medical.facilities[].fronts',
      'medical.facilities[].evacuates_to',
      'medical.fleets[].from',
      'medical.fleets[].to',
      'medical.fleets[].departs_every_hours',
      'medical.legs',
      'medical.legs[].kind',
    ]);
  });

  test('gives a number its unit or none of its own', () => {
    expect(fields.find(({ path }) => path === 'medical.legs[].minutes')).toEqual({
      path: 'medical.legs[].minutes',
      type: 'a number from 0 to 100,000, or a list of 3 numbers',
      required: true,
      default: null,
      unit: 'minutes',
      source: '5.3',
      sentence: 'Travel time: one number, or shortest, likeliest and longest of a triangular distribution.',
    });
    expect(fields.find(({ path }) => path === 'days')).toMatchObject({
      type: 'a whole number from 1 to 180',
      default: '8',
    });
  });
});

test('there are 32 nations, each with a name, in alphabetical order of their codes', () => {
  expect(NATIONS).toHaveLength(32);
  expect(Object.keys(NATION_NAMES)).toEqual(NATIONS);
  expect([...NATIONS].toSorted()).toEqual(NATIONS);
});

test('every kind of fleet carries somebody', () => {
  expect(Object.keys(FLEET_KIND_DEFAULTS)).toEqual(FLEET_KINDS);
  for (const { litters, seats, speed_kmh } of Object.values(FLEET_KIND_DEFAULTS)) {
    expect(litters + seats).toBeGreaterThan(0);
    expect(speed_kmh).toBeGreaterThan(0);
  }
});
