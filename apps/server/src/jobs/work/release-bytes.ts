import { MessageChannel } from 'node:worker_threads';

/**
 * Gives the memory behind bytes back at once; they are empty afterwards. Left to the collector, some 64 MB of them
 * would lie about in every thread. What is transferred through a closed port is gone.
 */
export type ReleaseBytes = (bytes: Uint8Array) => void;

export function createByteRelease(): ReleaseBytes {
  const { port1: drain } = new MessageChannel();
  drain.close();
  return (bytes) => drain.postMessage(null, [bytes.buffer as ArrayBuffer]);
}
