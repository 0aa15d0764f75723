import { createHash } from 'node:crypto';
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
};
