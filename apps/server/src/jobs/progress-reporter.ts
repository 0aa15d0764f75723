import type { Database } from '../database/database.js';
import type { JobRow } from '../database/schema.js';
import type { Logger } from '../logging/logger.js';
import { type JobStep, progressAt } from './job-progress.js';
import type { JobRecords } from './job-records.js';

/** A job's progress is written no oftener. */
const INTERVAL_MS = 1_000;

/** Takes note of progress as often as it comes, and writes it once a second. */
export interface ProgressReporter {
  /** @param ofTotal casualties that the step will have gone through at its end; 0: not known */
  report(jobId: string, step: JobStep, done: number, ofTotal: number): void;
  /** Begins to report on a job whose work begins in this process. @returns the way to stop */
  watch(job: JobRow): () => void;
}

interface Watched {
  /** Of the job's start, on this process's own clock, which goes one way. */
  readonly startedAtMs: number;
  tasks: number;
  writtenAtMs: number;
  isWriting: boolean;
}

export function createProgressReporter(
  database: Database,
  records: JobRecords,
  logger: Logger,
): ProgressReporter {
  const watched = new Map<string, Watched>();

  const write = async (jobId: string, job: Watched, step: JobStep, done: number, ofTotal: number) => {
    job.isWriting = true;
    job.writtenAtMs = performance.now();
    try {
      const row = await database.repositories.jobs.updateProgress(
        jobId,
        progressAt({
          step,
          fraction: ofTotal > 0 ? done / ofTotal : 0,
          patients: done,
          elapsedSeconds: (performance.now() - job.startedAtMs) / 1000,
        }),
      );
      if (row !== undefined) await records.publish(row, 'progress');
    } catch (error) {
      // The work goes on without: the next report comes in a second, and the end of the job is written anyhow.
      logger.warn({ err: error, job_id: jobId }, 'progress could not be written');
    } finally {
      job.isWriting = false;
    }
  };

  return {
    report: (jobId, step, done, ofTotal) => {
      const job = watched.get(jobId);
      if (job === undefined || job.isWriting) return;
      if (performance.now() - job.writtenAtMs < INTERVAL_MS) return;
      void write(jobId, job, step, done, ofTotal);
    },
    watch: (row) => {
      const job = watched.get(row.id) ?? {
        startedAtMs: performance.now() - Math.max(0, Date.now() - (row.started_at?.getTime() ?? Date.now())),
        tasks: 0,
        writtenAtMs: performance.now(),
        isWriting: false,
      };
      watched.set(row.id, job);
      job.tasks++;
      return () => {
        job.tasks--;
        if (job.tasks === 0) watched.delete(row.id);
      };
    },
  };
}
