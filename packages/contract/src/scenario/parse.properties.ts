import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical.js';
import { isClassic } from './classic/migrate-classic.js';
import type { ParseResult } from './parse.js';
import { parseScenario } from './parse.js';
import { WHOLE_SCENARIO } from './testing/scenario-texts.js';
import { timeBestOf } from './testing/time-best-of.js';

/** Mutated inputs in all; the long tests raise the number. */
const runs = Number(process.env.MEDPAT_FUZZ_RUNS ?? 2000);
/** The same inputs each time, unless a seed asks for others. */
const seed = Number(process.env.MEDPAT_FUZZ_SEED ?? 20_261_125);
const share = (fraction: number) => ({ numRuns: Math.ceil(runs * fraction), seed });
const MAX_MILLISECONDS = 1000;

/** A clear answer: a scenario, or problems with sentences. Never a throw, never a hang. */
function expectClearAnswer(input: unknown, filename?: string): ParseResult {
  const { result, elapsedMs } = timeBestOf(MAX_MILLISECONDS, () =>
    parseScenario(input, filename === undefined ? {} : { filename }),
  );
  expect(elapsedMs).toBeLessThan(MAX_MILLISECONDS);
  if (result.ok) {
    const json = canonicalJson(result.scenario);
    const again = parseScenario(json, { format: 'json' });
    expect(again.ok && canonicalJson(again.scenario)).toBe(json);
  } else {
    expect(result.problems.length).toBeGreaterThan(0);
    for (const { code, message, line, column } of result.problems) {
      expect(code).toMatch(/^[a-z-]+$/);
      expect(message.length).toBeGreaterThan(10);
      expect(message.length).toBeLessThan(1000);
      if (line !== undefined) expect(line).toBeGreaterThan(0);
      if (column !== undefined) expect(column).toBeGreaterThan(0);
    }
  }
  return result;
}

const whole = JSON.parse(
  JSON.stringify((parseScenario(WHOLE_SCENARIO) as { scenario: object }).scenario),
) as object;
const lines = WHOLE_SCENARIO.split('\n');

/** Every path of a value, for a mutation to choose from. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys: (string | number)[] = Array.isArray(value)
    ? value.map((_, index) => index)
    : Object.keys(value);
  return [
    path,
    ...keys.flatMap((key) => pathsOf((value as Record<string | number, unknown>)[key], [...path, key])),
  ];
}

const paths = pathsOf(whole).filter((path) => path.length > 0);

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    'north',
    'r1',
    'r3',
    'POL',
    0,
    -1,
    0.5,
    1e9,
    1e308,
    Number.NaN,
    Infinity,
    [],
    {},
    [null],
    [[]],
    { a: 1 },
    '2026-02-30',
    '__proto__',
    'constructor',
    [1, 2, 3],
    ['r2'],
    ['north', 'r9'],
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

function mutate(
  path: readonly (string | number)[],
  change: { readonly how: 'set' | 'delete' | 'rename' | 'copy'; readonly to: unknown },
) {
  const root = structuredClone(whole) as Record<string | number, unknown>;
  let target: Record<string | number, unknown> = root;
  for (const key of path.slice(0, -1)) {
    const child = target[key];
    if (typeof child !== 'object' || child === null) return root;
    target = child as Record<string | number, unknown>;
  }
  const key = path.at(-1) ?? '';
  if (change.how === 'set') target[key] = change.to;
  else if (change.how === 'copy' && Array.isArray(target)) target.push(structuredClone(target[key]));
  else if (change.how === 'rename' && !Array.isArray(target)) {
    target[`${key}x`] = target[key];
    delete target[key];
  } else if (Array.isArray(target)) target.splice(Number(key), 1);
  else delete target[key];
  return root;
}

const mutation = fc.record({
  path: fc.constantFrom(...paths),
  change: fc.record({
    how: fc.constantFrom('set' as const, 'delete' as const, 'rename' as const, 'copy' as const),
    to: nasty,
  }),
});

describe('a mutated scenario gets a clear answer', () => {
  test('as a value', () => {
    fc.assert(
      fc.property(mutation, ({ path, change }) => {
        expectClearAnswer(mutate(path, change));
      }),
      share(0.3),
    );
  });

  test('as JSON text with two mutations', () => {
    fc.assert(
      fc.property(mutation, mutation, (first, second) => {
        const text = JSON.stringify(
          Object.assign(mutate(first.path, first.change), mutate(second.path, second.change)),
          null,
          1,
        );
        expectClearAnswer(text, 'mutated.json');
      }),
      share(0.15),
    );
  });

  test('as YAML text with lines dropped, doubled, swapped or spoilt', () => {
    const spoil = fc.record({
      line: fc.nat({ max: lines.length - 1 }),
      other: fc.nat({ max: lines.length - 1 }),
      how: fc.constantFrom('drop', 'double', 'swap', 'indent', 'insert', 'cut'),
      text: fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom('[', '{', '&a', '*a', '!!x', '- ', '? ', ': ', '"', "'", '|', '%', '\t', '#', '---'),
      ),
      at: fc.nat({ max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(spoil, { minLength: 1, maxLength: 4 }), (changes) => {
        const text = [...lines];
        for (const { line, other, how, text: inserted, at } of changes) {
          const here = text[line] ?? '';
          if (how === 'drop') text[line] = '';
          else if (how === 'double') text[line] = `${here}\n${here}`;
          else if (how === 'swap') [text[line], text[other]] = [text[other] ?? '', here];
          else if (how === 'indent') text[line] = ` ${here}`;
          else if (how === 'cut') text[line] = here.slice(0, at);
          else text[line] = here.slice(0, at) + inserted + here.slice(at);
        }
        expectClearAnswer(text.join('\n'));
      }),
      share(0.25),
    );
  });

  test('as bytes with some overwritten', () => {
    const bytes = new TextEncoder().encode(WHOLE_SCENARIO);
    const change = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const spoilt = Uint8Array.from(bytes);
        for (const [at, byte] of changes) spoilt[at] = byte;
        expectClearAnswer(spoilt);
      }),
      share(0.1),
    );
  });
});

test('any value at all gets a clear answer', () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withTypedArray: true,
        withNullPrototype: true,
      }),
      (value) => {
        expectClearAnswer(value);
      },
    ),
    share(0.05),
  );
});

test('any text gets a clear answer', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
      expectClearAnswer(text);
    }),
    share(0.05),
  );
});

test('a mutated classic configuration gets a clear answer', () => {
  const classic: Record<string, unknown> = {
    total_patients: 100,
    days_of_fighting: 4,
    base_date: '2025-06-01',
    injury_distribution: { Disease: 0.5, 'Non-Battle Injury': 0.3, 'Battle Injury': 0.2 },
    front_configs: [
      {
        id: 'a',
        casualty_rate: 1,
        nationality_distribution: [{ nationality_code: 'POL', percentage: 100 }],
        facility_chain: ['R1'],
      },
    ],
    facility_configs: [
      { id: 'R1', name: 'Role 1', capacity: 20, kia_rate: 0.1 },
      { id: 'R3', name: 'Role 3', capacity: 50 },
    ],
    warfare_types: { conventional: true },
    special_events: { ambush: true },
    environmental_conditions: { rain: true },
  };
  const classicPaths = pathsOf(classic).filter((path) => path.length > 0);
  fc.assert(
    fc.property(fc.constantFrom(...classicPaths), nasty, (path, to) => {
      const body = structuredClone(classic);
      let target = body as Record<string | number, unknown>;
      for (const key of path.slice(0, -1)) target = target[key] as Record<string | number, unknown>;
      target[path.at(-1) ?? ''] = to;
      expect(isClassic(body)).toBe(true);
      expectClearAnswer(body);
    }),
    share(0.1),
  );
});
