import type { FileHandle } from 'node:fs/promises';

/**
 * A kept file goes to the disk on the way, each time so much has been added: left to the end, that wait was a tenth of
 * the time of 100,000 patients.
 */
const SYNC_BYTES = 64 * 1024 * 1024;

/** A file to which pieces are appended, many at once: each knows its place when it is given. */
export class GrowingFile {
  readonly #handle: FileHandle;
  readonly #isKept: boolean;
  #end = 0;
  #syncedEnd = 0;

  /**
   * @param handle of an empty file
   * @param isKept whether it outlives the run, so that it will be synced
   */
  constructor(handle: FileHandle, isKept: boolean) {
    this.#handle = handle;
    this.#isKept = isKept;
  }

  /** Resolves when all bytes are written. */
  async append(bytes: Uint8Array): Promise<void> {
    const start = this.#end;
    this.#end += bytes.length;
    const isDue = this.#isKept && this.#end - this.#syncedEnd >= SYNC_BYTES;
    if (isDue) this.#syncedEnd = this.#end;
    await this.#write(bytes, start);
    if (isDue) await this.#handle.datasync();
  }

  /** Resolves when everything is on the disk; call it when everything is written. */
  sync(): Promise<void> {
    return this.#handle.sync();
  }

  /** Waits for the writes under way. */
  close(): Promise<void> {
    return this.#handle.close();
  }

  /** A single write may take only a part of the bytes. */
  async #write(bytes: Uint8Array, start: number): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      at += (await this.#handle.write(bytes, at, bytes.length - at, start + at)).bytesWritten;
    }
  }
}
