import { patientRecordSchema } from '@medical-patients/contract';
import { expect, test } from 'vitest';
import { CsvSink, neutralise } from './csv-sink.js';

function written(write: (out: CsvSink) => void): string {
  const out = new CsvSink();
  write(out);
  return new TextDecoder().decode(out.take());
}

function row(first: string, ...others: readonly (string | null | undefined)[]): string {
  return written((out) => {
    out.first(first);
    for (const text of others) out.text(text);
    out.endRow();
  });
}

test('cells as RFC 4180 has them', () => {
  expect(row('a', 'b c', '', null, undefined)).toBe('a,b c,,,\r\n');
  expect(row('say "hi"', 'a,b', 'a\nb', 'a\rb')).toBe('"say ""hi""","a,b","a\nb","a\rb"\r\n');
  expect(row('Łukasz', '\ud83d', '😀')).toBe('Łukasz,"\ufffd","😀"\r\n');
});

test('numbers, flags and what is lacking', () => {
  const cells = written((out) => {
    for (const number of [1, -2.5, 36.85, 1e21, null, undefined]) out.count(number);
    for (const flag of [true, false, null, undefined]) out.flag(flag);
  });
  expect(cells).toBe(',1,-2.5,36.85,1e+21,,,true,false,,');
});

test('no word of a vocabulary needs quotation marks or an apostrophe', () => {
  const schema = JSON.stringify(patientRecordSchema.toJSONSchema());
  const words: string[] = [...schema.matchAll(/"enum":(\[[^\]]*\])/g)].flatMap(([, list]) =>
    JSON.parse(list!),
  );
  expect(words.length).toBeGreaterThan(100);
  for (const word of words) expect(word).toMatch(/^[A-Za-z][\w+-]*$/);
});

test('any string is no word', () => {
  const some: string = 'a,b';
  // @ts-expect-error: it might need quotation marks
  expect(written((out) => out.word(some))).toBe(',a,b');
  const none: 'a' | null = null;
  expect(written((out) => out.word(none))).toBe(',');
});

test.each([
  ['=1+1', "'=1+1"],
  ['+48 600', "'+48 600"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', "'\rx"],
  ['-', "'-"],
  ['-5', '-5'],
  ['+0.25', '+0.25'],
  ['-5e3', "'-5e3"],
  ['a=1', 'a=1'],
  ["'=1", "'=1"],
  ['', ''],
])('%j becomes %j', (text, safe) => {
  expect(neutralise(text)).toBe(safe);
});

test('a neutralised cell is quoted where it must be', () => {
  expect(row('=HYPERLINK("http://x","y")')).toBe('"\'=HYPERLINK(""http://x"",""y"")"\r\n');
});
