import type { FileHandle } from 'node:fs/promises';

/** Writes all bytes: a single write may take only a part of them. */
export async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let at = 0;
  while (at < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
}
