import type { PatientRecord } from '@medical-patients/contract';
import { fragmentOf, toBytes } from '../byte-sink.js';
import type { FormatWriter, OutputFile, WriterOptions } from '../format.js';
import { JsonSink } from './json-sink.js';

/**
 * A writer of one file that holds one JSON array, a record on each line: compact for a parser, and still good for
 * `grep` and `head`.
 */
export function createJsonArrayWriter(
  name: string,
  file: OutputFile,
  writeOne: (out: JsonSink, record: PatientRecord) => void,
  { spare }: WriterOptions,
): FormatWriter {
  const out = new JsonSink(spare);
  return {
    name,
    files: [file],
    head: () => [toBytes('[')],
    write: (records, isFirst) => {
      for (const [index, record] of records.entries()) {
        out.raw(isFirst && index === 0 ? LINE_END : SEPARATOR);
        writeOne(out, record);
      }
    },
    take: () => [out.take()],
    tail: () => [toBytes('\n]\n')],
  };
}

const LINE_END = fragmentOf('\n');
const SEPARATOR = fragmentOf(',\n');
