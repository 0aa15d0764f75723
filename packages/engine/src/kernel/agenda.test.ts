import { expect, it } from 'vitest';
import { Agenda } from './agenda.js';

it('orders by time, then priority, then sequence', () => {
  const agenda = new Agenda(1);
  agenda.schedule(5, 0, 1, 10, 0);
  agenda.schedule(2, 1, 2, 20, -20);
  agenda.schedule(2, -1, 3, 30, 0);
  agenda.schedule(2, 1, 4, 40, 0);
  agenda.schedule(Infinity, -4095, 5, 50, 0);
  agenda.schedule(-3, 4095, 6, 2 ** 31 - 1, -(2 ** 31));
  expect(agenda.size).toBe(6);
  expect(agenda.peekTime()).toBe(-3);
  const seen: number[][] = [];
  while (agenda.pop()) seen.push([agenda.time, agenda.kind, agenda.a, agenda.b]);
  expect(seen).toEqual([
    [-3, 6, 2 ** 31 - 1, -(2 ** 31)],
    [2, 3, 30, 0],
    [2, 2, 20, -20],
    [2, 4, 40, 0],
    [5, 1, 10, 0],
    [Infinity, 5, 50, 0],
  ]);
});

it('says when it is empty and leaves the last event as it was', () => {
  const agenda = new Agenda();
  expect([agenda.pop(), agenda.size, agenda.peekTime()]).toEqual([false, 0, Infinity]);
  agenda.schedule(7, 0, 1, 2, 3);
  expect([agenda.pop(), agenda.pop(), agenda.time, agenda.kind, agenda.a, agenda.b]).toEqual([
    true,
    false,
    7,
    1,
    2,
    3,
  ]);
});

it('refuses what it could not order or would cut short', () => {
  const agenda = new Agenda();
  expect(() => agenda.schedule(Number.NaN, 0, 0, 0, 0)).toThrow(RangeError);
  expect(() => agenda.schedule(0, 4096, 0, 0, 0)).toThrow(RangeError);
  expect(() => agenda.schedule(0, 0.5, 0, 0, 0)).toThrow(RangeError);
  expect(() => agenda.schedule(0, 0, 0.5, 0, 0)).toThrow(RangeError);
  expect(() => agenda.schedule(0, 0, 0, 2 ** 31, 0)).toThrow(RangeError);
  expect(() => agenda.schedule(0, 0, 0, 0, Number.NaN)).toThrow(RangeError);
  expect(agenda.size).toBe(0);
});

it('keeps first come, first served among 100,000 events of one instant', () => {
  const agenda = new Agenda();
  for (let i = 0; i < 100_000; i++) agenda.schedule(1, 0, 0, i, 0);
  let inOrder = 0;
  while (agenda.pop() && agenda.a === inOrder) inOrder++;
  expect(inOrder).toBe(100_000);
});
