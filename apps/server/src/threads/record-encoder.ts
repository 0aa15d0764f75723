import type { PatientRecord } from '@medical-patients/contract';
import { CarePathView, createAssembler, type Plan } from '@medical-patients/engine';
import { createWriter, type OutputFile } from '@medical-patients/writers';
import { createFacetEncoder } from '../results/facets.js';
import { INDEX_ENTRY_BYTES, writeIndexEntry } from '../results/index-entry.js';
import { locateLines } from './text-lines.js';
import type { Rendered } from './thread-calls.js';

export interface EncodedRun {
  readonly plan: Plan;
  readonly datasetId: string;
  /** Names of formats, each once. */
  readonly formats: readonly string[];
}

/**
 * Turns care paths into the bytes of every file, as the runner's encoder does, and beside them into entries of the
 * index, which need the records. It keeps buffers, so a thread needs its own.
 */
export interface RecordEncoder {
  readonly files: readonly OutputFile[];
  head(): readonly Uint8Array[];
  encode(
    chunk: ArrayBuffer,
    options: { readonly textFile: number | null; readonly index: boolean },
  ): Rendered;
  tail(): readonly Uint8Array[];
}

/** Records assembled before they are written: they die in the young generation (see the runner's encoder). */
const BATCH_RECORDS = 64;

/** @throws UnknownFormatError */
export function createRecordEncoder({ plan, datasetId, formats }: EncodedRun): RecordEncoder {
  const { name, start } = plan.scenario;
  const dataset = { id: datasetId, name, seed: plan.seed, start };
  const writers = formats.map((format) => createWriter(format, { dataset }));
  const assembler = createAssembler(plan, datasetId);
  const facetsOf = createFacetEncoder(plan.scenario.fronts);

  return {
    files: writers.flatMap((writer) => writer.files),
    head: () => writers.flatMap((writer) => writer.head()),
    tail: () => writers.flatMap((writer) => writer.tail()),
    encode: (chunk, { textFile, index }) => {
      const view = new CarePathView(chunk);
      const entries = new Uint8Array(index ? view.count * INDEX_ENTRY_BYTES : 0);
      const entryView = new DataView(entries.buffer);
      const pieces: Uint8Array[][] = [];
      let textBytes = 0;
      for (let from = 0; from < view.count; from += BATCH_RECORDS) {
        const records: PatientRecord[] = [];
        for (let at = from; at < Math.min(view.count, from + BATCH_RECORDS); at++) {
          records.push(assembler.assemble(view.read(at)));
        }
        const parts = writers.flatMap((writer) => writer.encode(records, records[0]?.number === 1));
        for (const [file, part] of parts.entries()) {
          const list = pieces[file];
          if (list === undefined) pieces[file] = [part];
          else list.push(part);
        }
        if (!index) continue;
        const text = textFile === null ? undefined : parts[textFile];
        const lines = text === undefined ? [] : locateLines(text);
        for (const [at, record] of records.entries()) {
          const line = lines[at];
          writeIndexEntry(entryView, from + at, {
            facets: facetsOf(record),
            iss: record.iss,
            part: 0,
            offset: line === undefined ? 0 : textBytes + line.start,
            bytes: line === undefined ? 0 : line.end - line.start,
          });
        }
        textBytes += text?.length ?? 0;
      }
      return { pieces, index: entries, count: view.count };
    },
  };
}
