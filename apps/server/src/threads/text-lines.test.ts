import { expect, test } from 'vitest';
import { locateLines } from './text-lines.js';

test.each([
  ['the first piece of an array', '\n{"a":1},\n{"b":2}', ['{"a":1}', '{"b":2}']],
  ['a later piece', ',\n{"c":"}"},\n{"d":4}', ['{"c":"}"}', '{"d":4}']],
  ['lines', '{"a":1}\n{"b":"é,"}\n', ['{"a":1}', '{"b":"é,"}']],
  ['nothing', '', []],
])('records of %s', (_, text, expected) => {
  const piece = Buffer.from(text);
  expect(locateLines(piece).map(({ start, end }) => piece.toString('utf8', start, end))).toEqual(expected);
});
