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
  /**
   * The bytes of a chunk for each file, in pieces that belong to the caller.
   *
   * @param onRecord sees every record when it has been written, with its place in the chunk
   */
  encode(chunk: ArrayBuffer, onRecord?: (record: PatientRecord, index: number) => void): EncodedChunk;
  /** Takes back buffers of pieces that nobody reads any more, to fill them again. */
  recycle(buffers: readonly ArrayBuffer[]): void;
  /** The bytes that end each file. */
  tail(): readonly Uint8Array[];
}

/**
 * Records assembled before they are written. One of 15 KB is some 25 KB of objects, and every collection copies those
 * that are alive. With eight a thread of a small nursery (2 MB) takes 75 µs a record, with 64 it takes 90, with one 95:
 * then going from one job to the other costs more (Node 20.20, `lsco-battle`, JSON, assembly and writing).
 */
const BATCH_RECORDS = 8;
/** Records in a piece at most, half a megabyte: a write and a part of a message each. */
const PIECE_RECORDS = 32;

/**
 * @throws UnknownFormatError
 */
export function createChunkEncoder({ plan, datasetId, formats }: EncodingJob): ChunkEncoder {
  const { name, start } = plan.scenario;
  const dataset = { id: datasetId, name, seed: plan.seed, start };
  const spare = new SpareBuffers();
  const writers: readonly FormatWriter[] = formats.map((format) => createWriter(format, { dataset, spare }));
  const files = writers.flatMap((writer) => writer.files);
  const assembler = createAssembler(plan, datasetId);

  return {
    files,
    assemble: (view) => assembler.assemble(view),
    head: () => writers.flatMap((writer) => writer.head()),
    tail: () => writers.flatMap((writer) => writer.tail()),
    encode: (chunk, onRecord) => {
      const view = new CarePathView(chunk);
      const pieces: Uint8Array<ArrayBuffer>[][] = files.map(() => []);
      for (let from = 0; from < view.count; ) {
        const to = Math.min(view.count, from + BATCH_RECORDS);
        const records: PatientRecord[] = [];
        for (let index = from; index < to; index++) records.push(assembler.assemble(view.read(index)));
        const isFirst = records[0]?.number === 1;
        for (const writer of writers) writer.write(records, isFirst);
        if (onRecord !== undefined) for (const [at, record] of records.entries()) onRecord(record, from + at);
        from = to;
        if (from % PIECE_RECORDS !== 0 && from !== view.count) continue;
        const parts = writers.flatMap((writer) => writer.take());
        for (const [file, part] of parts.entries()) pieces[file]?.push(part);
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
