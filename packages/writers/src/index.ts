/** Record stream to bytes: every format the product writes, and the archive that packs them. */

export { type Archive, type ArchiveOptions, createArchive, type EntryContent } from './archive.js';
export { type ClassicCondition, type ClassicRecord, toClassicRecord } from './classic/classic-record.js';
export type { ClassicEvent } from './classic/movement-timeline.js';
export type { Format, FormatWriter, OutputFile, WriterOptions } from './format.js';
export {
  createWriter,
  encodeStream,
  type FilePiece,
  FORMATS,
  findFormat,
  UnknownFormatError,
} from './formats.js';
export { SpareBuffers } from './spare-buffers.js';
export { renderSummaryHtml, type SummaryHtmlOptions } from './summary-html/render-summary-html.js';
