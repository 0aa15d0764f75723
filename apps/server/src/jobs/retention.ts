import type { Foundation } from '../foundation.js';
import type { JobRecords } from './job-records.js';

const CLEAN_EVERY_MS = 60_000;
const RECONCILE_EVERY_MS = 15_000;
const AT_ONCE = 100;
/** A job this young may still be between its row and its first task's start, or between two of its tasks. */
const SETTLING_SECONDS = 30;

type CaretakerTools = Pick<Foundation, 'database' | 'queue' | 'artifacts' | 'caches' | 'logger'> & {
  readonly records: JobRecords;
};

/**
 * What a worker does beside its tasks, all of it safe to be done by several at once. Times left out are the database's.
 */
export interface Caretaker {
  /** Removes jobs whose retention has ended, files without a job, and what else has expired. */
  clean(now?: Date): Promise<void>;
  /** Fails jobs that have not ended and of which the queue knows nothing any more. */
  reconcile(now?: Date): Promise<void>;
  /** Does both from time to time. @returns the way to stop */
  start(): () => void;
}

export function createCaretaker(tools: CaretakerTools): Caretaker {
  const { database, queue, artifacts, caches, logger, records } = tools;
  const { jobs, idempotency } = database.repositories;

  const clean: Caretaker['clean'] = async (now) => {
    for (const job of await jobs.listExpired(AT_ONCE, now)) {
      await artifacts.deleteJob(job.id);
      await jobs.delete(job.id);
      await caches.jobStatus.drop(job.id);
      await caches.jobAggregates.drop(job.id);
      await records.dropLists(job.owner_key_id);
      logger.info({ job_id: job.id }, 'a job has been removed at the end of its retention');
    }
    await idempotency.deleteExpired(now);
    const stored = await artifacts.listJobs();
    for (let at = 0; at < stored.length; at += AT_ONCE) {
      const ids = stored.slice(at, at + AT_ONCE);
      const known = await jobs.statuses(ids);
      for (const id of ids) {
        const status = known.get(id);
        // A failed or cancelled job keeps nothing: a task that ended late may have left something.
        if (status === undefined || status === 'failed' || status === 'cancelled')
          await artifacts.deleteJob(id);
      }
    }
  };

  const reconcile: Caretaker['reconcile'] = async (now) => {
    for (const job of await jobs.listActive(AT_ONCE, SETTLING_SECONDS, now)) {
      if (await queue.hasLiveTasks(job.id)) continue;
      // It may have ended, or its next task may have been sent, between the two questions.
      const status = (await jobs.find(job.id, null))?.status;
      if ((status !== 'queued' && status !== 'running') || (await queue.hasLiveTasks(job.id))) continue;
      await records.fail(job.id, {
        code: 'task_lost',
        message: 'The queue lost the work of this job; please start it again.',
      });
    }
  };

  return {
    clean,
    reconcile,
    start: () => {
      const repeat = (work: () => Promise<void>, everyMs: number, what: string): NodeJS.Timeout => {
        let isRunning = false;
        const timer = setInterval(async () => {
          if (isRunning) return;
          isRunning = true;
          try {
            await work();
          } catch (error) {
            logger.warn({ err: error }, `${what} failed; it will be tried again`);
          } finally {
            isRunning = false;
          }
        }, everyMs);
        timer.unref();
        return timer;
      };
      const timers = [
        repeat(() => clean(), CLEAN_EVERY_MS, 'cleaning up'),
        repeat(() => reconcile(), RECONCILE_EVERY_MS, 'looking for lost jobs'),
      ];
      return () => {
        for (const timer of timers) clearInterval(timer);
      };
    },
  };
}
