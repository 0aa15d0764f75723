import type { Task, TaskPayloads } from '../../queue/tasks.js';
import type { JobRun } from '../work/job-run.js';
import { type PartDetails, renderRange } from '../work/render-range.js';
import type { SegmentDetails } from '../work/simulate-segments.js';
import type { TaskContext } from './task-context.js';
import { withJob } from './with-job.js';

type Range = Pick<TaskPayloads['render'], 'range' | 'ranges' | 'firstSegment' | 'segments'>;

/** The middle tasks of a job: each turns a range of segments into parts of the files. */
export function renderTask(context: TaskContext, task: Task<'render'>): Promise<void> {
  return withJob(context, task, (run) => renderJobRange(context, run, task.payload));
}

export async function renderJobRange(context: TaskContext, run: JobRun, range: Range): Promise<void> {
  const { database, progress } = context;
  const { job } = run;
  const rows = await database.repositories.artifacts.list(job.id, ['segment', 'part']);
  const parts = rows.filter(({ kind }) => kind === 'part');
  if (parts.some(({ position }) => position === range.range)) return;
  const segments = rows.filter(({ kind }) => kind === 'segment');
  const total = segments.reduce((sum, { details }) => sum + (details as SegmentDetails).count, 0);
  const artifacts = await renderRange(context, run, {
    range: range.range,
    ranges: range.ranges,
    segments: segments.slice(range.firstSegment, range.firstSegment + range.segments),
    onProgress: (patients) => progress.report(job.id, 'render', patientsOf(parts) + patients, total),
  });
  await database.transact(({ repositories }) => repositories.artifacts.putAll(artifacts));
}

/** Patients whose parts are there, whoever rendered them. */
function patientsOf(parts: readonly { readonly position: number; readonly details: unknown }[]): number {
  const byRange = new Map(
    parts.map(({ position, details }) => [position, (details as PartDetails).patients]),
  );
  return [...byRange.values()].reduce((sum, patients) => sum + patients, 0);
}
