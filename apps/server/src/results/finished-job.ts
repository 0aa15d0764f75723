import { LRUCache } from 'lru-cache';
import type { ArtifactRepository } from '../database/repositories.js';
import type { ArtifactRow, JobRow } from '../database/schema.js';
import { ServiceError } from '../errors.js';

/** The artifacts of jobs that have completed: they do not change any more, so that the last ones used are kept. */
export interface FinishedJobs {
  /**
   * @throws ServiceError `state_conflict` unless the job has completed, `job_encrypted` where its content may not be read
   */
  open(job: JobRow): Promise<readonly ArtifactRow[]>;
  /** The same for an encrypted job too, of which there is an archive. */
  openEncrypted(job: JobRow): Promise<readonly ArtifactRow[]>;
}

const KEPT_JOBS = 200;

export function createFinishedJobs(artifacts: Pick<ArtifactRepository, 'list'>): FinishedJobs {
  const kept = new LRUCache<string, readonly ArtifactRow[]>({ max: KEPT_JOBS });
  const load = async (job: JobRow): Promise<readonly ArtifactRow[]> => {
    if (job.status !== 'completed') {
      throw new ServiceError('state_conflict', `The job is ${job.status}; it has no results.`, {
        details: { status: job.status },
      });
    }
    const known = kept.get(job.id);
    if (known !== undefined) return known;
    const rows = await artifacts.list(job.id);
    if (rows.length > 0) kept.set(job.id, rows);
    return rows;
  };
  return {
    openEncrypted: load,
    open: async (job) => {
      if (job.options.encryption) {
        throw new ServiceError(
          'job_encrypted',
          'The job is encrypted: its content is in its download and nowhere else.',
        );
      }
      return load(job);
    },
  };
}

/** @throws ServiceError `artifact_missing` */
export function artifactOf(rows: readonly ArtifactRow[], name: string): ArtifactRow {
  const row = rows.find((each) => each.name === name);
  if (row === undefined) throw new ServiceError('artifact_missing', 'The files of this job are gone.');
  return row;
}
