import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpillStore } from '@medical-patients/engine';

const CIPHER = 'aes-256-ctr';
const BLOCK_BYTES = 16;

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
      // The next begins a block, so that no block of the key stream serves twice.
      end += Math.ceil(sealed.length / BLOCK_BYTES) * BLOCK_BYTES;
      return at;
    },
    read: (position, into) => {
      if (descriptor === null) throw new RangeError('nothing has been spilled');
      const before = position % BLOCK_BYTES;
      const from = position - before;
      const sealed = new Uint8Array(before + into.length);
      for (let done = 0; done < sealed.length; ) {
        const count = readSync(descriptor, sealed, done, sealed.length - done, from + done);
        if (count === 0) throw new RangeError(`the spill file ends before ${position + into.length}`);
        done += count;
      }
      into.set(createDecipheriv(CIPHER, key, ivOf(from)).update(sealed).subarray(before));
    },
    close: () => {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    },
  };
}

/** The cipher counts blocks from here on: the file is one stream, which may be read from any block. */
function ivOf(position: number): Uint8Array {
  const iv = Buffer.alloc(BLOCK_BYTES);
  iv.writeBigUInt64BE(BigInt(position / BLOCK_BYTES), BLOCK_BYTES - 8);
  return iv;
}
