import * as z from 'zod';
import { configurationSchema, recordKindSchema, warningsSchema } from './common.js';
import { requestErrorSchema } from './problem-details.js';

const visibilitySchema = z.enum(['private', 'shared']);

/** What is posted: the scenario itself; visibility in the query. */
export const configurationBodySchema = configurationSchema;

export const configurationQuerySchema = z.strictObject({ visibility: visibilitySchema.optional() });

export const configurationSummarySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    version: z.int(),
    visibility: visibilitySchema,
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'ConfigurationSummary' });

export const storedConfigurationSchema = configurationSummarySchema
  .extend({
    record: recordKindSchema,
    content_hash: z.string(),
    configuration: configurationSchema,
    warnings: warningsSchema.optional(),
  })
  .loose()
  .meta({
    id: 'Configuration',
    description:
      'A stored scenario. The fields of the posted document stand beside ours too, as in the earlier service.',
  });

export const configurationVersionSchema = z
  .object({
    version: z.int(),
    record: recordKindSchema,
    content_hash: z.string(),
    created_at: z.iso.datetime(),
    current: z.boolean(),
  })
  .meta({ id: 'ConfigurationVersion' });

export const validationResultSchema = z
  .object({
    valid: z.boolean(),
    record: recordKindSchema.nullable(),
    errors: z.array(requestErrorSchema),
    warnings: warningsSchema,
    total_patients: z.int().nullable(),
  })
  .meta({ id: 'ValidationResult' });

export const versionParametersSchema = z.object({ id: z.string().max(200), version: z.string().max(20) });

export const nationalitySchema = z.object({ code: z.string(), name: z.string() }).meta({ id: 'Nationality' });

export const conditionTypeSchema = z
  .object({ id: z.string(), name: z.string(), description: z.string() })
  .meta({ id: 'ConditionType' });

export const facilityTypeSchema = z
  .looseObject({ id: z.string(), name: z.string(), role: z.int(), description: z.string() })
  .meta({ id: 'FacilityType' });

export const staticFrontSchema = z
  .looseObject({ id: z.string(), name: z.string(), preset: z.string() })
  .meta({ id: 'StaticFront' });

export const presetSummarySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    category: z.string(),
    aliases: z.array(z.string()),
    calibration: z.boolean(),
    total_patients: z.int().nullable(),
    days: z.int(),
  })
  .meta({ id: 'PresetSummary' });

export const presetSchema = presetSummarySchema
  .extend({
    configuration: configurationSchema,
    yaml: z.string().meta({ description: 'The commented scenario file.' }),
  })
  .meta({ id: 'Preset' });

export const presetCategorySchema = z
  .object({ id: z.string(), count: z.int(), presets: z.array(z.string()) })
  .meta({ id: 'PresetCategory' });

export type StoredConfiguration = z.infer<typeof storedConfigurationSchema>;
export type ConfigurationSummary = z.infer<typeof configurationSummarySchema>;
export type ConfigurationVersion = z.infer<typeof configurationVersionSchema>;
export type ValidationResult = z.infer<typeof validationResultSchema>;
export type PresetSummary = z.infer<typeof presetSummarySchema>;
export type PresetDetails = z.infer<typeof presetSchema>;
