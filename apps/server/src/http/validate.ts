import { nearest, type RequestError } from '@medical-patients/contract';
import type { FastifySchemaCompiler } from 'fastify';
import * as z from 'zod';
import { HttpProblem } from './problems.js';

const MAX_ERRORS = 100;
/** Characters of a field's name that an answer repeats. */
const MAX_NAME = 60;

/** Checks bodies, queries and parameters with the schemas that the documentation is made from. */
export const validateWithZod: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (value: unknown) => {
    const result = schema.safeParse(value);
    if (result.success) return { value: result.data };
    const errors = toErrors(result.error, schema, httpPart === 'querystring' ? 'query' : '');
    const [first] = errors;
    const more = errors.length > 1 ? ` There are ${errors.length} problems in all.` : '';
    const place = first === undefined || first.path === '' ? '' : `${first.path}: `;
    return { error: new HttpProblem('validation_failed', `${place}${first?.message}.${more}`, { errors }) };
  };
};

/** Every problem, with its path. */
function toErrors(error: z.ZodError, schema: z.ZodType, prefix: string): readonly RequestError[] {
  const place = (path: readonly PropertyKey[]): string => formatPath([prefix, ...path]);
  const errors = error.issues.slice(0, MAX_ERRORS).flatMap((issue): RequestError[] => {
    const { code, path } = issue;
    if (issue.code !== 'unrecognized_keys') {
      return [{ code, path: place(path), message: issue.message.replace(/\.$/, '') }];
    }
    const fields = fieldsAt(schema, path);
    const known = fields.length === 0 ? '' : `; there are ${fields.join(', ')}`;
    return issue.keys.map((key) => {
      const name = key.length > MAX_NAME ? `${key.slice(0, MAX_NAME)}…` : key;
      const meant = nearest(name, fields);
      const hint = meant === undefined ? known : `; did you mean "${meant}"?`;
      return { code, path: place([...path, name]), message: `There is no such field${hint}` };
    });
  });
  return errors.slice(0, MAX_ERRORS);
}

/** The fields of the object at a path of the schema; none where it takes any. */
function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return fieldsAt(schema.unwrap() as z.ZodType, path);
  }
  if (!(schema instanceof z.ZodObject)) return [];
  const [first, ...rest] = path;
  if (first === undefined) return Object.keys(schema.shape);
  const child = schema.shape[String(first)] as z.ZodType | undefined;
  return child === undefined ? [] : fieldsAt(child, rest);
}

function formatPath(path: readonly PropertyKey[]): string {
  return path
    .filter((key) => key !== '')
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}
