import type { OutputFile } from '@medical-patients/writers';
import type { Digest, RunHost } from './host.js';
import type { ManifestFile } from './manifest.js';
import type { RunSink } from './sink.js';

interface Entry {
  readonly path: string;
  readonly mediaType: string;
  readonly digest: Digest;
  bytes: number;
}

const encoder = new TextEncoder();

/** Counts and hashes the bytes of every file on their way to the sink. */
export class FileLedger {
  readonly #sink: RunSink;
  readonly #host: RunHost;
  readonly #entries: Entry[] = [];
  #isAbandoned = false;

  constructor(files: readonly OutputFile[], sink: RunSink, host: RunHost) {
    this.#sink = sink;
    this.#host = host;
    for (const { path, mediaType } of files) this.#open(path, mediaType);
  }

  /**
   * The next pieces of every file that the ledger was made with. They are counted and with the sink when this returns;
   * its promise says that they are written.
   */
  async write(files: readonly (readonly Uint8Array[])[]): Promise<void> {
    const writes: Promise<void>[] = [];
    for (const [index, pieces] of files.entries()) {
      const entry = this.#entries[index];
      if (entry === undefined) throw new RangeError(`file ${index} is not in the list`);
      for (const bytes of pieces) writes.push(this.#put(entry, bytes));
    }
    await Promise.all(writes);
  }

  /** One more file, whole. */
  async add(path: string, mediaType: string, text: string): Promise<void> {
    await this.#put(this.#open(path, mediaType), encoder.encode(text));
  }

  /** A file that the list does not hold: the one that holds the list. */
  async writeUnlisted(path: string, text: string): Promise<void> {
    await this.#sink.write(path, encoder.encode(text));
  }

  /** The run is given up: chunks still on their way no longer reach the sink, which is being cleared away. */
  abandon(): void {
    this.#isAbandoned = true;
  }

  /** The list of files; nothing may be written to them afterwards. */
  close(): readonly ManifestFile[] {
    return this.#entries.map(({ path, mediaType, digest, bytes }) => ({
      path,
      media_type: mediaType,
      bytes,
      sha256: digest.hex(),
    }));
  }

  #open(path: string, mediaType: string): Entry {
    const entry: Entry = { path, mediaType, digest: this.#host.createDigest(), bytes: 0 };
    this.#entries.push(entry);
    return entry;
  }

  async #put(entry: Entry, bytes: Uint8Array): Promise<void> {
    if (this.#isAbandoned) throw new Error('the run has been given up');
    if (bytes.length === 0) return;
    entry.bytes += bytes.length;
    entry.digest.update(bytes);
    await this.#sink.write(entry.path, bytes);
  }
}
