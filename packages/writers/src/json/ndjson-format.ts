import { fragmentOf, toBytes } from '../byte-sink.js';
import type { Format, FormatWriter, OutputFile, WriterOptions } from '../format.js';
import { JsonSink } from './json-sink.js';
import { writeRecord } from './record-json.js';

const FILE: OutputFile = { path: 'patients.ndjson', mediaType: 'application/x-ndjson' };
const LINE_END = fragmentOf('\n');

/** One record on each line, without anything around them. */
export const ndjsonFormat: Format = {
  name: 'ndjson',
  title: 'NDJSON: one patient record a line',
  files: [FILE],
  mediaType: FILE.mediaType,
  streams: true,
  create: createNdjsonWriter,
};

function createNdjsonWriter({ spare }: WriterOptions): FormatWriter {
  const out = new JsonSink(spare);
  return {
    name: 'ndjson',
    files: [FILE],
    head: () => [toBytes('')],
    write: (records) => {
      for (const record of records) {
        writeRecord(out, record);
        out.raw(LINE_END);
      }
    },
    take: () => [out.take()],
    tail: () => [toBytes('')],
  };
}
