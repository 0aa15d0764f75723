import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { ServiceError } from '../../errors.js';
import { lockDirectory } from './directory-lock.js';
import type { FromThread, ThreadOptions, ToThread } from './thread-messages.js';
import { WireStream } from './wire-stream.js';

/** The embedded database, running in a thread of this process. */
export interface EmbeddedServer {
  /** A new connection for the driver. Connections take turns: one session serves them, so hold one at a time. */
  connect(): Duplex;
  /** The whole data directory as an uncompressed tar archive. */
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface EmbeddedServerOptions {
  /** Data directory of the installation; null keeps the database in memory. */
  readonly directory: string | null;
  /** The built `embedded-thread`. */
  readonly threadEntry: URL;
  /** What `prepareDatabase` wrote; it makes the first start faster. Left out, or not there: not used. */
  readonly preparedFile?: string | undefined;
}

/**
 * Starts PGlite in a thread, behind a lock on its directory.
 *
 * @throws ServiceError `data_directory_in_use` while another process has the directory
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const directory = options.directory === null ? null : join(options.directory, 'database');
  if (options.directory !== null) mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const lock = options.directory === null ? null : await lockDirectory(options.directory);
  try {
    const workerData: ThreadOptions = { directory, preparedFile: options.preparedFile ?? null };
    const thread = new EmbeddedThread(new Worker(options.threadEntry, { workerData }));
    await thread.ready.catch(async (error: unknown) => {
      await thread.terminate();
      throw error;
    });
    return {
      connect: () => thread.connect(),
      dump: () => thread.dump(),
      close: async () => {
        await thread.close();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** This side of the thread: hands messages to the connection they are for. */
class EmbeddedThread {
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #streams = new Map<number, WireStream>();
  #connections = 0;
  #closing: Promise<void> | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.ready = new Promise((resolve, reject) => {
      worker.on('message', (message: FromThread) => {
        if (message.kind === 'ready') resolve();
        else if (message.kind === 'failed') reject(unusable(message.message));
        else this.#deliver(message);
      });
      worker.on('error', (error) => {
        reject(unusable(error.message, error));
        this.#dropAll(error);
      });
      worker.on('exit', () => {
        const error = new Error('the embedded database has stopped');
        reject(error);
        this.#dropAll(error);
      });
    });
  }

  connect(): WireStream {
    const connection = ++this.#connections;
    const stream = new WireStream({
      connect: () => this.#tell({ kind: 'connect', connection }),
      send: (bytes) => this.#tell({ kind: 'request', connection, bytes }),
    });
    this.#streams.set(connection, stream);
    stream.once('close', () => this.#streams.delete(connection));
    return stream;
  }

  dump(): Promise<Uint8Array> {
    return new Promise((resolve) => {
      const onMessage = (message: FromThread): void => {
        if (message.kind !== 'dumped') return;
        this.#worker.off('message', onMessage);
        resolve(message.bytes);
      };
      this.#worker.on('message', onMessage);
      this.#tell({ kind: 'dump' });
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#stop();
    return this.#closing;
  }

  /** Ends a thread that has no database to close. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  async #stop(): Promise<void> {
    const exited = once(this.#worker, 'exit');
    this.#tell({ kind: 'close' });
    await exited;
  }

  #tell(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #deliver(message: FromThread): void {
    if (message.kind === 'connected') this.#streams.get(message.connection)?.accept();
    else if (message.kind === 'reply') this.#streams.get(message.connection)?.receive(message.bytes);
  }

  #dropAll(error: Error): void {
    for (const stream of this.#streams.values()) stream.destroy(error);
  }
}

function unusable(message: string, cause?: Error): ServiceError {
  return new ServiceError('database_unavailable', `The embedded database does not start: ${message}`, {
    cause,
  });
}
