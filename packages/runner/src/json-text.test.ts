import { expect, test } from 'vitest';
import { toJsonText } from './json-text.js';

test('lists of numbers stand on one line, everything else on its own', () => {
  const value = {
    name: 'a [1, 2] b',
    hours: [0, -1.5, 1e-9, null],
    empty: [],
    nested: [{ a: [1] }, ['x', 2]],
  };
  const text = toJsonText(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).toContain('"hours": [0,-1.5,1e-9,null]');
  expect(text).toContain('"name": "a [1, 2] b"');
  expect(text).toContain('[\n      "x",\n      2\n    ]');
  expect(text.endsWith('}\n')).toBe(true);
});
