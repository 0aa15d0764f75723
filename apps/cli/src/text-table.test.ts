import { expect, test } from 'vitest';
import { textList, textTable } from './text-table.js';

test('columns line up, numbers stand right, long texts are cut', () => {
  const table = textTable(
    [{ title: 'Name', maxWidth: 6 }, { title: 'n', align: 'right' }, { title: 'Note' }],
    [
      ['Łukasz', '5', 'x'],
      ['Bartholomew', '1,440', ''],
    ],
  );
  expect(table.split('\n')).toEqual([
    'Name        n  Note',
    '──────  ─────  ────',
    'Łukasz      5  x',
    'Barth…  1,440',
  ]);
});

test('a list has no titles', () => {
  expect(
    textList([
      ['a', '1'],
      ['long', '2'],
    ]),
  ).toBe('a     1\nlong  2');
});
