import * as z from 'zod';

export const keyScopeSchema = z.enum(['read', 'generate', 'admin']);

const limit = z.int().min(1).max(2_000_000_000).nullable();

export const keyLimitsSchema = z
  .strictObject({
    patients_per_request: limit,
    requests_per_minute: limit,
    requests_per_day: limit,
    concurrent_jobs: limit,
  })
  .meta({ id: 'KeyLimits', description: 'Null: no limit of its own.' });

export const keyLimitsChangeSchema = keyLimitsSchema.partial();

export const newKeySchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    scopes: z.array(keyScopeSchema).min(1).max(3).optional(),
    limits: keyLimitsChangeSchema.optional(),
    expires_at: z.iso
      .datetime()
      .refine((instant) => Date.parse(instant) > Date.now(), 'must lie in the future')
      .nullish(),
  })
  .meta({ id: 'NewKey' });

const instant = z.iso.datetime().nullable();

export const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(keyScopeSchema),
    limits: keyLimitsSchema,
    created_at: z.iso.datetime(),
    rotated_at: instant,
    expires_at: instant,
    revoked_at: instant,
    last_used_at: instant,
  })
  .meta({ id: 'Key' });

export const keyWithSecretSchema = keySchema
  .extend({ api_key: z.string().meta({ description: 'The whole key: shown this once.' }) })
  .meta({ id: 'KeyWithSecret' });

const day = z.iso.date();

export const keyUsageQuerySchema = z.strictObject({
  from: day.optional().meta({ description: 'UTC; 30 days ago when left out.' }),
  to: day.optional().meta({ description: 'UTC, included; today when left out.' }),
});

export const keyUsageSchema = z
  .object({ day, requests: z.int(), jobs: z.int(), patients: z.int() })
  .meta({ id: 'KeyUsage' });

export type Key = z.infer<typeof keySchema>;
export type KeyWithSecret = z.infer<typeof keyWithSecretSchema>;
export type NewKeyRequest = z.input<typeof newKeySchema>;
export type KeyLimitsBody = z.infer<typeof keyLimitsSchema>;
export type KeyUsage = z.infer<typeof keyUsageSchema>;
