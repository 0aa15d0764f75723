import type { Key, KeyLimitsBody, KeyWithSecret } from '@medical-patients/contract';
import type { KeyLimits } from '../database/schema.js';
import type { ApiKeyView, ApiKeyWithSecret } from '../keys/api-keys.js';
import { toIso, toIsoOrNull } from './job-view.js';

export function toKey(key: ApiKeyView): Key {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: [...key.scopes],
    limits: {
      patients_per_request: key.limits.patientsPerRequest,
      requests_per_minute: key.limits.requestsPerMinute,
      requests_per_day: key.limits.requestsPerDay,
      concurrent_jobs: key.limits.concurrentJobs,
    },
    created_at: toIso(key.createdAt),
    rotated_at: toIsoOrNull(key.rotatedAt),
    expires_at: toIsoOrNull(key.expiresAt),
    revoked_at: toIsoOrNull(key.revokedAt),
    last_used_at: toIsoOrNull(key.lastUsedAt),
  };
}

export function toKeyWithSecret({ key, token }: ApiKeyWithSecret): KeyWithSecret {
  return { ...toKey(key), api_key: token };
}

/** Only what was given: the rest stays as it is. */
export function toLimits(
  limits: { readonly [Name in keyof KeyLimitsBody]?: number | null | undefined },
): Partial<KeyLimits> {
  const { patients_per_request: patients, requests_per_minute: minute } = limits;
  const { requests_per_day: day, concurrent_jobs: jobs } = limits;
  return {
    ...(patients !== undefined && { patientsPerRequest: patients }),
    ...(minute !== undefined && { requestsPerMinute: minute }),
    ...(day !== undefined && { requestsPerDay: day }),
    ...(jobs !== undefined && { concurrentJobs: jobs }),
  };
}
