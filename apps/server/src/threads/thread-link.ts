import type { Worker } from 'node:worker_threads';
import type { ThreadAnswer, ThreadCalls, ThreadMethod } from './thread-calls.js';

interface Asked {
  resolve(result: never): void;
  reject(error: unknown): void;
}

/** One thread, and the questions that it has not answered yet. */
export interface ThreadLink {
  readonly pending: number;
  /** Why the thread is lost; null while it lives. */
  readonly failure: Error | null;
  /** Rejects with the thread's error, which keeps its name, or with what the thread was lost to. */
  ask<Method extends ThreadMethod>(
    method: Method,
    params: ThreadCalls[Method]['params'],
    transfer?: readonly ArrayBuffer[],
  ): Promise<ThreadCalls[Method]['result']>;
  /** Holds work that goes on between questions against this thread's name, until it is released. */
  occupy(): () => void;
  /** Whether it takes more questions: it lives and has not been retired. */
  readonly isUsable: boolean;
  /** Ends the thread as soon as it has nothing more to do; it is asked nothing new. */
  retire(): void;
  /** Ends the thread, whatever it does. */
  end(): Promise<void>;
}

/** A thread needed more memory than it may have. */
class MemoryExceeded extends Error {
  override readonly name = 'MemoryExceeded';
}

export function createThreadLink(worker: Worker, memoryMegabytes: number): ThreadLink {
  const asked = new Map<number, Asked>();
  let questions = 0;
  let occupants = 0;
  let failure: Error | null = null;
  let isRetired = false;

  const lose = (cause: Error): void => {
    failure ??= cause;
    for (const { reject } of asked.values()) reject(failure);
    asked.clear();
    worker.unref();
  };
  const endWhenIdle = (): void => {
    if (isRetired && asked.size === 0 && occupants === 0) void worker.terminate();
  };
  const settle = (answer: ThreadAnswer): void => {
    const question = asked.get(answer.id);
    asked.delete(answer.id);
    if (asked.size === 0) worker.unref();
    endWhenIdle();
    if ('result' in answer) question?.resolve(answer.result as never);
    else question?.reject(toError(answer.failure));
  };
  worker.on('message', settle);
  worker.on('messageerror', lose);
  worker.on('error', (error: NodeJS.ErrnoException) =>
    lose(
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? new MemoryExceeded(`A simulation needed more than the ${memoryMegabytes} MB that it may have.`)
        : error,
    ),
  );
  worker.on('exit', (code) => lose(new Error(`a thread ended with code ${code}`)));
  // A thread without a question does not keep the process alive.
  worker.unref();

  return {
    get pending() {
      return asked.size + occupants;
    },
    get failure() {
      return failure;
    },
    ask: (method, params, transfer = []) => {
      if (failure !== null) return Promise.reject(failure);
      const id = ++questions;
      return new Promise((resolve, reject) => {
        asked.set(id, { resolve, reject });
        worker.ref();
        worker.postMessage({ id, method, params }, transfer);
      });
    },
    occupy: () => {
      occupants++;
      let isReleased = false;
      return () => {
        if (isReleased) return;
        isReleased = true;
        occupants--;
        endWhenIdle();
      };
    },
    get isUsable() {
      return failure === null && !isRetired;
    },
    retire: () => {
      isRetired = true;
      endWhenIdle();
    },
    end: async () => {
      await worker.terminate();
    },
  };
}

function toError({
  name,
  message,
  stack,
}: {
  name: string;
  message: string;
  stack: string | undefined;
}): Error {
  const error = new Error(message);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
