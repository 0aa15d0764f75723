import { ZipWriter } from '@zip.js/zip.js';

export interface ArchiveOptions {
  /** Deflate the entries; otherwise they are stored. */
  readonly compress: boolean;
  /** Encrypt every entry with AES-256 (WinZip AE-2), which 7-Zip opens. */
  readonly encryption?: { readonly password: string };
}

/** What is put into an archive as one file. */
export type EntryContent = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * A ZIP archive under way. Read `bytes` while adding: what nobody reads is not made, so that the memory stays flat.
 * Entries come one after another.
 */
export interface Archive {
  /** The archive itself. Fails with the error of an entry that fails. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /**
   * Adds a file and resolves when all of it is packed.
   *
   * @param path with `/`, relative
   * @throws what the content throws; the archive is broken then, and `bytes` fails too
   */
  add(path: string, content: EntryContent): Promise<void>;
  /** Writes the directory of the archive; `bytes` ends after it. */
  close(): Promise<void>;
}

/**
 * Starts a ZIP archive: ZIP64 where needed, every entry dated 1980-01-01 (the earliest date of the format), so that
 * the same entries give the same bytes. An encrypted archive has random salts: there that holds for the entries only.
 *
 * Everything runs on the calling thread, with the deflate that zip.js carries; nothing is fetched.
 *
 * @example
 * const archive = createArchive({ compress: true });
 * const written = pipeToFile(archive.bytes);
 * await archive.add('patients.json', pieces);
 * await archive.close();
 * await written;
 */
export function createArchive(options: ArchiveOptions): Archive {
  let output: TransformStreamDefaultController<Uint8Array> | undefined;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
    start: (controller) => {
      output = controller;
    },
  });
  const writer = new ZipWriter(writable, {
    level: options.compress ? DEFLATE_LEVEL : 0,
    useWebWorkers: false,
    // The platform's own deflate is three times as fast (230 against 73 MB/s), but its bytes differ between processors
    // and versions; the embedded one gives the same everywhere.
    useCompressionStream: false,
    extendedTimestamp: false,
    rawLastModDate: FIRST_OF_1980,
    ...(options.encryption === undefined
      ? {}
      : { password: options.encryption.password, encryptionStrength: AES_256 }),
  });

  let previous: Promise<unknown> = Promise.resolve();
  /** Runs one step after the other: entries added at once would be buffered whole. */
  const enqueue = (step: () => Promise<unknown>): Promise<void> => {
    const done = previous.then(step).then(
      () => undefined,
      (error: unknown) => {
        output?.error(error);
        throw error;
      },
    );
    previous = done;
    return done;
  };

  return {
    bytes: readAll(readable),
    add: (path, content) =>
      enqueue(async () => {
        const { stream, isEmpty } = await open(content);
        // zip.js leaves the salt out of an encrypted entry when nothing flows through it, and 7-Zip then reports a
        // damaged header; deflate makes two bytes of nothing.
        await writer.add(path, stream, isEmpty ? { level: DEFLATE_LEVEL } : {});
      }),
    close: () => enqueue(() => writer.close()),
  };
}

/** The content as a stream, and whether there is anything in it. */
async function open(
  content: EntryContent,
): Promise<{ stream: ReadableStream<Uint8Array>; isEmpty: boolean }> {
  const pieces = iterate(content);
  let next = await pieces.next();
  while (next.done !== true && next.value.length === 0) next = await pieces.next();
  const isEmpty = next.done === true;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (next.done === true) {
          controller.close();
          return;
        }
        controller.enqueue(next.value);
        next = await pieces.next();
      },
      cancel: async () => {
        await pieces.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, isEmpty };
}

function iterate(content: EntryContent): AsyncIterator<Uint8Array> | Iterator<Uint8Array> {
  if ('getReader' in content) return readAll(content);
  return Symbol.asyncIterator in content ? content[Symbol.asyncIterator]() : content[Symbol.iterator]();
}

async function* readAll(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops reading stops the packing too.
    await reader.cancel().catch(() => undefined);
  }
}

const DEFLATE_LEVEL = 6;
const AES_256 = 3;
/** Midnight of 1 January 1980 in MS-DOS form: day and month in the upper half, the time of day in the lower. */
const FIRST_OF_1980 = ((1 << 5) | 1) << 16;
