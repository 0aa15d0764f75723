import { expect, test } from 'vitest';
import { hasStrangers, readEnvironment } from './environment.js';

test('knows its own variable and leaves those of others alone', () => {
  const others = { PATH: '/bin', MEDPAT_TEST_7Z: '/usr/bin/7z' };
  expect(readEnvironment(others)).toEqual({ password: null });
  expect(readEnvironment({ ...others, MEDPAT_PASSWORD: 'x' })).toEqual({ password: 'x' });
});

test('reports every problem at once', () => {
  const variables = { MEDPAT_PASWORD: 'x', MEDPAT_COLOUR: 'red', MEDPAT_PASSWORD: '' };
  expect(() => readEnvironment(variables)).toThrow(
    'The variable MEDPAT_COLOUR is not one of ours.\n' +
      'The variable MEDPAT_PASWORD is not one of ours. Did you mean MEDPAT_PASSWORD?\n' +
      'The variable MEDPAT_PASSWORD is empty.',
  );
});

test('variables of our other programs are none of its business, but their neighbours are', () => {
  const others = ['MEDPAT_LOG_LEVEL', 'MEDPAT_URL'];
  const variables = { MEDPAT_LOG_LEVEL: 'loud', MEDPAT_URL: 'x' };
  expect(hasStrangers({ MEDPAT_PASSWORD: 'x', MEDPAT_TEST_7Z: 'x', PATH: 'x' })).toBe(false);
  expect(hasStrangers(variables)).toBe(true);
  expect(readEnvironment(variables, others)).toEqual({ password: null });
  expect(() => readEnvironment({ ...variables, MEDPAT_LOG_LEVL: 'x' }, others)).toThrow(
    /^The variable MEDPAT_LOG_LEVL is not one of ours\. Did you mean MEDPAT_LOG_LEVEL\?$/,
  );
});
