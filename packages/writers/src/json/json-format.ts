import type { Format, OutputFile } from '../format.js';
import { createJsonArrayWriter } from './json-array.js';
import { writeRecord } from './record-json.js';

const FILE: OutputFile = { path: 'patients.json', mediaType: 'application/json' };

/** All records as one JSON array, a record on each line. */
export const jsonFormat: Format = {
  name: 'json',
  title: 'JSON: one array of patient records',
  files: [FILE],
  mediaType: FILE.mediaType,
  streams: true,
  create: (options) => createJsonArrayWriter('json', FILE, writeRecord, options),
};
