import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { GrowingFile } from './growing-file.js';

const READ_BYTES = 1 << 18;
const CIPHER = 'aes-256-ctr';

/** A file on its way into an archive that is not ready for it. */
export interface SpoolFile {
  write(bytes: Uint8Array): Promise<void>;
  /** All bytes, in order; nothing may be written afterwards. */
  read(): AsyncGenerator<Uint8Array, void, undefined>;
  close(): Promise<void>;
}

/**
 * Opens a spool file.
 *
 * @param isSecret whether its bytes may not stand on the disk in the clear: they are encrypted with a key that only
 *   this process knows
 */
export async function openSpoolFile(path: string, isSecret: boolean): Promise<SpoolFile> {
  const handle: FileHandle = await open(path, 'wx+');
  const file = new GrowingFile(handle, false);
  const key = randomBytes(32);
  const counter = randomBytes(16);
  const cipher = isSecret ? createCipheriv(CIPHER, key, counter) : null;
  return {
    write: (bytes) => file.append(cipher === null ? bytes : cipher.update(bytes)),
    read: async function* () {
      const decipher = isSecret ? createDecipheriv(CIPHER, key, counter) : null;
      for (let at = 0; ; ) {
        const { bytesRead, buffer } = await handle.read(new Uint8Array(READ_BYTES), 0, READ_BYTES, at);
        if (bytesRead === 0) return;
        at += bytesRead;
        const bytes = buffer.subarray(0, bytesRead);
        yield decipher === null ? bytes : decipher.update(bytes);
      }
    },
    close: () => file.close(),
  };
}
