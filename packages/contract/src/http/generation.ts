import * as z from 'zod';
import { configurationSchema, prioritySchema, recordKindSchema, warningsSchema } from './common.js';

export const MAX_OUTPUT_FORMATS = 20;
export const MIN_PASSWORD_LENGTH = 8;

export const seedSchema = z
  .union([z.int(), z.string().min(1).max(200)])
  .meta({ description: 'Integer or text; 42 and "42" are the same. Drawn and returned when left out.' });

const totalPatientsSchema = z.int().min(1).max(10_000_000);

/** Of a body with wrong fields too: all its problems are told in one answer. */
const isObject = ({ value }: { readonly value: unknown }): boolean =>
  typeof value === 'object' && value !== null;

const ONE_SCENARIO = {
  message: 'Give exactly one of configuration_id and configuration.',
  when: isObject,
};

function namesOneScenario(body: {
  readonly configuration_id?: unknown;
  readonly configuration?: unknown;
}): boolean {
  return (body.configuration_id == null) !== (body.configuration == null);
}

/** Names of formats; which there are, the service knows. */
export const outputFormatsSchema = z.array(z.string().max(50)).max(MAX_OUTPUT_FORMATS);

export const generationRequestSchema = z
  .strictObject({
    configuration_id: z.string().min(1).max(200).nullish().meta({ description: 'A stored scenario.' }),
    configuration: configurationSchema.nullish(),
    total_patients: totalPatientsSchema
      .nullish()
      .meta({ description: 'Instead of what the scenario says; up to the limit of the key.' }),
    output_formats: outputFormatsSchema.nullish(),
    seed: seedSchema.nullish(),
    use_compression: z.boolean().nullish(),
    use_encryption: z.boolean().nullish(),
    encryption_password: z.string().max(1000).nullish(),
    priority: prioritySchema.nullish(),
  })
  .refine(namesOneScenario, ONE_SCENARIO)
  .refine(
    ({ use_encryption, encryption_password: password }) =>
      use_encryption !== true || (typeof password === 'string' && password.length >= MIN_PASSWORD_LENGTH),
    {
      path: ['encryption_password'],
      message: `must have ${MIN_PASSWORD_LENGTH} characters or more`,
      when: isObject,
    },
  )
  .refine(
    ({ use_encryption, encryption_password: password }) => use_encryption === true || (password ?? '') === '',
    {
      path: ['encryption_password'],
      message: 'encrypts nothing by itself: set use_encryption to true',
      when: isObject,
    },
  )
  .meta({ id: 'GenerationRequest' });

export const generationResponseSchema = z
  .object({
    job_id: z.string(),
    status: z.string(),
    message: z.string(),
    estimated_duration: z.number().meta({ description: 'Seconds.' }),
    seed: z.string(),
    record: recordKindSchema,
    warnings: warningsSchema,
  })
  .meta({ id: 'GenerationResponse' });

export const streamRequestSchema = z
  .strictObject({
    configuration_id: z.string().min(1).max(200).nullish(),
    configuration: configurationSchema.nullish(),
    total_patients: totalPatientsSchema.nullish(),
    seed: seedSchema.nullish(),
    record: recordKindSchema.nullish(),
  })
  .refine(namesOneScenario, ONE_SCENARIO)
  .meta({ id: 'StreamRequest' });

export const streamQuerySchema = z
  .strictObject({
    configuration_id: z.string().min(1).max(200).optional(),
    preset: z.string().min(1).max(100).optional().meta({ description: 'Id of a ready scenario.' }),
    total_patients: z
      .string()
      .regex(/^\d{1,8}$/)
      .transform(Number)
      .pipe(totalPatientsSchema)
      .optional(),
    seed: z.string().min(1).max(200).optional(),
    record: recordKindSchema.optional(),
    format: z.enum(['json', 'ndjson']).optional(),
  })
  .refine(({ configuration_id, preset }) => configuration_id === undefined || preset === undefined, {
    message: 'Give configuration_id or preset, not both.',
    when: isObject,
  });

export type GenerationRequest = z.input<typeof generationRequestSchema>;
export type GenerationResponse = z.infer<typeof generationResponseSchema>;
export type StreamGenerationRequest = z.input<typeof streamRequestSchema>;
