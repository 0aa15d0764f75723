import type { Format, OutputFile } from '../format.js';
import { createJsonArrayWriter } from '../json/json-array.js';
import { writeClassicRecord } from './classic-json.js';
import { toClassicRecord } from './classic-record.js';

const FILE: OutputFile = { path: 'classic/patients.json', mediaType: 'application/json' };

/** The shape that viewers and scripts of the earlier generation read. */
export const classicFormat: Format = {
  name: 'classic',
  title: 'Classic: the JSON that earlier viewers and scripts read',
  files: [FILE],
  mediaType: FILE.mediaType,
  streams: true,
  create: (options) =>
    createJsonArrayWriter(
      'classic',
      FILE,
      (out, record) => writeClassicRecord(out, toClassicRecord(record)),
      options,
    ),
};
