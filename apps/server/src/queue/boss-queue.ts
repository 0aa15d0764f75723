import { fromKysely, type Job, type JobWithMetadata, type PgBoss } from 'pg-boss';
import type { Connections } from '../database/connections.js';
import { isServiceError } from '../errors.js';
import type { Metrics } from '../metrics/metrics.js';
import { type BossOptions, createBoss, DEAD_QUEUE, prepareQueues, QUEUE_SCHEMA } from './boss.js';
import type { DeadTask, Queue, QueueDepth, SendOptions } from './queue.js';
import { createRunningTasks, type FindEndedJobs } from './running-tasks.js';
import { deadTaskIdOf, taskIdOf } from './task-ids.js';
import {
  type NewTask,
  TASK_TYPES,
  type Task,
  type TaskPayloads,
  type TaskPriority,
  type TaskType,
} from './tasks.js';

const PRIORITIES: Readonly<Record<TaskPriority, number>> = { low: -10, normal: 0, high: 10 };
/** How often a task is tried whose handler throws. */
const ATTEMPTS = 3;
/** How often a worker looks by itself: without, and with, a notification for every new task. */
const POLLING = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 1 } as const;
const DEFAULT_STOP_MS = 20_000;
/** What remains, of the time to stop in, for aborted tasks to end by themselves. */
const ABORT_GRACE_MS = 2000;

export interface QueueOptions extends BossOptions {
  readonly metrics: Pick<Metrics, 'taskDuration'>;
  readonly findEnded: FindEndedJobs;
}

interface DeadPayload {
  readonly type: TaskType;
  readonly payload: TaskPayloads[TaskType];
  readonly reason: string;
}

export function createQueue(options: QueueOptions): Queue {
  const boss = createBoss(options);
  const running = createRunningTasks(options.findEnded);
  const { logger, metrics } = options;
  let finishWorkers: readonly string[] = [];

  const toInsert = (task: NewTask) => ({
    id: taskIdOf(task),
    priority: PRIORITIES[task.priority],
    singletonKey: task.payload.jobId,
  });
  const within = ({ transaction }: SendOptions) =>
    transaction === undefined ? {} : { db: fromKysely(transaction as never) };

  const runTask = async <Type extends TaskType>(
    type: Type,
    job: Job<TaskPayloads[Type]>,
    handler: (task: Task<Type>) => Promise<void>,
  ): Promise<void> => {
    const log = logger.child({
      task: type,
      task_id: job.id,
      job_id: job.data.jobId,
      request_id: job.data.requestId,
    });
    const here = running.add(job.data.jobId);
    const signal = AbortSignal.any([job.signal, here.signal]);
    const stop = metrics.taskDuration.startTimer({ task: type });
    try {
      await handler({
        id: job.id,
        type,
        payload: job.data,
        attempt: job.retryCount,
        lastAttempt: job.retryCount >= ATTEMPTS - 1,
        signal,
      });
      stop({ result: 'completed' });
    } catch (error) {
      stop({ result: signal.aborted ? 'aborted' : 'failed' });
      if (signal.aborted) throw error;
      log.error({ err: error, attempt: job.retryCount }, 'a task has failed');
      const mayHeal = isServiceError(error, 'database_unavailable');
      if (mayHeal || job.retryCount < ATTEMPTS - 1) throw error;
      await bury(boss, type, job, error);
      return;
    } finally {
      here.remove();
    }
    // Settled here rather than after the handler's return, so that what waits for this task can be released at once.
    await boss.complete(type, job.id);
    if (type === 'render') {
      await boss.resolveFlow();
      for (const worker of finishWorkers) boss.notifyWorker(worker);
    }
  };

  return {
    start: async () => {
      await boss.start();
      await prepareQueues(boss, options);
    },
    send: async (task, sending = {}) => {
      const id = await boss.send(task.type, task.payload, { ...toInsert(task), ...within(sending) });
      return id !== null;
    },
    sendFanOut: async (renders, finish, sending = {}) => {
      const names = renders.map((_, index) => `render-${index}`);
      const flow = renders.map((task, index) => ({
        ref: names[index] as string,
        name: task.type,
        data: task.payload,
        options: toInsert(task),
      }));
      const last = {
        ref: 'finish',
        name: finish.type,
        data: finish.payload,
        options: toInsert(finish),
        dependsOn: names,
      };
      try {
        await boss.flow([...flow, last], within(sending));
      } catch (error) {
        // All appear together or none does: when the last one is there, this was sent before.
        const [known] = await boss.findJobs(finish.type, { id: taskIdOf(finish) });
        if (known === undefined) throw error;
      }
    },
    work: async (type, { concurrency }, handler) => {
      for (let count = 0; count < concurrency; count++) {
        let worker = '';
        worker = await boss.work<TaskPayloads[typeof type]>(type, POLLING, async (jobs) => {
          for (const job of jobs) await runTask(type, job, handler);
          // There may be more: without this it would rest until its next turn.
          boss.notifyWorker(worker);
        });
        if (type === 'finish') finishWorkers = [...finishWorkers, worker];
      }
    },
    workDead: async (handler) => {
      const withMetadata = { ...POLLING, includeMetadata: true } as const;
      await boss.work<DeadPayload | TaskPayloads[TaskType], void, typeof withMetadata>(
        DEAD_QUEUE,
        withMetadata,
        async (jobs) => {
          for (const job of jobs) await handler(toDeadTask(job));
        },
      );
    },
    cancelJob: async (jobId) => {
      running.abortJob(jobId);
      for (const type of TASK_TYPES) {
        const ids = (await boss.findJobs(type, { key: jobId })).map((job) => job.id);
        if (ids.length > 0) await boss.cancel(type, ids);
      }
    },
    abortJob: running.abortJob,
    wipeJob: async (jobId) => {
      for (const type of TASK_TYPES) {
        const ids = (await boss.findJobs(type, { key: jobId })).map((job) => job.id);
        if (ids.length > 0) await boss.deleteJob(type, ids);
      }
      for (const filter of [{ jobId }, { payload: { jobId } }]) {
        const ids = (await boss.findJobs(DEAD_QUEUE, { data: filter })).map((job) => job.id);
        if (ids.length > 0) await boss.deleteJob(DEAD_QUEUE, ids);
      }
    },
    hasLiveTasks: async (jobId) => {
      for (const type of TASK_TYPES) {
        const jobs = await boss.findJobs(type, { key: jobId });
        if (jobs.some((job) => ['created', 'retry', 'active'].includes(job.state))) return true;
      }
      return false;
    },
    depth: () => readDepth(options.connections),
    stop: async ({ timeoutMs = DEFAULT_STOP_MS } = {}) => {
      const abort = setTimeout(() => running.abortAll(), Math.max(0, timeoutMs - ABORT_GRACE_MS));
      try {
        await boss.stop({ close: false, graceful: true, timeout: timeoutMs });
      } finally {
        clearTimeout(abort);
        running.close();
      }
    },
  };
}

/** Puts a task whose handler keeps throwing where failed tasks end, and cancels it: nothing that waits for it starts. */
async function bury(
  boss: PgBoss,
  type: TaskType,
  job: Job<TaskPayloads[TaskType]>,
  error: unknown,
): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  const dead: DeadPayload = { type, payload: job.data, reason };
  await boss.send(DEAD_QUEUE, dead, { id: deadTaskIdOf(type, job.id), singletonKey: job.data.jobId });
  await boss.cancel(type, job.id);
}

/** What the library put there lost its worker too often; what we put there threw too often. */
function toDeadTask(job: JobWithMetadata<DeadPayload | TaskPayloads[TaskType]>): DeadTask {
  if ('payload' in job.data) return job.data;
  const output = job.sourceOutput as { readonly message?: unknown } | null;
  return {
    type: job.sourceName as TaskType,
    payload: job.data,
    reason: typeof output?.message === 'string' ? output.message : 'its workers died',
  };
}

async function readDepth(connections: Connections): Promise<Readonly<Record<TaskType, QueueDepth>>> {
  const { rows } = await connections.query<{ name: string; active: boolean; count: number }>(
    `select name, state = 'active' as active, count(*) as count from ${QUEUE_SCHEMA}.job
     where state < 'completed' and name = any($1) group by 1, 2`,
    [TASK_TYPES],
  );
  const count = (type: TaskType, active: boolean): number =>
    rows.find((row) => row.name === type && row.active === active)?.count ?? 0;
  const depthOf = (type: TaskType): QueueDepth => ({
    waiting: count(type, false),
    active: count(type, true),
  });
  return { simulate: depthOf('simulate'), render: depthOf('render'), finish: depthOf('finish') };
}
