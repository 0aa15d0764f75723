import * as z from 'zod';
import { CASUALTY_CLASSES, OUTCOMES, TRIAGE_CATEGORIES } from '../words.js';
import { pageQuerySchema, recordKindSchema, warningsSchema } from './common.js';

export const JOB_STATES = ['pending', 'queued', 'running', 'completed', 'failed', 'cancelled'] as const;

export const jobStatusSchema = z.enum(JOB_STATES);

export const progressDetailsSchema = z.object({
  current_step: z.string(),
  total_steps: z.int(),
  completed_steps: z.int(),
  patients_generated: z.int(),
  estimated_remaining_time: z.number().nullable().meta({ description: 'Seconds; null while unknown.' }),
});

export const jobConfigSchema = z.object({
  record: recordKindSchema,
  seed: z.string(),
  total_patients: z.int(),
  output_formats: z.array(z.string()),
  use_compression: z.boolean(),
  use_encryption: z.boolean(),
  priority: z.string(),
  configuration_id: z.string().nullable(),
  configuration_version: z.int().nullable(),
  configuration: z.unknown().meta({ description: 'As run.' }),
});

export const jobSchema = z
  .object({
    job_id: z.string(),
    status: jobStatusSchema,
    created_at: z.iso.datetime(),
    started_at: z.iso.datetime().nullable(),
    completed_at: z.iso.datetime().nullable(),
    expires_at: z.iso.datetime().nullable().meta({ description: 'When its files go.' }),
    progress: z.number().min(0).max(100),
    config: jobConfigSchema,
    error: z.string().nullable(),
    error_code: z.string().nullable(),
    output_files: z.array(z.string()),
    progress_details: progressDetailsSchema,
    summary: z.unknown().meta({ description: 'Counts, rates and curves of a completed job; else null.' }),
    warnings: warningsSchema,
  })
  .meta({ id: 'Job' });

export const jobListQuerySchema = pageQuerySchema.extend({ status: jobStatusSchema.optional() });

const filter = z.string().min(1).max(100).optional();

/** One of a closed list of words, in any case. */
const wordFilter = <const Word extends string>(words: readonly Word[]) =>
  z
    .string()
    .transform((text) => words.find((word) => word.toLowerCase() === text.toLowerCase()) ?? text)
    .pipe(z.enum(words))
    .meta({ enum: [...words] })
    .optional();

export const resultsQuerySchema = z.strictObject({
  page: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(1))
    .optional(),
  per_page: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(500))
    .optional()
    .meta({ description: '1 to 500; 50 when left out.' }),
  triage: wordFilter(TRIAGE_CATEGORIES).meta({ description: 'Of the first assessment; any case.' }),
  outcome: wordFilter(OUTCOMES),
  nation: filter.meta({ description: 'ISO alpha-3.' }),
  front: filter.meta({ description: 'Id of a front.' }),
  class: wordFilter(CASUALTY_CLASSES),
  sort: z.enum(['number', 'iss']).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  record: recordKindSchema.optional(),
});

export const resultsSchema = z
  .object({
    job_id: z.string(),
    total: z.int(),
    page: z.int(),
    per_page: z.int(),
    total_pages: z.int(),
    patients: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ id: 'Results' });

export const patientParametersSchema = z.object({
  id: z.string().max(200),
  number: z.string().max(20),
});

export const patientQuerySchema = z.strictObject({
  format: z.string().max(50).optional(),
  record: recordKindSchema.optional(),
});

export const downloadQuerySchema = z.strictObject({
  format: z
    .string()
    .max(50)
    .optional()
    .meta({ description: 'One format only; all of them, as a ZIP, when left out.' }),
});

export type JobState = z.infer<typeof jobStatusSchema>;
export type Job = Omit<z.infer<typeof jobSchema>, 'summary'> & { readonly summary: unknown };
export type ResultsPage = z.infer<typeof resultsSchema>;
