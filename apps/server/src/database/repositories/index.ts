import type { Kysely } from 'kysely';
import type { Repositories } from '../repositories.js';
import type { Schema } from '../schema.js';
import { createApiKeyRepository } from './api-key-repository.js';
import { createArtifactRepository } from './artifact-repository.js';
import { createIdempotencyRepository } from './idempotency-repository.js';
import { createJobRepository } from './job-repository.js';
import { createScenarioRepository } from './scenario-repository.js';

/** @param db - the database, or a transaction of it */
export function createRepositories(db: Kysely<Schema>): Repositories {
  return {
    scenarios: createScenarioRepository(db),
    jobs: createJobRepository(db),
    artifacts: createArtifactRepository(db),
    apiKeys: createApiKeyRepository(db),
    idempotency: createIdempotencyRepository(db),
  };
}
