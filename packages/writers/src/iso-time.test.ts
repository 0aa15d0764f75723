import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochSeconds, minutesSince } from './iso-time.js';

test('a time is read as the host reads it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2_208_988_800, max: 7_258_118_399 }), (seconds) => {
      const time = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
      expect(epochSeconds(time)).toBe(seconds);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['2026-06-01T08:11:00Z', '2026-06-01T08:11:00Z', 0],
  ['2026-06-01T08:11:00Z', '2026-06-01T08:14:21Z', 3.4],
  ['2028-02-28T23:59:30Z', '2028-03-01T00:00:00Z', 1440.5],
  ['2026-12-31T23:00:00Z', '2027-01-01T01:00:00Z', 120],
])('from %s to %s it is %d min', (from, to, minutes) => {
  expect(minutesSince(epochSeconds(from), to)).toBe(minutes);
});
