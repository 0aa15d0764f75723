import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RunHost } from '../host.js';

/** Node as a host. */
export const nodeHost: RunHost = {
  createDigest: () => {
    const hash = createHash('sha256');
    return {
      update: (bytes) => {
        hash.update(bytes);
      },
      hex: () => hash.digest('hex'),
    };
  },
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  collectGarbage: () => findCollector()?.(),
};

/**
 * V8 gives its collector to contexts that are made while the flag is set. The flag is the process's: where another
 * thread has just taken it back there is none, and nothing is collected.
 */
function findCollector(): typeof globalThis.gc {
  if (globalThis.gc !== undefined) return globalThis.gc;
  setFlagsFromString('--expose-gc');
  const collector: typeof globalThis.gc = runInNewContext('globalThis.gc');
  setFlagsFromString('--no-expose-gc');
  return collector;
}
