import {
  configurationSchema,
  nearest,
  outputFormatsSchema,
  parseScenario,
  type RequestError,
} from '@medical-patients/contract';
import type { FastifySchemaCompiler } from 'fastify';
import * as z from 'zod';
import { formatErrors } from './formats.js';
import { HttpProblem } from './problems.js';
import { toRequestErrors } from './scenario-input.js';

const MAX_ERRORS = 100;
/** Characters of a field's name that an answer repeats. */
const MAX_NAME = 60;

/** Checks bodies, queries and parameters with the schemas that the documentation is made from. */
export const validateWithZod: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (value: unknown) => {
    const result = schema.safeParse(value);
    if (result.success) return { value: result.data };
    const errors = [
      ...toErrors(result.error, schema, httpPart === 'querystring' ? 'query' : ''),
      ...contentErrors(value, schema),
    ].slice(0, MAX_ERRORS);
    const [first] = errors;
    const count = errors.length === MAX_ERRORS ? `${MAX_ERRORS} or more` : `${errors.length}`;
    const more = errors.length > 1 ? ` There are ${count} problems in all.` : '';
    const place = first === undefined || first.path === '' ? '' : `${first.path}: `;
    return { error: new HttpProblem('validation_failed', `${place}${first?.message}.${more}`, { errors }) };
  };
};

/** Every problem, with its path; a hundred at most. */
function toErrors(error: z.ZodError, schema: z.ZodType, prefix: string): readonly RequestError[] {
  const errors: RequestError[] = [];
  for (const issue of error.issues) {
    const room = MAX_ERRORS - errors.length;
    if (room === 0) break;
    const place = [prefix, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      const fields = fieldsAt(schema, issue.path);
      // Cut before anything is compared: a body has room for a hundred thousand names.
      for (const key of issue.keys.slice(0, room)) errors.push(explainUnknown(key, place, fields));
    } else {
      errors.push({
        code: issue.code,
        path: formatPath(place),
        message: issue.message.replace(/\.$/, ''),
      });
    }
  }
  return errors;
}

function explainUnknown(
  key: string,
  parent: readonly PropertyKey[],
  fields: readonly string[],
): RequestError {
  const meant = nearest(key, fields);
  const known = fields.length === 0 ? '' : `; there are ${fields.join(', ')}`;
  const hint = meant === undefined ? known : `; "${meant}" may be meant`;
  const name = key.length > MAX_NAME ? `${key.slice(0, MAX_NAME)}…` : key;
  return {
    code: 'unrecognized_keys',
    // Through UTF-8, which has no half of a character that was cut.
    path: formatPath([...parent, Buffer.from(name).toString()]),
    message: `There is no such field${hint}`,
  };
}

/** Those of a scenario and of formats in the body: they are only looked at once the rest of it is in order. */
function contentErrors(value: unknown, schema: z.ZodType): readonly RequestError[] {
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return [];
  return Object.entries(schema.shape).flatMap(([field, child]) => {
    const document: unknown = Object.hasOwn(value, field) ? value[field as keyof typeof value] : null;
    const kind = bare(child);
    if (!kind.safeParse(document).success) return [];
    if (kind === outputFormatsSchema) return formatErrors(document as readonly string[], field);
    if (kind !== configurationSchema) return [];
    const result = parseScenario(document);
    return result.ok ? [] : toRequestErrors(result.problems, field);
  });
}

/** The fields of the object at a path of the schema; none where that is no plain object. */
function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const object = bare(schema);
  if (!(object instanceof z.ZodObject)) return [];
  const [first, ...rest] = path;
  if (first === undefined) return Object.keys(object.shape);
  const child = object.shape[String(first)] as z.ZodType | undefined;
  return child === undefined ? [] : fieldsAt(child, rest);
}

/** A schema without what says that it may be left out. */
function bare(schema: z.ZodType): z.ZodType {
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return isWrapped ? bare(schema.unwrap() as z.ZodType) : schema;
}

function formatPath(path: readonly PropertyKey[]): string {
  return path
    .filter((key) => key !== '')
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}
