import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpillStore } from '@medical-patients/engine';

const CIPHER = 'aes-256-ctr';
const IV_BYTES = 16;

/** A spill store that nobody else can read and that leaves nothing behind, whatever becomes of the process. */
export interface SealedSpill extends SpillStore {
  close(): void;
}

/**
 * Care paths that wait for an earlier casualty, in a temporary file that is made when it is first needed. It has no
 * name once it is open, so that it goes with the process; its bytes are encrypted with a key that exists in memory
 * only, since they may belong to an encrypted job.
 *
 * Synchronous, since the simulation is; the system's page cache makes both directions a copy.
 */
export function createSealedSpill(folder: string = tmpdir()): SealedSpill {
  const key = randomBytes(32);
  let descriptor: number | null = null;
  let end = 0;

  const open = (): number => {
    const path = join(folder, `medpat-${randomUUID()}`);
    const opened = openSync(path, 'wx+', 0o600);
    rmSync(path);
    return opened;
  };

  return {
    append: (bytes) => {
      descriptor ??= open();
      const at = end;
      const sealed = createCipheriv(CIPHER, key, ivOf(at)).update(bytes);
      for (let done = 0; done < sealed.length; ) {
        done += writeSync(descriptor, sealed, done, sealed.length - done, at + done);
      }
      end += sealed.length;
      return at;
    },
    read: (position, length) => {
      if (descriptor === null) throw new RangeError('nothing has been spilled');
      const sealed = new Uint8Array(length);
      for (let done = 0; done < length; ) {
        const count = readSync(descriptor, sealed, done, length - done, position + done);
        if (count === 0) throw new RangeError(`the spill file ends before ${position + length}`);
        done += count;
      }
      return createDecipheriv(CIPHER, key, ivOf(position)).update(sealed);
    },
    close: () => {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    },
  };
}

/** What is appended is read back as it was: its position is a number that is used once. */
function ivOf(position: number): Uint8Array {
  const iv = Buffer.alloc(IV_BYTES);
  iv.writeBigUInt64BE(BigInt(position));
  return iv;
}
