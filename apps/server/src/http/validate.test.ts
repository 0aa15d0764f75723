import { expect, test } from 'vitest';
import * as z from 'zod';
import type { HttpProblem } from './problems.js';
import { validateWithZod } from './validate.js';

const schema = z.strictObject({
  configuration: z.strictObject({ days: z.int() }).optional(),
  formats: z.array(z.string()).default([]),
});

function refuse(value: unknown, httpPart = 'body'): { detail: string; errors: readonly object[] } {
  const validate = validateWithZod({ schema, httpPart, method: 'POST', url: '/' });
  const { error } = validate(value) as { error: HttpProblem };
  return { detail: error.message, errors: error.errors };
}

const unknown = (path: string, message: string) => ({ code: 'unrecognized_keys', path, message });

test('unknown fields are told one by one, with what may be meant', () => {
  const { detail, errors } = refuse({ format: [], configuration: { days: 1, colour: 2 } });
  expect(errors).toEqual([
    unknown('configuration.colour', 'There is no such field; there are days'),
    unknown('format', 'There is no such field; "formats" may be meant'),
  ]);
  expect(detail).toBe(
    'configuration.colour: There is no such field; there are days. There are 2 problems in all.',
  );
  expect(refuse({ colour: 1 }, 'querystring').errors).toMatchObject([{ path: 'query.colour' }]);
  expect(refuse(JSON.parse('{"__proto__": 1}')).errors).toMatchObject([{ path: '__proto__' }]);
});

test('of very many unknown fields a hundred are told, and of a long name its beginning', () => {
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`field${at}`, at]));
  const { detail, errors } = refuse(many);
  expect(errors).toHaveLength(100);
  expect(detail).toMatch(/There are 100 or more problems in all\.$/);
  const name = `${'x'.repeat(59)}😀${'y'.repeat(5000)}`;
  expect(refuse({ [name]: 1 }).errors).toMatchObject([{ path: `${'x'.repeat(59)}\ufffd…` }]);
});
