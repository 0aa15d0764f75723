import { expect, it } from 'vitest';
import { PathLog } from './path-writer.js';

it('a log knows which events have come to pass', () => {
  const log = new PathLog();
  expect(log.has(23)).toBe(false);
  log.addEvent(60, 23, 255, 65_535, 65_535, 65_535);
  log.addEvent(70, 11, 3, 1, 0, 0);
  expect([log.has(23), log.has(23, 255), log.has(11, 3), log.has(11)]).toEqual([true, true, true, true]);
  expect([log.has(23, 3), log.has(11, 255), log.has(3), log.has(255)]).toEqual([false, false, false, false]);
  log.clear();
  expect(log.has(23)).toBe(false);
});
