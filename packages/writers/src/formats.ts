import type { PatientRecord } from '@medical-patients/contract';
import { classicFormat } from './classic/classic-format.js';
import { csvFormat } from './csv/csv-format.js';
import type { Format, FormatWriter, OutputFile, WriterOptions } from './format.js';
import { jsonFormat } from './json/json-format.js';
import { ndjsonFormat } from './json/ndjson-format.js';

/** Every format there is. A new one is a file that exports a {@link Format}, and a line here. */
export const FORMATS: readonly Format[] = [jsonFormat, ndjsonFormat, csvFormat, classicFormat];

/** A format was asked for that does not exist; says which ones do. */
export class UnknownFormatError extends Error {
  readonly code = 'format_not_available';
  readonly available: readonly string[] = FORMATS.map((format) => format.name);

  constructor(name: string) {
    super(`There is no format "${name}". Available: ${FORMATS.map((format) => format.name).join(', ')}.`);
    this.name = 'UnknownFormatError';
  }
}

/**
 * The entry of a format in the table.
 *
 * @throws UnknownFormatError when there is none of that name
 */
export function findFormat(name: string): Format {
  const format = FORMATS.find((candidate) => candidate.name === name);
  if (format === undefined) throw new UnknownFormatError(name);
  return format;
}

/**
 * A writer of a format. It keeps a buffer, so a thread needs its own.
 *
 * @throws UnknownFormatError when there is none of that name
 */
export function createWriter(name: string, options: WriterOptions): FormatWriter {
  return findFormat(name).create(options);
}

/** A piece of one file. */
export interface FilePiece {
  readonly file: OutputFile;
  readonly bytes: Uint8Array;
}

/**
 * The files of a format, piece by piece: the pieces of one file, joined in the order they come, are that file.
 *
 * @example
 * for await (const { file, bytes } of encodeStream(createWriter('ndjson', options), chunks)) {
 *   await sinks[file.path].write(bytes);
 * }
 */
export async function* encodeStream(
  writer: FormatWriter,
  chunks: AsyncIterable<readonly PatientRecord[]> | Iterable<readonly PatientRecord[]>,
): AsyncGenerator<FilePiece, void, undefined> {
  yield* pieces(writer, writer.head());
  let isFirst = true;
  for await (const records of chunks) {
    if (records.length === 0) continue;
    writer.write(records, isFirst);
    yield* pieces(writer, writer.take());
    isFirst = false;
  }
  yield* pieces(writer, writer.tail());
}

function* pieces(writer: FormatWriter, parts: readonly Uint8Array[]): Generator<FilePiece, void, undefined> {
  for (const [index, bytes] of parts.entries()) {
    if (bytes.length > 0) yield { file: writer.files[index]!, bytes };
  }
}
