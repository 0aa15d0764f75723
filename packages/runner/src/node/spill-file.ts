import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { SpillStore } from '@medical-patients/engine';
import { diskFailure } from './disk-failure.js';

/** A spill store that leaves nothing on the disk. */
export interface SpillFile extends SpillStore {
  close(): void;
}

/**
 * A file for care paths that wait for an earlier one; made when it is first needed.
 *
 * Synchronous, since the simulation is; the system's page cache makes both directions a copy.
 */
export function createSpillFile(path: string): SpillFile {
  let descriptor: number | null = null;
  let end = 0;
  return {
    append: (bytes) => {
      try {
        descriptor ??= openSync(path, 'w+');
        const at = end;
        let done = 0;
        while (done < bytes.length) {
          done += writeSync(descriptor, bytes, done, bytes.length - done, at + done);
        }
        end += bytes.length;
        return at;
      } catch (error) {
        throw diskFailure(error, path);
      }
    },
    read: (position, into) => {
      if (descriptor === null) throw new RangeError('nothing has been spilled');
      let done = 0;
      while (done < into.length) {
        const count = readSync(descriptor, into, done, into.length - done, position + done);
        if (count === 0) throw new RangeError(`the spill file ends before ${position + into.length}`);
        done += count;
      }
    },
    close: () => {
      if (descriptor === null) return;
      closeSync(descriptor);
      descriptor = null;
      rmSync(path, { force: true });
    },
  };
}
