import type { Summary } from '@medical-patients/contract';
import type { Task } from '../../queue/tasks.js';
import { completedProgress } from '../job-progress.js';
import { finishFiles } from '../work/finish-files.js';
import type { JobRun } from '../work/job-run.js';
import type { TaskContext } from './task-context.js';
import { withJob } from './with-job.js';

/** The last task of a job. */
export function finishTask(context: TaskContext, task: Task<'finish'>): Promise<void> {
  return withJob(context, task, (run) => finishJob(context, run));
}

export async function finishJob(context: TaskContext, run: JobRun): Promise<void> {
  const { database, records, artifacts } = context;
  const { job, signal } = run;
  const rows = await database.repositories.artifacts.list(job.id);
  const finished = await finishFiles(context, run, rows);
  signal.throwIfAborted();
  const { casualties } = finished.summary.totals;
  const ended = await database.transact(async ({ repositories }) => {
    const completed = await repositories.jobs.transition(job.id, ['running'], 'completed', {
      progress: completedProgress(casualties),
      summary: briefly(finished.summary),
      keepHours: records.keepHours,
    });
    if (completed === undefined) return undefined;
    // The files of an encrypted job are in its archive and nowhere else.
    await repositories.artifacts.deleteOf(job.id, run.key === null ? ['part', 'index'] : undefined);
    await repositories.artifacts.putAll(finished.artifacts);
    return completed;
  });
  if (ended === undefined) return;
  for (const place of finished.obsolete) await artifacts.delete(place);
  await records.ended(ended);
}

/** What a job's status shows: every status answer carries it, so that curves by the hour stay in the summary's file. */
function briefly({ scenario, totals, rates, triage, census_by_day }: Summary) {
  return {
    scenario,
    totals,
    rates,
    triage: { true_mix: triage.true_mix, assessed_mix: triage.assessed_mix },
    census_by_day,
  };
}
