import type { ArtifactStore } from '../artifacts/artifact-store.js';
import type { Caches } from '../cache/caches.js';
import type { Database } from '../database/database.js';
import type { JobChanges } from '../database/repositories.js';
import type { JobFailure, JobRow, JobStatus } from '../database/schema.js';
import type { Logger } from '../logging/logger.js';
import type { Metrics } from '../metrics/metrics.js';
import type { Queue } from '../queue/queue.js';

/** What changes of a job's state go through: the database first, then everybody who looks at it. */
export interface JobRecordTools {
  readonly database: Database;
  readonly caches: Caches;
  readonly artifacts: ArtifactStore;
  readonly queue: Queue;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'jobDuration'>;
  readonly retentionHours: number;
}

export interface JobRecords {
  /** Tells the caches of a row that the database has just given. */
  publish(job: JobRow, change: JobChange): Promise<void>;
  /** @returns undefined when the job is gone or in another state */
  transition(
    id: string,
    from: readonly JobStatus[],
    to: JobStatus,
    changes?: JobChanges,
  ): Promise<JobRow | undefined>;
  /** Drops all cached lists of this key's jobs: one has appeared or gone. */
  dropLists(ownerKeyId: string): Promise<void>;
  /** For how long the files of a job that ends are kept. */
  readonly keepHours: number;
  /** Counts and publishes a job that has just ended, and takes it out of the queue, passwords included. */
  ended(job: JobRow): Promise<void>;
  /** Ends a job with an error that its owner may read. Its files go. Does nothing when it has ended already. */
  fail(id: string, failure: JobFailure): Promise<void>;
  /** Removes every file of a job, and the rows that name them. */
  dropFiles(id: string): Promise<void>;
}

/** What is new about a row. */
export type JobChange = 'job' | 'state' | 'progress';

/** Under this name lists of everybody's jobs are cached. */
export const ALL_OWNERS = 'all';

/**
 * Lists of the jobs in one state are kept under a name of their own. They change whenever a job changes its state; the
 * others only when a job appears or goes, for how its jobs stand is looked up.
 */
export const listsByStatus = (owner: string): string => `${owner} by status`;

export function createJobRecords(tools: JobRecordTools): JobRecords {
  const { database, caches, artifacts, queue, logger } = tools;
  const { jobs, artifacts: artifactRows } = database.repositories;
  const keepHours = tools.retentionHours;

  const dropLists = async (ownerKeyId: string, change: JobChange): Promise<void> => {
    const owners = [ownerKeyId, ALL_OWNERS];
    const byStatus = owners.map(listsByStatus);
    const names = change === 'job' ? [...owners, ...byStatus] : change === 'state' ? byStatus : [];
    await Promise.all(names.map((name) => caches.jobList.drop(name)));
  };
  const publish: JobRecords['publish'] = async (job, change) => {
    // Side by side: each is a way to Redis and back.
    await Promise.all([caches.jobStatus.set(job.id, job), dropLists(job.owner_key_id, change)]);
  };
  const dropFiles: JobRecords['dropFiles'] = async (id) => {
    await artifactRows.deleteOf(id);
    await artifacts.deleteJob(id);
  };
  const ended: JobRecords['ended'] = async (job) => {
    const end = job.completed_at ?? new Date();
    const seconds = (end.getTime() - job.created_at.getTime()) / 1000;
    tools.metrics.jobDuration.observe({ status: job.status }, seconds);
    await publish(job, 'state');
    await queue.wipeJob(job.id);
    // Why a job failed is for whoever looks after the service: it shows where only warnings are kept.
    logger[job.status === 'failed' ? 'warn' : 'info'](
      {
        job_id: job.id,
        request_id: job.request_id,
        status: job.status,
        seconds,
        error: job.error ?? undefined,
      },
      'a job has ended',
    );
  };

  return {
    publish,
    dropLists: (ownerKeyId) => dropLists(ownerKeyId, 'job'),
    keepHours,
    ended,
    dropFiles,
    transition: async (id, from, to, changes) => {
      const job = await jobs.transition(id, from, to, changes);
      if (job !== undefined) await publish(job, 'state');
      return job;
    },
    fail: async (id, error) => {
      const job = await jobs.transition(id, ['pending', 'queued', 'running'], 'failed', {
        error,
        keepHours,
      });
      if (job === undefined) return;
      await queue.cancelJob(id);
      await ended(job);
      await dropFiles(id);
    },
  };
}
