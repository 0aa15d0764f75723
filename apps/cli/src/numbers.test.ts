import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatFigure, formatSeconds, wholeNumber } from './numbers.js';

test.each([
  ['1440', 1440],
  [' 1,440 ', 1440],
  ['1_000_000', 1_000_000],
  ['+3', 3],
])('%j is a whole number', (text, value) => {
  expect(wholeNumber('-p', text)).toBe(value);
});

test.each(['', '1.5', '1e3', '0x10', 'many', '1,44', '--3', '٣'])('%j is refused', (text) => {
  expect(() => wholeNumber('-p', text)).toThrow(/^-p takes a whole number/);
});

test('a number outside the limits is refused with them', () => {
  expect(() => wholeNumber('--replications', '-1', 1, 10_000)).toThrow(
    '--replications takes a number from 1 to 10,000, not -1.',
  );
  expect(wholeNumber('-p', '-5')).toBe(-5);
});

test('figures read the same on every machine', () => {
  expect([0, 999, 1000, 1_234_567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567']);
  expect([null, 0, -1500, 1234.56, -0.04].map(formatFigure)).toEqual(['–', '0', '-1,500', '1,234.6', '0.0']);
  expect([0, 999, 1000, 999_949, 999_950, 5e9].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '999.9 kB',
    '1.0 MB',
    '5.0 GB',
  ]);
  expect([0.1234, 75.4].map(formatSeconds)).toEqual(['0.12 s', '75 s']);
});
