import { expect, test } from 'vitest';
import { ServiceError } from '../errors.js';
import { translateDatabaseError } from './database-errors.js';

const errorOf = (code: string): Error => Object.assign(new Error('relation "job" does not exist'), { code });

test.each(['42P01', '3F000', '42883', '57P03', '08006'])(
  'a database that is not there yet, or no more (%s), is a matter of waiting',
  (code) => {
    const translated = translateDatabaseError(errorOf(code));
    expect(translated).toBeInstanceOf(ServiceError);
    expect(translated).toMatchObject({ code: 'database_unavailable', retryAfterSeconds: 2 });
  },
);

test('a mistake of ours stays what it is', () => {
  const error = errorOf('42601');
  expect(translateDatabaseError(error)).toBe(error);
});
