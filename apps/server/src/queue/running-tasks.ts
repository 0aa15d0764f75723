/** Which of these jobs have been cancelled, have failed or are gone. */
export type FindEndedJobs = (jobIds: readonly string[]) => Promise<ReadonlySet<string>>;

/** How often a worker asks about all the jobs it works for, in one query. */
const CHECK_MS = 500;

/** The tasks that run in this process, so that they can be aborted. */
export interface RunningTasks {
  /** @returns the task's signal, and the way to say that it has ended */
  add(jobId: string): { readonly signal: AbortSignal; remove(): void };
  abortJob(jobId: string): void;
  abortAll(): void;
  readonly size: number;
  close(): void;
}

export function createRunningTasks(findEnded: FindEndedJobs): RunningTasks {
  const controllers = new Map<AbortController, string>();
  let asking = false;

  const abortWhere = (matches: (jobId: string) => boolean, reason: string): void => {
    for (const [controller, jobId] of controllers) {
      if (matches(jobId)) controller.abort(new DOMException(reason, 'AbortError'));
    }
  };

  const check = async (): Promise<void> => {
    if (asking || controllers.size === 0) return;
    asking = true;
    try {
      const ended = await findEnded([...new Set(controllers.values())]);
      if (ended.size > 0) abortWhere((jobId) => ended.has(jobId), 'the job was cancelled');
    } catch {
      // The database is away: nobody can have cancelled anything in it. The next check follows.
    } finally {
      asking = false;
    }
  };

  const timer = setInterval(() => void check(), CHECK_MS);
  timer.unref();
  return {
    add: (jobId) => {
      const controller = new AbortController();
      controllers.set(controller, jobId);
      return { signal: controller.signal, remove: () => controllers.delete(controller) };
    },
    abortJob: (jobId) => abortWhere((each) => each === jobId, 'the job was cancelled'),
    abortAll: () => abortWhere(() => true, 'the worker stops'),
    get size() {
      return controllers.size;
    },
    close: () => clearInterval(timer),
  };
}
