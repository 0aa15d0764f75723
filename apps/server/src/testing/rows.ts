import { randomBytes, randomUUID } from 'node:crypto';
import type { NewApiKey, NewArtifact, NewJob, NewScenario } from '../database/repositories.js';
import type { JobProgress } from '../database/schema.js';

export const NO_LIMITS = {
  patientsPerRequest: null,
  requestsPerMinute: null,
  requestsPerDay: null,
  concurrentJobs: null,
} as const;

export function progressAt(percent: number): JobProgress {
  return {
    percent,
    currentStep: 'simulate',
    totalSteps: 3,
    completedSteps: 0,
    patientsGenerated: 0,
    estimatedRemainingSeconds: null,
  };
}

export function newApiKey(changes: Partial<NewApiKey> = {}): NewApiKey {
  return {
    id: randomUUID(),
    name: 'test',
    prefix: `mp_${randomBytes(6).toString('hex')}`,
    secretSha256: randomBytes(32),
    scopes: ['read', 'generate'],
    limits: NO_LIMITS,
    expiresAt: null,
    ...changes,
  };
}

export function newJob(ownerKeyId: string, changes: Partial<NewJob> = {}): NewJob {
  return {
    id: randomUUID(),
    ownerKeyId,
    record: 'full',
    scenarioId: null,
    scenarioVersion: null,
    config: { name: 'test', casualties: { total: 5 } },
    contentHash: '0'.repeat(64),
    seed: '42',
    totalPatients: 5,
    options: { formats: ['json'], compression: false, encryption: false, priority: 'normal' },
    warnings: [],
    progress: progressAt(0),
    requestId: null,
    ...changes,
  };
}

export function newScenario(ownerKeyId: string | null, changes: Partial<NewScenario> = {}): NewScenario {
  return {
    id: randomUUID(),
    ownerKeyId,
    visibility: 'private',
    name: 'Baltic defence',
    description: '',
    document: { zulu: 1, alpha: 2 },
    record: 'full',
    contentHash: '0'.repeat(64),
    ...changes,
  };
}

export function newArtifact(jobId: string, changes: Partial<NewArtifact> = {}): NewArtifact {
  return {
    jobId,
    name: 'patients.json',
    kind: 'output',
    format: 'json',
    position: 0,
    bytes: 5_000_000_000,
    sha256: 'a'.repeat(64),
    crc32: 4_294_967_295,
    place: `${jobId}/patients.json`,
    encrypted: false,
    ...changes,
  };
}
