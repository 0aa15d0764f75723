import { createChunkEncoder, type EncodingJob } from '@medical-patients/runner';
import { createFacetEncoder } from '../results/facets.js';
import { INDEX_ENTRY_BYTES, writeIndexEntry } from '../results/index-entry.js';
import { locateLines } from './text-lines.js';
import type { Rendered } from './thread-calls.js';

/**
 * Turns care paths into the bytes of every file, as the runner's encoder does, and beside them into entries of the
 * index, which need the records. It keeps buffers, so a thread needs its own.
 */
export interface RecordEncoder {
  head(): readonly Uint8Array[];
  encode(
    chunk: ArrayBuffer,
    options: { readonly textFile: number | null; readonly index: boolean },
  ): Rendered;
  tail(): readonly Uint8Array[];
  /** Takes back buffers of pieces that nobody reads any more, to fill them again. */
  recycle(buffers: readonly ArrayBuffer[]): void;
}

/** @throws UnknownFormatError */
export function createRecordEncoder(job: EncodingJob): RecordEncoder {
  const encoder = createChunkEncoder(job);
  const facetsOf = createFacetEncoder(job.plan.scenario.fronts);

  return {
    head: () => encoder.head(),
    tail: () => encoder.tail(),
    recycle: (buffers) => encoder.recycle(buffers),
    encode: (chunk, { textFile, index }) => {
      const found: { readonly facets: number; readonly iss: number }[] = [];
      let count = 0;
      const pieces = encoder.encode(chunk, (record) => {
        count++;
        if (index) found.push({ facets: facetsOf(record), iss: record.iss });
      });
      const lines = locateAll(index && textFile !== null ? (pieces[textFile] ?? []) : []);
      const entries = new Uint8Array(found.length * INDEX_ENTRY_BYTES);
      const view = new DataView(entries.buffer);
      for (const [at, { facets, iss }] of found.entries()) {
        const { offset, bytes } = lines[at] ?? { offset: 0, bytes: 0 };
        writeIndexEntry(view, at, { facets, iss, part: 0, offset, bytes });
      }
      return { pieces, index: entries, count };
    },
  };
}

/** Where each record lies in pieces that follow one another; none is cut by the end of a piece. */
function locateAll(pieces: readonly Uint8Array[]): { readonly offset: number; readonly bytes: number }[] {
  let before = 0;
  return pieces.flatMap((piece) => {
    const from = before;
    before += piece.length;
    return locateLines(piece).map(({ start, end }) => ({ offset: from + start, bytes: end - start }));
  });
}
