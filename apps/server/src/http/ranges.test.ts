import { expect, test } from 'vitest';
import { HttpProblem } from './problems.js';
import { parseRange } from './ranges.js';

test.each([
  ['bytes=0-0', { start: 0, end: 1 }],
  ['bytes=2-4', { start: 2, end: 5 }],
  ['bytes=5-', { start: 5, end: 10 }],
  ['bytes=-3', { start: 7, end: 10 }],
  ['bytes=-30', { start: 0, end: 10 }],
  ['bytes=8-100', { start: 8, end: 10 }],
])('%s of ten bytes', (header, range) => {
  expect(parseRange(header, 10)).toEqual(range);
});

test.each([
  undefined,
  '',
  'bytes',
  'bytes=-',
  'bytes=4-2',
  'bytes=0-1,3-4',
  'lines=0-1',
  'bytes=a-b',
  'bytes=1 -2',
])('%s counts as no range', (header) => {
  expect(parseRange(header, 10)).toBeUndefined();
});

test.each(['bytes=10-', 'bytes=10-12', 'bytes=-0'])('%s of ten bytes cannot be had', (header) => {
  expect(() => parseRange(header, 10)).toThrow(HttpProblem);
});
