import type { Transaction } from 'kysely';
import type { Schema } from '../database/schema.js';
import type { NewTask, Task, TaskPayloads, TaskType } from './tasks.js';

export interface SendOptions {
  /** Makes the task appear with the transaction, or not at all. */
  readonly transaction?: Transaction<Schema>;
}

export interface WorkOptions {
  /** Tasks of this type that run at the same time in this process. */
  readonly concurrency: number;
}

/** A task that failed for the last time. */
export interface DeadTask {
  readonly type: TaskType;
  readonly payload: TaskPayloads[TaskType];
  readonly reason: string;
}

export interface QueueDepth {
  readonly waiting: number;
  readonly active: number;
}

/**
 * The durable queue. A task is identified by its type, job and range: sending it again while it is known changes
 * nothing, so every sender may simply repeat itself.
 */
export interface Queue {
  start(): Promise<void>;
  /** @returns false when the task was there already */
  send(task: NewTask, options?: SendOptions): Promise<boolean>;
  /**
   * Sends the tasks of one job's second half: `finish` starts when every `render` has succeeded.
   */
  sendFanOut(
    renders: readonly Extract<NewTask, { type: 'render' }>[],
    finish: Extract<NewTask, { type: 'finish' }>,
    options?: SendOptions,
  ): Promise<void>;
  /**
   * Takes tasks until `stop`. A handler that throws has its task tried again, later, and a third time at most; a task
   * whose worker dies or stops is taken by another one.
   */
  work<Type extends TaskType>(
    type: Type,
    options: WorkOptions,
    handler: (task: Task<Type>) => Promise<void>,
  ): Promise<void>;
  /** Called once for every task that has failed for the last time, in one of the processes that work. */
  workDead(handler: (task: DeadTask) => Promise<void>): Promise<void>;
  /** Cancels what is left of a job: waiting tasks never start, running ones see their signal within a second. */
  cancelJob(jobId: string): Promise<void>;
  /** Aborts the tasks of a job that run in this process, now: for whoever learns early that it was cancelled. */
  abortJob(jobId: string): void;
  /** Removes every trace of a job from the queue, sealed passwords included. */
  wipeJob(jobId: string): Promise<void>;
  /** Whether any task of the job waits or runs. */
  hasLiveTasks(jobId: string): Promise<boolean>;
  depth(): Promise<Readonly<Record<TaskType, QueueDepth>>>;
  /** Takes no more tasks, waits for those that run, then aborts and releases what is left. */
  stop(options?: { readonly timeoutMs?: number }): Promise<void>;
}
