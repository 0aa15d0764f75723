import { createHash, randomInt, randomUUID } from 'node:crypto';
import { canonicalJson, type Scenario } from '@medical-patients/contract';
import type { TransactionScope } from '../database/database.js';
import type { NewJob } from '../database/repositories.js';
import { ACTIVE_JOB_STATUSES, type JobRow } from '../database/schema.js';
import { ServiceError } from '../errors.js';
import type { Foundation } from '../foundation.js';
import type { JobRequest, Jobs, StartedJob } from '../http/services.js';
import { estimateSeconds } from './job-estimate.js';
import { checkPatients, patientLimit, type QueueGate, refuseTooManyJobs } from './job-limits.js';
import { QUEUED_PROGRESS } from './job-progress.js';
import { ALL_OWNERS, type JobRecords, listsByStatus } from './job-records.js';
import { deriveStreamKey } from './work/sealed-stream.js';

const SEEDS = 1_000_000_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface JobServiceTools
  extends Pick<Foundation, 'settings' | 'database' | 'queue' | 'caches' | 'artifacts' | 'keys' | 'sealer'> {
  readonly records: JobRecords;
  readonly gate: QueueGate;
}

/** Starts jobs within the limits, finds, cancels and deletes them. */
export function createJobService(tools: JobServiceTools): Jobs {
  const { database, queue, caches, artifacts, records } = tools;
  const { jobs } = database.repositories;

  const find: Jobs['find'] = async (id, owner) => {
    const known = UUID.test(id)
      ? await caches.jobStatus.get(id.toLowerCase(), () => jobs.find(id, null))
      : undefined;
    if (known === undefined || (owner !== null && known.owner_key_id !== owner)) throw notFound();
    return known;
  };

  return {
    find,
    start: (request) => startJob(tools, request),

    list: async (owner, page) => {
      const { limit, cursor = '', status } = page;
      const whose = owner ?? ALL_OWNERS;
      const name = status === undefined ? whose : listsByStatus(whose);
      const listed = await caches.jobList.get(name, `${limit} ${cursor} ${status ?? ''}`, () =>
        jobs.list(owner, page),
      );
      // How jobs stand that have not ended is known elsewhere, and newer than the page.
      const rows = await Promise.all(
        listed.rows.map(async (row) => {
          if (!ACTIVE_JOB_STATUSES.some((active) => active === row.status)) return row;
          const now = await caches.jobStatus.get(row.id, () => jobs.find(row.id, null));
          // A page of one state is dropped a moment after its job has left that state.
          return now !== undefined && status !== undefined && now.status !== status ? row : now;
        }),
      );
      return { ...listed, rows: rows.filter((row) => row !== undefined) };
    },

    cancel: async (id, owner) => {
      const job = await find(id, owner);
      const cancelled = await jobs.transition(job.id, ACTIVE_JOB_STATUSES, 'cancelled', {
        keepHours: records.keepHours,
      });
      if (cancelled === undefined) {
        const now = await jobs.find(job.id, owner);
        if (now === undefined) throw notFound();
        throw new ServiceError('state_conflict', `The job has already ended: it is ${now.status}.`, {
          details: { status: now.status },
        });
      }
      // The bus tells the worker, wherever it is, before the queue is put in order.
      await records.publish(cancelled, 'state');
      await queue.cancelJob(job.id);
      await records.ended(cancelled);
      // A task that still runs stops within a second, and cleans up behind itself.
      await records.dropFiles(job.id);
      return cancelled;
    },

    delete: async (id, owner) => {
      const job = await find(id, owner);
      const cancelled = await jobs.transition(job.id, ACTIVE_JOB_STATUSES, 'cancelled');
      await queue.cancelJob(job.id);
      const wasThere = await jobs.delete(job.id);
      await caches.jobStatus.drop(job.id);
      await caches.jobAggregates.drop(job.id);
      await records.dropLists(job.owner_key_id);
      await queue.wipeJob(job.id);
      await artifacts.deleteJob(job.id);
      if (!wasThere && cancelled === undefined) throw notFound();
    },
  };
}

function notFound(): ServiceError {
  return new ServiceError('not_found', 'There is no such job.');
}

async function startJob(tools: JobServiceTools, asked: JobRequest): Promise<StartedJob> {
  const idempotency = await hashWithPassword(asked);
  const request: JobRequest = { ...asked, idempotency };
  const { caller } = request;
  const { database, keys, records, settings } = tools;
  let prepared: PreparedJob;
  try {
    prepared = await prepareJob(tools, request);
  } catch (refusal) {
    // What a request has started before is told, whatever would become of it now.
    const known =
      idempotency && (await database.repositories.idempotency.find(caller.keyId, idempotency.key));
    if (known && known.expires_at > new Date()) return repeat(tools, request, known);
    throw refusal;
  }
  const { job, sealedPassword, estimatedSeconds } = prepared;

  const started = await database.transact(async (scope) => {
    if (idempotency) {
      const first = await scope.repositories.idempotency.claim({
        ownerKeyId: caller.keyId,
        key: idempotency.key,
        requestHash: idempotency.requestHash,
        jobId: job.id,
        response: { estimatedSeconds },
        keepHours: settings.idempotencyHours,
      });
      if (first !== undefined) return { first };
    }
    await refuseTooManyJobs(scope, caller, settings);
    return { row: await insertWithTask(tools, scope, job, sealedPassword) };
  });
  if (started.first !== undefined) return repeat(tools, request, started.first);
  await records.publish(started.row, 'job');
  keys.countJob(caller, job.totalPatients);
  return { job: started.row, estimatedSeconds, repeated: false };
}

/**
 * Another password makes another request. It joins the hash by the key derivation of the files, which takes longer to
 * guess through than the archive itself: whoever reads the database is nearer to the password by nothing.
 */
async function hashWithPassword(request: JobRequest): Promise<JobRequest['idempotency']> {
  const { caller, idempotency, encryptionPassword } = request;
  if (idempotency === null || encryptionPassword === null) return idempotency;
  const { key, requestHash } = idempotency;
  const derived = await deriveStreamKey(encryptionPassword, `idempotency ${caller.keyId} ${key}`);
  return { key, requestHash: createHash('sha256').update(requestHash).update(derived.bytes).digest('hex') };
}

interface PreparedJob {
  readonly job: NewJob;
  readonly sealedPassword: string | undefined;
  readonly estimatedSeconds: number;
}

/** @throws ServiceError where it may not be started, whatever else is under way */
async function prepareJob(tools: JobServiceTools, request: JobRequest): Promise<PreparedJob> {
  const { gate, settings, sealer } = tools;
  const { scenario, caller, encryptionPassword } = request;
  const patients = checkPatients(scenario, caller, settings);
  await gate.refuseWhenFull();
  const job = newJob(request, patients, patientLimit(caller, settings));
  return {
    job,
    sealedPassword: encryptionPassword === null ? undefined : sealer.seal(encryptionPassword, job.id),
    estimatedSeconds: estimateSeconds(patients, job.options),
  };
}

async function insertWithTask(
  { queue }: JobServiceTools,
  { repositories, transaction }: TransactionScope,
  job: NewJob,
  sealedPassword: string | undefined,
): Promise<JobRow> {
  const row = await repositories.jobs.insert(job);
  const payload = {
    jobId: job.id,
    requestId: job.requestId,
    ...(sealedPassword === undefined ? {} : { sealedPassword }),
  };
  await queue.send({ type: 'simulate', payload, priority: job.options.priority }, { transaction });
  return row;
}

function newJob(request: JobRequest, patients: number, maxPatients: number): NewJob {
  const seed = request.scenario.seed ?? String(randomInt(SEEDS));
  const config: Scenario = { ...request.scenario, seed };
  return {
    id: randomUUID(),
    ownerKeyId: request.caller.keyId,
    record: request.record,
    scenarioId: request.scenarioId,
    scenarioVersion: request.scenarioVersion,
    config,
    contentHash: createHash('sha256').update(canonicalJson(request.scenario)).digest('hex'),
    seed,
    totalPatients: patients,
    options: {
      formats: [...new Set(request.formats)],
      compression: request.compression,
      encryption: request.encryptionPassword !== null,
      priority: request.priority,
      maxPatients,
    },
    warnings: request.warnings,
    progress: QUEUED_PROGRESS,
    requestId: request.requestId,
  };
}

/** The answer to a request that was answered before. */
async function repeat(
  { database }: JobServiceTools,
  { idempotency }: JobRequest,
  first: { readonly request_hash: string; readonly job_id: string; readonly response: unknown },
): Promise<StartedJob> {
  if (first.request_hash !== idempotency?.requestHash) {
    throw new ServiceError('idempotency_conflict', 'This Idempotency-Key was used for another request.');
  }
  const job = await database.repositories.jobs.find(first.job_id, null);
  if (job === undefined) {
    throw new ServiceError(
      'idempotency_conflict',
      'The job that this Idempotency-Key started has been deleted.',
    );
  }
  const { estimatedSeconds } = first.response as { readonly estimatedSeconds: number };
  return { job, estimatedSeconds, repeated: true };
}
