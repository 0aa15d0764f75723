import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { RunSink } from '../sink.js';

/**
 * Sends the only file of a run down a stream: standard output, an HTTP response. The stream stays open: it belongs to
 * the caller. A reader that goes away (EPIPE) is the stream's error, which rejects the write.
 */
export function createStreamSink(stream: Writable): RunSink {
  let failure: Error | null = null;
  /** Shared by all writes that wait: many are on their way, and a listener each would be too many. */
  let draining: Promise<unknown> | null = null;
  stream.on('error', (error) => {
    failure = error;
  });
  return {
    write: async (_path, bytes) => {
      if (failure !== null) throw failure;
      if (stream.write(bytes)) return;
      draining ??= once(stream, 'drain').finally(() => {
        draining = null;
      });
      await draining;
    },
    commit: async () => {
      // The empty write is called back after everything before it has left.
      await new Promise<void>((resolve, reject) => {
        stream.write('', (error) => (error ? reject(error) : resolve()));
      });
    },
    discard: async () => {},
  };
}
