import { expect, test } from 'vitest';
import { pageOf } from './paging.js';

test('a cursor that no page has given out is refused', () => {
  const errors = [expect.objectContaining({ path: 'query.cursor' })];
  expect(() => pageOf({ cursor: 'garbage' })).toThrow(expect.objectContaining({ errors }));
  const cursor = Buffer.from('1.00000000-0000-4000-8000-000000000000').toString('base64url');
  expect(pageOf({ cursor })).toEqual({ limit: 50, cursor });
});
