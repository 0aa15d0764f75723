import { expect, test } from 'vitest';
import { type Cell, CsvSink, neutralise } from './csv-sink.js';

function row(...cells: readonly Cell[]): string {
  const out = new CsvSink();
  for (const [index, cell] of cells.entries()) {
    if (index > 0) out.comma();
    out.cell(cell);
  }
  out.endRow();
  return new TextDecoder().decode(out.take());
}

test('cells as RFC 4180 has them', () => {
  expect(row('a', 'b c', '', null, undefined)).toBe('a,b c,,,\r\n');
  expect(row('say "hi"', 'a,b', 'a\nb', 'a\rb')).toBe('"say ""hi""","a,b","a\nb","a\rb"\r\n');
  expect(row(1, -2.5, 36.85, 1e21, true, false)).toBe('1,-2.5,36.85,1e+21,true,false\r\n');
  expect(row('Łukasz', '\ud83d', '😀')).toBe('Łukasz,"\ufffd","😀"\r\n');
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
