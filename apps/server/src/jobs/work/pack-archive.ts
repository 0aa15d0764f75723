import type { JobThreads } from '../../threads/job-threads.js';

/** A file that goes into an archive. */
export interface ArchiveEntry {
  readonly path: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Larger pieces cross between threads better than small ones. */
const PIECE_BYTES = 1024 * 1024;

/** Packs files into a deflated archive, encrypted where there is a password, on a thread. */
export async function* packArchive(
  threads: JobThreads,
  password: string | null,
  entries: AsyncIterable<ArchiveEntry>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const thread = threads.pick();
  const release = thread.occupy();
  const archive = await thread.ask('openArchive', { password });
  let isClosed = false;
  try {
    for await (const { path, content } of entries) {
      for await (const bytes of gather(content))
        yield* await thread.ask('packPiece', { archive, path, bytes });
    }
    isClosed = true;
    yield* await thread.ask('closeArchive', { archive, abandon: false });
  } finally {
    release();
    if (!isClosed && thread.failure === null) await thread.ask('closeArchive', { archive, abandon: true });
  }
}

/** Joins small pieces; yields at least one, so that an empty file is an entry too. */
async function* gather(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let held: Uint8Array[] = [];
  let size = 0;
  let isEmpty = true;
  for await (const piece of content) {
    held.push(piece);
    size += piece.length;
    if (size < PIECE_BYTES) continue;
    isEmpty = false;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0 || isEmpty) yield Buffer.concat(held);
}
