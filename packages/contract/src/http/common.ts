import * as z from 'zod';
import { requestErrorSchema } from './problem-details.js';

export const MAX_PAGE_LIMIT = 500;

/** A whole number in a query. */
export const queryInteger = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum));

export const pageQuerySchema = z.strictObject({
  limit: queryInteger(1, MAX_PAGE_LIMIT)
    .optional()
    .meta({ description: 'Rows of a page; 50 when left out. The `Link` header names the next page.' }),
  cursor: z.string().max(200).optional().meta({ description: 'From the `Link` header of the page before.' }),
});

export const recordKindSchema = z
  .enum(['full', 'classic'])
  .meta({ description: 'Full records, or those that viewers of the earlier system read.' });

export const recordQuerySchema = z.strictObject({ record: recordKindSchema.optional() });

/** A scenario, native or classic; its own schema checks it and names every problem. */
export const configurationSchema = z.record(z.string(), z.unknown()).meta({
  description: 'A scenario (see GET /api/v1/schema), or a configuration of the earlier service.',
  examples: [{ name: 'x', total_patients: 5 }],
});

/** Of a route that starts something by its body alone: a field of it that went into the query would be lost. */
export const noQuerySchema = z.strictObject({});

export const idParametersSchema = z.object({ id: z.string().max(200) });

export const warningsSchema = z
  .array(requestErrorSchema)
  .meta({ description: 'What was read and has no effect, or is worth knowing.' });

export const prioritySchema = z.enum(['low', 'normal', 'high']);

export type RecordKindName = z.infer<typeof recordKindSchema>;
export type PriorityName = z.infer<typeof prioritySchema>;
