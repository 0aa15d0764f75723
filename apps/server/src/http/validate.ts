import type { RequestError } from '@medical-patients/contract';
import type { FastifySchemaCompiler } from 'fastify';
import type * as z from 'zod';
import { HttpProblem } from './problems.js';

const MAX_ERRORS = 100;

/** Checks bodies, queries and parameters with the schemas that the documentation is made from. */
export const validateWithZod: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (value: unknown) => {
    const result = schema.safeParse(value);
    if (result.success) return { value: result.data };
    const errors = toErrors(result.error, httpPart === 'querystring' ? 'query' : '');
    const [first] = errors;
    const more = errors.length > 1 ? ` There are ${errors.length} problems in all.` : '';
    const place = first === undefined || first.path === '' ? '' : `${first.path}: `;
    return { error: new HttpProblem('validation_failed', `${place}${first?.message}.${more}`, { errors }) };
  };
};

/** Every problem, with its path. */
function toErrors(error: z.ZodError, prefix: string): readonly RequestError[] {
  return error.issues.slice(0, MAX_ERRORS).map((issue) => ({
    code: issue.code,
    path: formatPath([prefix, ...issue.path]),
    message: issue.message.replace(/\.$/, ''),
  }));
}

function formatPath(path: readonly PropertyKey[]): string {
  return path
    .filter((key) => key !== '')
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}
