import { SUMMARY_PATH } from '@medical-patients/runner';
import type { Task, TaskPayloads } from '../../queue/tasks.js';
import type { JobRun } from '../work/job-run.js';
import { simulateSegments } from '../work/simulate-segments.js';
import { finishJob } from './finish.js';
import { renderJobRange } from './render.js';
import type { TaskContext } from './task-context.js';
import { withJob } from './with-job.js';

/**
 * Jobs of at most so many segments (of 10,000 casualties) are rendered and finished in the task that simulates them:
 * sending them through the queue again would take longer than it saves.
 */
const SEGMENTS_AT_ONCE = 1;
/** Ranges that a large job is cut into at the most, */
const MOST_RANGES = 64;
/** and segments a range at the most: places within a part are 32 bits, a segment is about 100 MB of JSON. */
const MOST_SEGMENTS_A_RANGE = 20;

/** The first task of a job: runs the simulation, then hands its segments out to be rendered. */
export function simulateTask(context: TaskContext, task: Task<'simulate'>): Promise<void> {
  return withJob(context, task, async (run) => {
    const segments = await simulateOnce(context, run);
    if (segments <= SEGMENTS_AT_ONCE) {
      await renderJobRange(context, run, { range: 0, ranges: 1, firstSegment: 0, segments });
      await finishJob(context, run);
      return;
    }
    await fanOut(context, task, run, segments);
  });
}

/** @returns number of segments, which an earlier attempt may have left */
async function simulateOnce(context: TaskContext, run: JobRun): Promise<number> {
  const { database, progress, settings } = context;
  const { job } = run;
  const { artifacts } = database.repositories;
  // Rows of segments and reports are written together: where a report is, everything is.
  if ((await artifacts.find(job.id, SUMMARY_PATH)) !== undefined) {
    return (await artifacts.list(job.id, ['segment'])).length;
  }
  const simulated = await simulateSegments(context, run, {
    maxCasualties: Math.min(settings.maxPatientsPerJob, job.options.maxPatients ?? Number.POSITIVE_INFINITY),
    onProgress: (casualties) => progress.report(job.id, 'simulate', casualties, job.total_patients),
  });
  await database.transact(({ repositories }) => repositories.artifacts.putAll(simulated.artifacts));
  return simulated.segments;
}

async function fanOut(
  { queue }: TaskContext,
  { payload }: Task<'simulate'>,
  { job }: JobRun,
  segments: number,
): Promise<void> {
  const size = Math.min(MOST_SEGMENTS_A_RANGE, Math.ceil(segments / MOST_RANGES));
  const ranges = Math.ceil(segments / size);
  const { priority } = job.options;
  const renders = Array.from({ length: ranges }, (_, range) => {
    const firstSegment = range * size;
    const task: TaskPayloads['render'] = {
      ...payload,
      range,
      ranges,
      firstSegment,
      segments: Math.min(size, segments - firstSegment),
    };
    return { type: 'render', priority, payload: task } as const;
  });
  await queue.sendFanOut(renders, { type: 'finish', priority, payload: { ...payload, ranges } });
}
