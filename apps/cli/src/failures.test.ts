import { expect, test } from 'vitest';
import { describeProblem } from './failures.js';

test.each([
  [
    {
      code: 'unknown-key',
      path: 'fronts[0].sharee',
      message: 'There is no such key.',
      line: 3,
      column: 5,
      suggestion: 'share',
    },
    'a.yaml:3:5: fronts[0].sharee: There is no such key. Did you mean "share"?',
  ],
  [{ code: 'file-empty', path: '', message: 'The file is empty.' }, 'a.yaml: The file is empty.'],
  [
    { code: 'out-of-range', path: 'days', message: 'days is 0; it has to be 1 at least.', line: 1 },
    'a.yaml:1: days is 0; it has to be 1 at least.',
  ],
] as const)('%j', (problem, text) => {
  expect(describeProblem('a.yaml', problem)).toBe(text);
});
