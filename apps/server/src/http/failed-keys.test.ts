import { expect, test } from 'vitest';
import { createFailedKeys } from './failed-keys.js';

const TOKEN = 'token';
const MINUTE = 60;

function createTimed() {
  let nowMs = 1000;
  const keys = createFailedKeys(() => nowMs);
  return {
    keys,
    pass: (seconds: number) => {
      nowMs += seconds * 1000;
    },
    guess: (address: string, times: number) => {
      for (let at = 0; at < times; at++) keys.noteWrong(address);
    },
  };
}

test('after thirty wrong keys every further one costs twice the wait, up to a quarter of an hour', () => {
  const { keys, pass, guess } = createTimed();
  guess('1.2.3.4', 29);
  expect(keys.waitSeconds('1.2.3.4', TOKEN)).toBe(0);
  const waits = [];
  for (let at = 0; at < 7; at++) {
    guess('1.2.3.4', 1);
    waits.push(keys.waitSeconds('1.2.3.4', TOKEN));
    pass(waits.at(-1) ?? 0);
    expect(keys.waitSeconds('1.2.3.4', TOKEN)).toBe(0);
  }
  expect(waits).toEqual([1, 2, 4, 8, 15, 15, 15].map((minutes) => minutes * MINUTE));
});

test('others are not concerned, and a quiet hour is forgiven', () => {
  const { keys, pass, guess } = createTimed();
  guess('1.2.3.4', 30);
  expect(keys.waitSeconds('1.2.3.5', TOKEN)).toBe(0);
  pass(61 * MINUTE);
  guess('1.2.3.4', 29);
  expect(keys.waitSeconds('1.2.3.4', TOKEN)).toBe(0);
});

test('who shares the address goes on with a key that was right there before, and with no other', () => {
  const { keys, guess } = createTimed();
  guess('1.2.3.4', 1);
  keys.noteRight('1.2.3.4', TOKEN);
  guess('1.2.3.4', 40);
  expect(keys.waitSeconds('1.2.3.4', TOKEN)).toBe(0);
  expect(keys.waitSeconds('1.2.3.4', 'another')).toBeGreaterThan(0);
});

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:0:0:9', true],
  ['2001:db8::1', '2001:db8:0:0:5::', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['::ffff:1.2.3.4', '::ffff:1.2.3.5', false],
])('%s and %s are one client: %s', (one, other, isSame) => {
  const { keys, guess } = createTimed();
  guess(one, 30);
  expect(keys.waitSeconds(other, TOKEN) > 0).toBe(isSame);
});

test('a hundred thousand addresses take no more memory than ten thousand', () => {
  const { keys } = createTimed();
  for (let at = 0; at < 100_000; at++) {
    const address = `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`;
    keys.noteWrong(address);
    keys.noteRight(address, TOKEN);
  }
  expect(keys.size).toBe(20_000);
});
