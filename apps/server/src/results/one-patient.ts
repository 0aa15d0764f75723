import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Download } from '../http/services.js';
import { locateLines } from '../threads/text-lines.js';
import { formatOf } from './downloads.js';
import { createStoredZip } from './stored-zip.js';

/** What a thread made of one patient: pieces by file, and what begins and ends each file. */
export interface RenderedPatient {
  readonly format: string;
  readonly pieces: readonly (readonly Uint8Array[])[];
  readonly head: readonly Uint8Array[];
  readonly tail: readonly Uint8Array[];
}

const NOTHING = new Uint8Array();
const LISTS = new Set(['json', 'classic']);

/**
 * One patient ready to be sent: a JSON object for formats that are lists of them, else the format's file, or a ZIP of
 * its files where it has several.
 */
export function toDownload(filename: string, rendered: RenderedPatient): Download {
  const { format, pieces, head, tail } = rendered;
  const { files, mediaType } = formatOf(format);
  const [first] = files;
  if (LISTS.has(format)) return wholeDownload(`${filename}.json`, 'application/json', onlyText(pieces));
  const contents = files.map((_, at) =>
    Buffer.concat([head[at] ?? NOTHING, ...(pieces[at] ?? []), tail[at] ?? NOTHING]),
  );
  if (files.length === 1 && first !== undefined && contents[0] !== undefined) {
    const extension = /\.[A-Za-z0-9]+$/.exec(first.path)?.[0] ?? '';
    return wholeDownload(`${filename}${extension}`, mediaType, contents[0]);
  }
  const entries = files.map(({ path }, at) => {
    const content = contents[at] ?? Buffer.alloc(0);
    return {
      path,
      bytes: content.length,
      crc32: crc32(content),
      open: async function* ({ start, end }: { readonly start: number; readonly end: number }) {
        yield content.subarray(start, end);
      },
    };
  });
  const zip = createStoredZip(entries);
  const etag = hashOf(...contents);
  return {
    filename: `${filename}.zip`,
    mediaType: 'application/zip',
    bytes: zip.bytes,
    etag,
    open: zip.open,
  };
}

/** The texts of records in pieces of NDJSON or of a JSON array. */
export function textsIn(pieces: readonly (readonly Uint8Array[])[]): string[] {
  return (pieces[0] ?? []).flatMap((piece) => {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    return locateLines(piece).map(({ start, end }) => bytes.toString('utf8', start, end));
  });
}

function onlyText(pieces: RenderedPatient['pieces']): Buffer {
  return Buffer.from(`${textsIn(pieces)[0] ?? ''}\n`);
}

export function wholeDownload(filename: string, mediaType: string, content: Uint8Array): Download {
  return {
    filename,
    mediaType,
    bytes: content.length,
    etag: hashOf(content),
    open: async function* (range) {
      yield content.subarray(range?.start ?? 0, range?.end ?? content.length);
    },
  };
}

function hashOf(...contents: readonly Uint8Array[]): string {
  const digest = createHash('sha256');
  for (const content of contents) digest.update(content);
  return digest.digest('hex');
}
