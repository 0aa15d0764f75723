import type { JobOptions } from '../database/schema.js';

/** The three kinds of work, in the order in which a job goes through them. */
export const TASK_TYPES = ['simulate', 'render', 'finish'] as const;
export type TaskType = (typeof TASK_TYPES)[number];

/** What every task carries. The configuration is read from the job's row, by its id. */
export interface TaskBase {
  readonly jobId: string;
  /** Request that started the job, for the logs. */
  readonly requestId: string | null;
  /** Password of an encrypted job, sealed; the only place where it lives. */
  readonly sealedPassword?: string;
}

export interface TaskPayloads {
  readonly simulate: TaskBase;
  readonly render: TaskBase & {
    /** Number of this range within the job, from 0. */
    readonly range: number;
    readonly ranges: number;
    readonly firstSegment: number;
    readonly segments: number;
  };
  readonly finish: TaskBase & { readonly ranges: number };
}

export type TaskPriority = JobOptions['priority'];

/** A task as it is put into the queue. */
export type NewTask = {
  readonly [Type in TaskType]: {
    readonly type: Type;
    readonly payload: TaskPayloads[Type];
    readonly priority: TaskPriority;
  };
}[TaskType];

/** A task as a worker receives it. */
export interface Task<Type extends TaskType = TaskType> {
  readonly id: string;
  readonly type: Type;
  readonly payload: TaskPayloads[Type];
  /** From 0: how many attempts came before this one. */
  readonly attempt: number;
  /** Whether a failure of this attempt ends the task. */
  readonly lastAttempt: boolean;
  /** Aborts when the task is cancelled, expires, or the worker stops. */
  readonly signal: AbortSignal;
}
