import { describe, expect, test } from 'vitest';
import { parseScenario } from './parse.js';
import { timeBestOf } from './testing/time-best-of.js';

/** The first problem; the reading must take less than a second. */
function refuse(input: unknown, filename?: string) {
  const { result, elapsedMs } = timeBestOf(1000, () =>
    parseScenario(input, filename === undefined ? {} : { filename }),
  );
  if (result.ok) throw new Error('the file was accepted');
  expect(elapsedMs).toBeLessThan(1000);
  return result.problems[0];
}

const utf8 = (text: string) => new TextEncoder().encode(text);

test.each([
  ['an empty file', ''],
  ['blank lines', ' \n\n'],
  ['a byte order mark alone', '\ufeff'],
])('%s is called empty', (_what, text) => {
  for (const input of [text, utf8(text)]) {
    expect(refuse(input)).toEqual({ code: 'file-empty', path: '', message: 'The file is empty.' });
  }
});

test.each([['# only a comment\n'], ['---\n'], ['null'], ['~']])('%j holds no scenario', (text) => {
  expect(refuse(text)).toMatchObject({ code: 'file-empty', message: 'The file holds no scenario.' });
});

test('a 50 MB file gets one sentence and is not read', () => {
  const file = new Uint8Array(50_000_000).fill(0x61);
  const { result, elapsedMs } = timeBestOf(100, () => parseScenario(file));
  expect(elapsedMs).toBeLessThan(100);
  expect(result).toEqual({
    ok: false,
    problems: [
      { code: 'file-too-large', path: '', message: 'The file has 50.0 MB; a scenario has at most 1 MB.' },
    ],
  });
});

test.each([
  ['a PNG image', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)],
  ['a ZIP archive', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0)],
  ['bytes that are not UTF-8', Uint8Array.of(0x64, 0x61, 0xc3, 0x28)],
  ['a text with NUL characters', 'days: 8\0'],
])('%s is called binary', (_what, input) => {
  expect(refuse(input)).toEqual({
    code: 'file-binary',
    path: '',
    message: 'The file is not text; a scenario is YAML or JSON in UTF-8.',
  });
});

test('files with a byte order mark, UTF-16 and Windows line ends are read', () => {
  const utf16 = Uint8Array.from([0xff, 0xfe, ...[...'days: 3\r\n'].flatMap((c) => [c.charCodeAt(0), 0])]);
  for (const input of ['\ufeffdays: 3\r\nseed: 1\r\n', utf8('\ufeffdays: 3\r\n'), utf16]) {
    expect(parseScenario(input)).toMatchObject({ ok: true, scenario: { days: 3 } });
  }
});

test('a sentence about syntax does not quote the rest of the file', () => {
  const text = `name: x\nfronts: [\n"days: 3\n${'note: much that follows\n'.repeat(200)}`;
  const result = parseScenario(text);
  expect(result.ok ? [] : result.problems).not.toEqual([]);
  for (const { message } of result.ok ? [] : result.problems) expect(message.length).toBeLessThan(300);
});

test('an alias bomb is refused', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`)
    .join('\n')}`;
  expect(refuse(bomb)).toMatchObject({
    code: 'file-too-many',
    message: 'The file holds, or its aliases expand to, more than 100,000 values.',
  });
});

test('an alias of its own surroundings is refused', () => {
  expect(refuse('a: &a { b: *a }')).toMatchObject({ code: 'file-too-deep' });
  expect(refuse('a: *nowhere')).toMatchObject({ code: 'file-syntax' });
});

test('an alias that is used sensibly works', () => {
  const text = `fronts:
  - { id: a, nations: &mix { POL: 1, DEU: 1 } }
  - { id: b, nations: *mix }`;
  expect(parseScenario(text)).toMatchObject({
    ok: true,
    scenario: { fronts: [{ nations: { DEU: 0.5 } }, { nations: { DEU: 0.5, POL: 0.5 } }] },
  });
});

describe('hostile text costs neither time nor memory', () => {
  const million = 999_000;
  test.each([
    ['flow lists', '['.repeat(million), 'file-too-deep'],
    ['flow mappings', '{a: '.repeat(200_000), 'file-too-deep'],
    ['compact lists', '- '.repeat(450_000), 'file-too-deep'],
    ['explicit keys', '? '.repeat(450_000), 'file-too-deep'],
    ['nested JSON', `${'{"a":'.repeat(60_000)}1${'}'.repeat(60_000)}`, 'file-too-deep'],
    ['many keys', Array.from({ length: 60_000 }, (_, index) => `k${index}: 1`).join('\n'), 'file-too-many'],
    [
      'many keys in JSON',
      JSON.stringify(Object.fromEntries(Array.from({ length: 101_000 }, (_, i) => [i, 1]))),
      'file-too-many',
    ],
    ['equal keys', 'a: b\n'.repeat(100_000), 'file-too-many'],
    ['anchors', '&a '.repeat(300_000), 'file-too-many'],
    ['tags', '!!str '.repeat(150_000), 'file-too-many'],
    ['block scalars', 'a: |\n'.repeat(150_000), 'file-too-many'],
    ['documents', '---\n'.repeat(200_000), 'file-too-many'],
    ['directives', '%YAML 1.2\n'.repeat(90_000), 'file-too-many'],
    ['an open quote', `"${'\n'.repeat(million)}`, 'file-syntax'],
    ['an open quote in JSON', `{"${'a'.repeat(million)}`, 'file-syntax'],
    ['deep indentation', `a:\n${' '.repeat(900_000)}b: "x\n y"`, 'file-syntax'],
    ['wrong elements', `environment: [${'x,'.repeat(20_000)}]`, 'out-of-range'],
    ['wrong fronts', `fronts: [${'{id: 1},'.repeat(9_000)}]`, 'out-of-range'],
    ['one long word', 'a'.repeat(million), 'wrong-type'],
    ['a long key', `${'a'.repeat(900)}: 1`, 'unknown-key'],
    ['unknown keys', Array.from({ length: 9000 }, (_, index) => `k${index}: 1`).join('\n'), 'unknown-key'],
  ])('%s', (_what, text, code) => {
    expect(refuse(text)?.code).toBe(code);
  });
});

test('tags, second documents and merge keys are refused', () => {
  expect(refuse('days: !!js/function "x"')).toMatchObject({ code: 'file-tag', path: 'days', line: 1 });
  expect(refuse('days: !duration 8')).toMatchObject({ code: 'file-tag' });
  expect(refuse('days: 8\n---\ndays: 9')).toMatchObject({ code: 'file-documents', line: 2 });
  expect(refuse('days: &d 8\n<<: *d')).toMatchObject({ code: 'unknown-key', path: '<<' });
});

test('a duplicate key is a problem with its line, in YAML and in JSON', () => {
  expect(refuse('days: 8\nseed: 1\ndays: 9\n')).toEqual({
    code: 'duplicate-key',
    path: 'days',
    message: 'The key "days" stands twice in the same place.',
    line: 3,
    column: 1,
  });
  expect(refuse('{\n  "days": 8,\n  "days": 9\n}')).toMatchObject({
    code: 'duplicate-key',
    line: 3,
    column: 3,
  });
});

test('syntax errors have a sentence and a line', () => {
  expect(refuse('days: 8\n  seed: 1\n')).toMatchObject({ code: 'file-syntax', line: 1 });
  expect(refuse('{\n  "days": 8,\n}', 'x.json')).toMatchObject({
    code: 'file-syntax',
    line: 3,
    column: 1,
    message: 'A key in double quotes is expected here, not "}".',
  });
  expect(refuse('{"days": 8} x', 'x.json')?.message).toBe(
    'Nothing may follow the end of the JSON value, but "x" does.',
  );
  expect(refuse('{"days": 08}', 'x.json')).toMatchObject({ code: 'file-syntax' });
  expect(refuse('{"days": "\\q"}', 'x.json')).toMatchObject({ code: 'file-syntax' });
});

test('what is no mapping is no scenario', () => {
  const sentence = (value: string) => `A scenario is a mapping of fields such as "days: 8", not ${value}.`;
  expect(refuse('- days')?.message).toBe(sentence('a list of 1'));
  expect(refuse('days')?.message).toBe(sentence('"days"'));
  expect(refuse(7)?.message).toBe(sentence('7'));
  expect(refuse(null)?.message).toBe(sentence('empty'));
  expect(refuse(undefined)?.message).toBe(sentence('missing'));
});

test('a prototype is never reached', () => {
  for (const text of ['{"__proto__": {"days": 3}}', '__proto__: { days: 3 }', 'constructor: 1']) {
    expect(refuse(text)).toMatchObject({ code: 'unknown-key' });
  }
  expect(({} as { days?: number }).days).toBeUndefined();
});

test('YAML dates stay text and numbers keep their core meaning', () => {
  const result = parseScenario('start: 2026-07-01\nname: yes\nseed: 0x1F\ndescription: 2026-07-01T00:00:00Z');
  expect(result).toMatchObject({
    ok: true,
    scenario: { start: '2026-07-01T00:00:00Z', name: 'yes', seed: '31', description: '2026-07-01T00:00:00Z' },
  });
});
