import type { PatientRecord } from '@medical-patients/contract';
import type { SpareBuffers } from './spare-buffers.js';

/** One file of a format. */
export interface OutputFile {
  /** Path inside the run folder, with `/`. */
  readonly path: string;
  readonly mediaType: string;
}

/** What a writer may say about the data set beside its records. */
export interface WriterOptions {
  readonly dataset: {
    readonly id: string;
    readonly name: string;
    readonly seed: string;
    /** Start of the exercise, ISO 8601. */
    readonly start: string;
  };
  /** Buffers to fill; the caller gives back those that it has read. Without it all are new. */
  readonly spare?: SpareBuffers;
}

/**
 * Turns records into the bytes of one format. A file is its head, what was taken of every chunk in order, and its tail.
 *
 * A chunk's bytes depend on its records and on `isFirst` alone, so that chunks may be written in any order, on any
 * thread, and the files are the same for every chunk size.
 */
export interface FormatWriter {
  readonly name: string;
  readonly files: readonly OutputFile[];
  /** The bytes that begin each file, in the order of `files`. */
  head(): readonly Uint8Array[];
  /**
   * Writes records behind those written before.
   *
   * @param isFirst whether they begin with the data set's first record, which no separator precedes
   */
  write(records: readonly PatientRecord[], isFirst: boolean): void;
  /**
   * The bytes written since the last call, for each file, in the order of `files`; with their buffers they belong to
   * the caller, who may transfer them or give them back to `spare`.
   */
  take(): readonly Uint8Array<ArrayBuffer>[];
  /** The bytes that end each file, in the order of `files`. */
  tail(): readonly Uint8Array[];
}

/** A format as the table of formats lists it. */
export interface Format {
  /** What `--format` takes. */
  readonly name: string;
  readonly title: string;
  readonly files: readonly OutputFile[];
  /** Media type of the format as a whole: of its file, or of a ZIP where it has several. */
  readonly mediaType: string;
  /** Whether it is a single file, which can go to standard output or down an HTTP response. */
  readonly streams: boolean;
  readonly create: (options: WriterOptions) => FormatWriter;
}
