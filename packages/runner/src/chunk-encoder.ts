import type { PatientRecord } from '@medical-patients/contract';
import { CarePathView, createAssembler, type Plan } from '@medical-patients/engine';
import { createWriter, type FormatWriter, type OutputFile, SpareBuffers } from '@medical-patients/writers';

/** What turns care paths into bytes: the same on every thread and machine. */
export interface EncodingJob {
  readonly plan: Plan;
  readonly datasetId: string;
  /** Names of formats, each once. */
  readonly formats: readonly string[];
}

/** The bytes of a chunk: for each file pieces that follow one another. They are not joined: that would be a copy. */
export type EncodedChunk = readonly (readonly Uint8Array<ArrayBuffer>[])[];

/** Encodes the chunks of one run, in any order; it keeps buffers, so a thread needs its own. */
export interface ChunkEncoder {
  /** All files of all formats. */
  readonly files: readonly OutputFile[];
  /** The record of the casualty that a view stands on, as it is written. */
  assemble(view: CarePathView): PatientRecord;
  /** The bytes that begin each file. */
  head(): readonly Uint8Array[];
  /** The bytes of a chunk for each file, in pieces that belong to the caller. */
  encode(chunk: ArrayBuffer): EncodedChunk;
  /** Takes back buffers of pieces that nobody reads any more, to fill them again. */
  recycle(buffers: readonly ArrayBuffer[]): void;
  /** The bytes that end each file. */
  tail(): readonly Uint8Array[];
}

/**
 * Records assembled before they are written. A record of 6 KB is some 15 KB of objects: 64 of them die in the young
 * generation, while those of a whole chunk would be copied into the old one.
 */
const BATCH_RECORDS = 64;

/**
 * @throws UnknownFormatError
 */
export function createChunkEncoder({ plan, datasetId, formats }: EncodingJob): ChunkEncoder {
  const { name, start } = plan.scenario;
  const dataset = { id: datasetId, name, seed: plan.seed, start };
  const spare = new SpareBuffers();
  const writers: readonly FormatWriter[] = formats.map((format) => createWriter(format, { dataset, spare }));
  const assembler = createAssembler(plan, datasetId);

  return {
    files: writers.flatMap((writer) => writer.files),
    assemble: (view) => assembler.assemble(view),
    head: () => writers.flatMap((writer) => writer.head()),
    tail: () => writers.flatMap((writer) => writer.tail()),
    encode: (chunk) => {
      const view = new CarePathView(chunk);
      const pieces: Uint8Array<ArrayBuffer>[][] = [];
      for (let from = 0; from < view.count; from += BATCH_RECORDS) {
        const records: PatientRecord[] = [];
        for (let index = from; index < Math.min(view.count, from + BATCH_RECORDS); index++) {
          records.push(assembler.assemble(view.read(index)));
        }
        const isFirst = records[0]?.number === 1;
        const parts = writers.flatMap((writer) => writer.encode(records, isFirst));
        for (const [file, part] of parts.entries()) {
          const list = pieces[file];
          if (list === undefined) pieces[file] = [part];
          else list.push(part);
        }
      }
      return pieces;
    },
    recycle: (buffers) => {
      for (const buffer of buffers) spare.give(buffer);
    },
  };
}

/** The bytes of one chunk, for hosts that see each chunk alone. */
export function encodeChunk(job: EncodingJob, chunk: ArrayBuffer): EncodedChunk {
  return createChunkEncoder(job).encode(chunk);
}
