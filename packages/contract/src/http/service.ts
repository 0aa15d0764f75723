import * as z from 'zod';
import { recordKindSchema } from './common.js';

export const healthSchema = z
  .object({
    status: z.enum(['ok', 'degraded', 'unavailable']),
    version: z.string(),
    uptime_seconds: z.number(),
    checks: z.record(z.string(), z.object({ status: z.string(), detail: z.string().optional() })).optional(),
  })
  .meta({ id: 'Health' });

export const dashboardQuerySchema = z.strictObject({
  job_id: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'The newest completed job when left out.' }),
});

export const sampleQuerySchema = dashboardQuerySchema.extend({
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .optional(),
  record: recordKindSchema.optional(),
});

export const patientDetailQuerySchema = dashboardQuerySchema.extend({ record: recordKindSchema.optional() });

export type Health = z.infer<typeof healthSchema>;
