import { finishTask } from './finish.js';
import { renderTask } from './render.js';
import { simulateTask } from './simulate.js';
import type { TaskContext } from './task-context.js';

/** Begins to take tasks from the queue, until that is stopped. */
export async function workOnTasks(context: TaskContext): Promise<void> {
  const { queue, settings, records, logger } = context;
  const options = { concurrency: settings.workerConcurrency };
  await queue.workDead(async ({ type, payload, reason }) => {
    logger.error(
      { job_id: payload.jobId, request_id: payload.requestId, task: type, reason },
      'a job has failed',
    );
    await records.fail(payload.jobId, {
      code: 'task_failed',
      message: `The step "${type}" failed repeatedly. The log has the cause under this job's id.`,
    });
  });
  await queue.work('simulate', options, (task) => simulateTask(context, task));
  await queue.work('render', options, (task) => renderTask(context, task));
  await queue.work('finish', options, (task) => finishTask(context, task));
}
