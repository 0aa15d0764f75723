import { expect, test } from 'vitest';
import { describeRefusal } from './database-refusal.js';

test.each([
  ['28P01', 'password authentication failed for user "medpat"'],
  ['3D000', 'database "medpat" does not exist'],
  ['42501', 'permission denied for database medpat'],
  [undefined, 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'],
])('a database that refuses us (%s) is told as a sentence', (code, message) => {
  const error = Object.assign(new Error(message), code !== undefined && { code });
  expect(describeRefusal(error)).toBe(
    `PostgreSQL refuses what DATABASE_URL (or PGPASSWORD) says: ${message}.`,
  );
});

test('any other error is none of that', () => {
  expect(describeRefusal(Object.assign(new Error('syntax error'), { code: '42601' }))).toBeUndefined();
  expect(describeRefusal('28P01')).toBeUndefined();
});
