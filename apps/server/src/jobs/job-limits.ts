import type { Scenario } from '@medical-patients/contract';
import { referenceData } from '@medical-patients/reference-data';
import type { Settings } from '../config/settings.js';
import type { TransactionScope } from '../database/database.js';
import { ServiceError } from '../errors.js';
import type { Caller } from '../keys/api-keys.js';
import type { Queue } from '../queue/queue.js';
import { expectedPatients } from './job-estimate.js';

/** So long a look at the queue is good, and so long it serves until there is the next one. */
const FRESH_SECONDS = 1;
const USABLE_SECONDS = 5;
const RETRY_AFTER_SECONDS = 5;

/** Patients that one request of this caller may have. */
export function patientLimit(
  { limits }: Pick<Caller, 'limits'>,
  { maxPatientsPerJob }: Pick<Settings, 'maxPatientsPerJob'>,
): number {
  return Math.min(maxPatientsPerJob, limits.patientsPerRequest ?? Number.POSITIVE_INFINITY);
}

/**
 * Refuses a scenario that will have more patients than the caller may have. Where a scenario fixes no number, the
 * simulation looks at the limit once more while it runs.
 *
 * @returns how many it will have, by `expectedPatients`
 * @throws ServiceError `patients_exceeded`
 */
export function checkPatients(
  scenario: Scenario,
  caller: Pick<Caller, 'limits'>,
  settings: Pick<Settings, 'maxPatientsPerJob'>,
): number {
  const patients = expectedPatients(scenario, referenceData.model.campaigns);
  const limit = patientLimit(caller, settings);
  if (patients <= limit) return patients;
  const about = scenario.casualties.total === null ? 'about ' : '';
  const message = `A job may have at most ${limit} patients; this one would have ${about}${patients}.`;
  throw new ServiceError('patients_exceeded', message, {
    details: { limit, patients },
    // That field makes it fewer, whatever the scenario says.
    errors: [{ code: 'patients_exceeded', path: 'total_patients', message }],
  });
}

/**
 * Refuses a job when the key has as many under way as it may. The key is locked until the transaction ends.
 *
 * @throws ServiceError `concurrent_jobs_exceeded`
 */
export async function refuseTooManyJobs(
  { repositories }: TransactionScope,
  caller: Caller,
  settings: Pick<Settings, 'maxConcurrentJobsPerKey'>,
): Promise<void> {
  const limit = caller.limits.concurrentJobs ?? settings.maxConcurrentJobsPerKey;
  if ((await repositories.jobs.countActiveInTurn(caller.keyId)) < limit) return;
  throw new ServiceError(
    'concurrent_jobs_exceeded',
    `This key may have ${limit} jobs waiting or running at the same time.`,
    { retryAfterSeconds: RETRY_AFTER_SECONDS, details: { limit } },
  );
}

/** Refuses jobs while too many wait in the whole installation. */
export interface QueueGate {
  /** @throws ServiceError `overloaded` with the time to come back after */
  refuseWhenFull(): Promise<void>;
}

/**
 * Looks at the queue at most once a second: the limit is for an installation that cannot keep up, not for a count. A
 * request waits for that look only where the last one is old; else it goes by the last one.
 */
export function createQueueGate(queue: Queue, settings: Pick<Settings, 'maxQueueLength'>): QueueGate {
  let waiting = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    try {
      waiting = (await queue.depth()).simulate.waiting;
      lookedAt = performance.now();
    } finally {
      looking = undefined;
    }
  };
  return {
    refuseWhenFull: async () => {
      const ageSeconds = (performance.now() - lookedAt) / 1000;
      if (ageSeconds > FRESH_SECONDS) {
        looking ??= look();
        // Who does not wait for it does not hear of its failure: the next request looks again.
        looking.catch(() => {});
        if (ageSeconds > USABLE_SECONDS) await looking;
      }
      if (waiting < settings.maxQueueLength) return;
      throw new ServiceError('overloaded', 'Too many jobs are waiting; please try again later.', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    },
  };
}
