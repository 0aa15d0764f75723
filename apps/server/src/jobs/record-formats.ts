import type { RecordKind } from '../database/schema.js';

/** The format that holds the records of a kind, one text a record. */
export const RECORD_FORMATS = { full: 'json', classic: 'classic' } as const satisfies Record<
  RecordKind,
  string
>;

/** Classic jobs get the records that their readers know where they ask for JSON; each format once. */
export function formatsToWrite(formats: readonly string[], record: RecordKind): readonly string[] {
  return [...new Set(formats.map((format) => formatToRead(format, record)))];
}

/** What a name of a format means in a job. */
export function formatToRead(format: string, record: RecordKind): string {
  return record === 'classic' && format === 'json' ? RECORD_FORMATS.classic : format;
}

/** Which of the formats holds the texts of a job's own records; null: none of them does. */
export function textFormatOf(formats: readonly string[], record: RecordKind): string | null {
  const candidates = record === 'classic' ? ['classic'] : ['json', 'ndjson'];
  return candidates.find((format) => formats.includes(format)) ?? null;
}
