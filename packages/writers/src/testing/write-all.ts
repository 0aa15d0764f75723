import type { PatientRecord } from '@medical-patients/contract';
import type { WriterOptions } from '../format.js';
import { createWriter } from '../formats.js';

/** What the tests say about their data set. */
export const OPTIONS: WriterOptions = {
  dataset: { id: 'baltic-shield-7f3a', name: 'baltic-shield', seed: '7', start: '2026-06-01T00:00:00Z' },
};

/** Joins byte arrays. */
export function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** The files of a format, by path. */
export function writeAll(
  format: string,
  records: readonly PatientRecord[],
  chunkSize: number = Math.max(1, records.length),
): ReadonlyMap<string, Uint8Array> {
  const writer = createWriter(format, OPTIONS);
  const parts: (readonly Uint8Array[])[] = [writer.head()];
  for (let from = 0; from < records.length; from += chunkSize) {
    writer.write(records.slice(from, from + chunkSize), from === 0);
    parts.push(writer.take());
  }
  parts.push(writer.tail());
  return new Map(writer.files.map((file, index) => [file.path, join(parts.map((part) => part[index]!))]));
}

/** The same as text: far quicker to compare. */
export function writeTexts(
  format: string,
  records: readonly PatientRecord[],
  chunkSize?: number,
): Readonly<Record<string, string>> {
  return toTexts(writeAll(format, records, chunkSize));
}

/** Decodes files; bytes that are not UTF-8 are an error. */
export function toTexts(files: ReadonlyMap<string, Uint8Array>): Readonly<Record<string, string>> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return Object.fromEntries([...files].map(([path, bytes]) => [path, decoder.decode(bytes)]));
}

/** The text of one file of a format. */
export function writeText(format: string, path: string, records: readonly PatientRecord[]): string {
  return writeTexts(format, records)[path]!;
}
