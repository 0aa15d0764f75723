import type { Writable } from 'node:stream';
import type { RunSink } from '../sink.js';

/**
 * Sends the only file of a run down a stream: standard output, an HTTP response. The stream stays open: it belongs to
 * the caller. A reader that goes away (EPIPE) is the stream's error, which rejects the write.
 */
export function createStreamSink(stream: Writable): RunSink {
  let failure: Error | null = null;
  stream.on('error', (error) => {
    failure = error;
  });
  return {
    // Called back when the bytes have left: a listener for each of many waiting writes would be too many.
    write: (_path, bytes) =>
      new Promise((resolve, reject) => {
        if (failure !== null) reject(failure);
        else stream.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    commit: async () => {},
    discard: async () => {},
  };
}
