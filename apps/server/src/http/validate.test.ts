import { generationRequestSchema, type RequestError } from '@medical-patients/contract';
import { expect, test } from 'vitest';
import * as z from 'zod';
import type { HttpProblem } from './problems.js';
import { validateWithZod } from './validate.js';

const schema = z.strictObject({
  configuration: z.strictObject({ days: z.int() }).optional(),
  formats: z.array(z.string()).default([]),
});

function refuse(
  value: unknown,
  httpPart = 'body',
  against: z.ZodType = schema,
): { detail: string; errors: readonly RequestError[] } {
  const validate = validateWithZod({ schema: against, httpPart, method: 'POST', url: '/' });
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

test('the problems of a scenario are told with those of the body around it', () => {
  const pathsOf = (body: unknown): string[] => {
    const { errors } = refuse(body, 'body', generationRequestSchema);
    return errors.map(({ path, message }) => (path === '' ? message : path));
  };
  const scenario = { name: 'x', start: '2026-06-01', days: -1, colour: 'red' };
  expect(
    pathsOf({ configuration: scenario, formats: ['json'], total_patients: 'many', use_encryption: true }),
  ).toEqual(
    expect.arrayContaining([
      'formats',
      'total_patients',
      'encryption_password',
      'configuration.days',
      'configuration.colour',
    ]),
  );
  const onlyPassword = {
    use_encryption: true,
    encryption_password: 'short',
    output_formats: ['json', 'pdf'],
  };
  expect(pathsOf({ configuration: scenario, ...onlyPassword })).toEqual(
    expect.arrayContaining(['encryption_password', 'output_formats[1]', 'configuration.days']),
  );
  expect(pathsOf({ configuration_id: 'a', encryption_password: 'long enough' })).toEqual([
    'encryption_password',
  ]);
  expect(pathsOf({ total_patients: 'many' })).toEqual([
    'total_patients',
    'Give exactly one of configuration_id and configuration',
  ]);
  expect(pathsOf({ configuration: 5 })).toEqual(['configuration']);
});
