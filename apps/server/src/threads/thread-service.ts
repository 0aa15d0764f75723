import type { MessagePort } from 'node:worker_threads';
import type {
  ThreadAnswer,
  ThreadCalls,
  ThreadFailure,
  ThreadMethod,
  ThreadQuestion,
} from './thread-calls.js';

/** Answer to a question, and what of it is handed over rather than copied. */
export interface Answered<Result> {
  readonly result: Result;
  readonly transfer?: readonly ArrayBuffer[];
}

export type ThreadHandlers = {
  readonly [Method in ThreadMethod]: (
    params: ThreadCalls[Method]['params'],
  ) => Answered<ThreadCalls[Method]['result']> | Promise<Answered<ThreadCalls[Method]['result']>>;
};

/** The life of a thread: answers one question after another, failures included. */
export function serveThread(port: MessagePort, handlers: ThreadHandlers): void {
  const answer = async ({ id, method, params }: ThreadQuestion): Promise<void> => {
    try {
      const { result, transfer } = await handlers[method](params as never);
      port.postMessage({ id, result } satisfies ThreadAnswer, transfer ?? []);
    } catch (error) {
      port.postMessage({ id, failure: describeFailure(error) } satisfies ThreadAnswer);
    }
  };
  port.on('message', (question: ThreadQuestion) => void answer(question));
}

function describeFailure(error: unknown): ThreadFailure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined };
  return { name: error.name, message: error.message, stack: error.stack };
}
