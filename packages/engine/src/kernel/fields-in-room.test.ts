import { expect, test } from 'vitest';
import { smallFields } from './fields-in-room.js';

class Thing extends smallFields({
  numbers: ['length', 'width'],
  wholes: ['count', 'stamp'],
  marks: ['isNew', 'isWhole'],
}) {}

test('objects that share a room keep their fields apart', () => {
  const room = Thing.makeRoom(2);
  const [first, second] = [new Thing(room, 0), new Thing(room, 1)];
  first.length = 0.5;
  first.width = Number.POSITIVE_INFINITY;
  first.stamp = -2_000_000_000;
  first.isWhole = true;
  second.length = 1.5;
  second.count = 7;
  second.isNew = true;

  const fieldsOf = ({ length, width, count, stamp, isNew, isWhole }: Thing) => ({
    length,
    width,
    count,
    stamp,
    isNew,
    isWhole,
  });
  expect([first, second].map(fieldsOf)).toEqual([
    {
      length: 0.5,
      width: Number.POSITIVE_INFINITY,
      count: 0,
      stamp: -2_000_000_000,
      isNew: false,
      isWhole: true,
    },
    { length: 1.5, width: 0, count: 7, stamp: 0, isNew: true, isWhole: false },
  ]);

  second.isNew = false;
  second.clearSmallFields();
  expect(fieldsOf(second)).toEqual({
    length: 1.5,
    width: 0,
    count: 0,
    stamp: 0,
    isNew: false,
    isWhole: false,
  });
  expect(first.stamp).toBe(-2_000_000_000);
});

test('more marks than fit are refused', () => {
  const marks = Array.from({ length: 31 }, (_, i) => `mark${i}`);
  expect(() => smallFields({ numbers: [], wholes: [], marks })).toThrow('31 marks');
});
