import { expect, test } from 'vitest';
import { readEnvironment } from './environment.js';

test('knows its own variable and leaves those of others alone', () => {
  const others = { PATH: '/bin', MEDPAT_TEST_7Z: '/usr/bin/7z' };
  expect(readEnvironment(others)).toEqual({ password: null });
  expect(readEnvironment({ ...others, MEDPAT_PASSWORD: 'x' })).toEqual({ password: 'x' });
});

test('reports every problem at once', () => {
  const variables = { MEDPAT_PASWORD: 'x', MEDPAT_COLOUR: 'red', MEDPAT_PASSWORD: '' };
  expect(() => readEnvironment(variables)).toThrow(
    'The variable MEDPAT_COLOUR is not one of ours. There is only MEDPAT_PASSWORD.\n' +
      'The variable MEDPAT_PASWORD is not one of ours. Did you mean MEDPAT_PASSWORD?\n' +
      'The variable MEDPAT_PASSWORD is empty.',
  );
});
