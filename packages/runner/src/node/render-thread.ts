import type { Worker } from 'node:worker_threads';
import type { Scenario, Summary } from '@medical-patients/contract';
import type { EncodedChunk } from '../chunk-encoder.js';
import { MedpatError } from '../errors.js';
import type { ThreadAnswer, ThreadRequest } from './thread-messages.js';

interface Asked {
  resolve(answer: ThreadAnswer): void;
  reject(error: unknown): void;
}

/** One thread, started when there is something for it to do, and the questions it has not answered yet. */
export class RenderThread {
  readonly #start: () => Worker;
  #started: Worker | null = null;
  readonly #asked = new Map<number, Asked>();
  #tasks = 0;
  #failure: MedpatError | null = null;

  constructor(start: () => Worker) {
    this.#start = start;
  }

  /** Questions not answered yet. */
  get pending(): number {
    return this.#asked.size;
  }

  /** Whether it can be told and asked: it lives, or may yet be started. */
  get isUsable(): boolean {
    return this.#failure === null;
  }

  /** @throws MedpatError `worker-failed` when the thread cannot be started, is lost or ended */
  tell(request: ThreadRequest): void {
    this.#worker().postMessage(request);
  }

  /** @param spare buffers that go to the thread, which fills them */
  async render(run: number, chunk: ArrayBuffer, spare: readonly ArrayBuffer[]): Promise<EncodedChunk> {
    const answer = await this.#ask(
      (task) => ({ kind: 'render', task, run, chunk, spare }),
      [chunk, ...spare],
    );
    if (answer.kind !== 'rendered') throw new Error(`a chunk was answered with "${answer.kind}"`);
    return answer.rendered;
  }

  async replicate(scenario: Scenario, seed: string): Promise<Summary> {
    const answer = await this.#ask((task) => ({ kind: 'replicate', task, scenario, seed }));
    if (answer.kind !== 'replicated') throw new Error(`a replication was answered with "${answer.kind}"`);
    return answer.summary;
  }

  /** Ends the thread, whatever it does; none is started any more. */
  async end(): Promise<void> {
    this.#fail(new Error('it was ended'));
    await this.#started?.terminate();
  }

  #worker(): Worker {
    if (this.#failure !== null) throw this.#failure;
    if (this.#started !== null) return this.#started;
    let worker: Worker;
    try {
      worker = this.#start();
    } catch (error) {
      throw this.#fail(error);
    }
    this.#started = worker;
    worker.on('message', (answer: ThreadAnswer) => this.#settle(answer));
    worker.on('messageerror', (error) => this.#fail(error));
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', (code) => this.#fail(new Error(`the thread ended with code ${code}`)));
    // A thread without work does not keep the process alive; each question does.
    worker.unref();
    return worker;
  }

  async #ask(
    request: (task: number) => ThreadRequest,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<ThreadAnswer> {
    const worker = this.#worker();
    const task = ++this.#tasks;
    return new Promise((resolve, reject) => {
      this.#asked.set(task, { resolve, reject });
      worker.ref();
      worker.postMessage(request(task), transfer);
    });
  }

  #settle(answer: ThreadAnswer): void {
    const asked = this.#asked.get(answer.task);
    this.#asked.delete(answer.task);
    if (this.#asked.size === 0) this.#started?.unref();
    if (answer.kind === 'failed') asked?.reject(answer.cause);
    else asked?.resolve(answer);
  }

  /** The thread is lost: everything it was asked fails, and everything it would be asked. */
  #fail(cause: unknown): MedpatError {
    this.#failure ??= new MedpatError('worker-failed', `A thread failed: ${messageOf(cause)}.`, { cause });
    for (const { reject } of this.#asked.values()) reject(this.#failure);
    this.#asked.clear();
    return this.#failure;
  }
}

function messageOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}
