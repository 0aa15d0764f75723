import { createHash, randomUUID } from 'node:crypto';
import { access, constants, type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { ServiceError } from '../errors.js';
import type { ArtifactStore, ByteRange, StoredArtifact } from './artifact-store.js';

/** `<job id>/<name>`, the name of plain words between slashes: nothing that leads out of the folder. */
const PLACE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\/[A-Za-z0-9_][A-Za-z0-9._-]{0,127}){1,8}$/;
const JOB_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Files being written begin so; no place does. */
const UNFINISHED = '.unfinished-';
/** Small pieces are written together. */
const BUFFER_BYTES = 256 * 1024;
const READ_BYTES = 256 * 1024;

/**
 * Makes the folder of a store where it is not there yet.
 *
 * @throws what the file system says when nothing can be written there
 */
export async function prepareStoreFolder(root: string): Promise<void> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  await access(root, constants.W_OK);
}

/** Keeps artifacts as files below one directory, which workers on other machines may share. */
export function createDirectoryStore(root: string): ArtifactStore {
  const pathOf = (place: string): string => {
    if (!PLACE.test(place)) throw new RangeError(`not a place of an artifact: ${JSON.stringify(place)}`);
    return join(root, place);
  };
  const folderOf = (jobId: string): string => {
    if (!JOB_ID.test(jobId)) throw new RangeError(`not the id of a job: ${JSON.stringify(jobId)}`);
    return join(root, jobId);
  };

  return {
    put: async (place, content, options = {}) => {
      const path = pathOf(place);
      const folder = dirname(path);
      const draft = join(folder, `${UNFINISHED}${randomUUID()}`);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const stored = await writeDraft(draft, content, options.signal);
        await rename(draft, path);
        await syncFolder(folder);
        return { place, ...stored };
      } catch (error) {
        await rm(draft, { force: true }).catch(() => {});
        throw translate(error, place);
      }
    },

    async *get(place, range) {
      const file = await openExisting(pathOf(place), place);
      try {
        yield* readRange(file, range ?? { start: 0, end: (await file.stat()).size });
      } finally {
        await file.close();
      }
    },

    read: async (place, range) => {
      const file = await openExisting(pathOf(place), place);
      try {
        const bytes = new Uint8Array(range.end - range.start);
        const filled = await readFully(file, bytes, range.start);
        return bytes.subarray(0, filled);
      } finally {
        await file.close();
      }
    },

    size: async (place) => {
      try {
        return (await stat(pathOf(place))).size;
      } catch (error) {
        if (isCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
        throw error;
      }
    },

    list: async (prefix) => {
      const [jobId = ''] = prefix.split('/', 1);
      const places = await listFiles(folderOf(jobId), jobId);
      return places.filter((place) => place.startsWith(prefix)).sort();
    },

    delete: async (place) => {
      await rm(pathOf(place), { force: true });
    },

    deleteJob: async (jobId) => {
      // A task of the job may still be writing: what comes into a folder while it is emptied is a reason to begin again.
      await rm(folderOf(jobId), { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
    },

    listJobs: async () => {
      const names = await readdir(root).catch((error: unknown) => {
        if (isCode(error, 'ENOENT')) return [];
        throw error;
      });
      return names.filter((name) => JOB_ID.test(name)).sort();
    },
  };
}

async function writeDraft(
  path: string,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<Omit<StoredArtifact, 'place'>> {
  const file = await open(path, 'wx', 0o600);
  const sha256 = createHash('sha256');
  let checksum = 0;
  let bytes = 0;
  try {
    let waiting: Uint8Array[] = [];
    let waitingBytes = 0;
    const flush = async (): Promise<void> => {
      await writeFully(file, waiting);
      waiting = [];
      waitingBytes = 0;
    };
    for await (const chunk of content) {
      signal?.throwIfAborted();
      sha256.update(chunk);
      checksum = crc32(chunk, checksum);
      bytes += chunk.length;
      // A copy: whoever yields may use its buffer again before these are written.
      waiting.push(chunk.length < BUFFER_BYTES ? Uint8Array.from(chunk) : chunk);
      waitingBytes += chunk.length;
      if (waitingBytes >= BUFFER_BYTES) await flush();
    }
    signal?.throwIfAborted();
    await flush();
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: sha256.digest('hex'), crc32: checksum };
}

async function writeFully(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  if (chunks.length === 0) return;
  let rest = chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks);
  while (rest.length > 0) {
    const { bytesWritten } = await file.write(rest);
    rest = rest.subarray(bytesWritten);
  }
}

/**
 * The next piece is read while the one before is used: hashing 500 MB from the page cache takes 0.43 to 0.47 s instead
 * of 0.58 to 0.63 (three pairs in turn).
 */
async function* readRange(file: FileHandle, { start, end }: ByteRange): AsyncGenerator<Uint8Array> {
  const pieceAt = async (position: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(Math.max(0, Math.min(READ_BYTES, end - position)));
    return bytes.subarray(0, await readFully(file, bytes, position));
  };
  let position = start;
  let reading = pieceAt(position);
  for (;;) {
    const piece = await reading;
    if (piece.length === 0) return;
    position += piece.length;
    reading = pieceAt(position);
    // Whoever waits for it hears of its failure; nobody does where the reader has left.
    reading.catch(() => {});
    yield piece;
  }
}

/** @returns how much there was to read */
async function readFully(file: FileHandle, bytes: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

async function openExisting(path: string, place: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw translate(error, place);
  }
}

/** Makes a rename survive a loss of power, where the system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

async function listFiles(folder: string, place: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  });
  const nested = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith(UNFINISHED))
      .map((entry) =>
        entry.isDirectory()
          ? listFiles(join(folder, entry.name), `${place}/${entry.name}`)
          : [`${place}/${entry.name}`],
      ),
  );
  return nested.flat();
}

function translate(error: unknown, place: string): unknown {
  if (isCode(error, 'ENOENT', 'ENOTDIR')) {
    return new ServiceError('artifact_missing', `There is no artifact ${place}.`, { cause: error });
  }
  if (isCode(error, 'ENOSPC', 'EDQUOT', 'EFBIG')) {
    return new ServiceError('disk_full', 'The disk that keeps the artifacts is full.', { cause: error });
  }
  return error;
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
