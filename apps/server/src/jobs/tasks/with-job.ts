import type { Scenario } from '@medical-patients/contract';
import type { JobFailure, JobRow } from '../../database/schema.js';
import { isServiceError } from '../../errors.js';
import type { Task, TaskType } from '../../queue/tasks.js';
import { TOO_MANY_CASUALTIES } from '../../threads/thread-calls.js';
import { createJobRun, type JobRun } from '../work/job-run.js';
import { deriveStreamKey } from '../work/sealed-stream.js';
import type { TaskContext } from './task-context.js';

const MINUTE_MS = 60_000;

/** A job that went on for longer than it may. */
class JobTooLong extends Error {
  override readonly name = 'JobTooLong';
}

/**
 * Runs one task of a job that still runs: quietly does nothing where the job has ended or is gone, fails it at once
 * where another attempt would fail the same way, and leaves everything else to the queue.
 */
export async function withJob<Type extends TaskType>(
  context: TaskContext,
  task: Task<Type>,
  work: (run: JobRun) => Promise<void>,
): Promise<void> {
  const { database, records, settings } = context;
  const { jobId } = task.payload;
  const job = await takeJob(context, task);
  if (job === undefined) return;
  const limitMinutes = settings.maxJobMinutes;
  const limit = new AbortController();
  // By the database's clock, which all workers share; theirs may be wrong, or jump.
  const remainingMs =
    limitMinutes * MINUTE_MS - (await database.repositories.jobs.secondsRunning(jobId)) * 1000;
  const timer = setTimeout(
    () => limit.abort(new JobTooLong(`The job ran for longer than ${limitMinutes} minutes.`)),
    Math.max(0, remainingMs),
  );
  const stopWatching = context.progress.watch(job);
  try {
    const signal = AbortSignal.any([task.signal, limit.signal]);
    await work(await openRun(context, task, job, signal));
  } catch (error) {
    const failure = finalFailure(limit.signal.aborted ? limit.signal.reason : error, task.lastAttempt);
    if (failure !== null) {
      await records.fail(jobId, failure);
      return;
    }
    if (!task.signal.aborted) throw error;
    const now = await database.repositories.jobs.find(jobId, null);
    // A worker that stops gives the task back; a job that has ended leaves nothing to do but to clean up behind it.
    if (now?.status === 'running' || now?.status === 'queued') throw error;
    // Completed after all: the connection broke after the commit, and the files are those that were asked for.
    if (now?.status !== 'completed') await records.dropFiles(jobId);
  } finally {
    clearTimeout(timer);
    stopWatching();
  }
}

/** The job's row when there is work to do on it. */
async function takeJob<Type extends TaskType>(
  { database, records }: TaskContext,
  task: Task<Type>,
): Promise<JobRow | undefined> {
  const job = await database.repositories.jobs.find(task.payload.jobId, null);
  if (job?.status === 'running') return job;
  if (job?.status !== 'queued' && job?.status !== 'pending') return undefined;
  return records.transition(job.id, ['pending', 'queued'], 'running');
}

async function openRun<Type extends TaskType>(
  { compile, sealer }: TaskContext,
  { payload }: Task<Type>,
  job: JobRow,
  signal: AbortSignal,
): Promise<JobRun> {
  const { sealedPassword } = payload;
  const password = sealedPassword === undefined ? null : sealer.open(sealedPassword, job.id);
  if (job.options.encryption !== (password !== null)) throw new Error('a task came without its password');
  const key = password === null ? null : await deriveStreamKey(password, job.id);
  const compiled = compile(job.config as Scenario, job.seed);
  return createJobRun({ job, compiled, password, key, signal });
}

/** Failures that no further attempt would mend, or that the last one has met, with words for the job's owner. */
function finalFailure(error: unknown, isLast: boolean): JobFailure | null {
  if (isLast && isDiskFull(error)) {
    return {
      code: 'disk_full',
      message: 'The disk of the service is full; please start the job again later.',
    };
  }
  if (isServiceError(error, 'sealed_value_unreadable')) {
    return {
      code: error.code,
      message: 'The encryption password can no longer be read; please start the job again.',
    };
  }
  if (!(error instanceof Error)) return null;
  switch (error.name) {
    case TOO_MANY_CASUALTIES:
      return { code: 'patients_exceeded', message: error.message };
    case 'MemoryExceeded':
      return { code: 'memory_exceeded', message: error.message };
    case 'JobTooLong':
      return { code: 'job_too_long', message: error.message };
    default:
      return null;
  }
}

/** In the store, in the database, or on a thread, whose errors keep their words and no more. */
function isDiskFull(error: unknown): boolean {
  return isServiceError(error, 'disk_full') || (error instanceof Error && error.message.startsWith('ENOSPC'));
}
