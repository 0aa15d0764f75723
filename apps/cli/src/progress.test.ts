import { expect, test } from 'vitest';
import { describeProgress } from './progress.js';

test.each([
  [12_000, 100_000, 1.5, '12,000 of 100,000 patients · 8,000/s · 11 s left'],
  [100, 100, 2, '100 of 100 patients · 50/s · 0 s left'],
  [1_000, 1_000_000, 1, '1,000 of 1,000,000 patients · 1,000/s · 16 min 39 s left'],
  [7, null, 1, '7 patients · 7/s'],
  [0, 100, 0, '0 of 100 patients · 0/s'],
])('%i of %s after %d s', (done, total, seconds, text) => {
  expect(describeProgress(done, total, 'patients', seconds)).toBe(text);
});
