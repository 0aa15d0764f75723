import type { ArtifactStore } from '../artifacts/artifact-store.js';
import type { ArtifactRow } from '../database/schema.js';
import type { SegmentChunk, SegmentDetails } from '../jobs/work/simulate-segments.js';

/** Layout of a care path chunk: see care-path.ts of the engine. */
const HEADER_BYTES = 16;
const WORD_BYTES = 4;

interface WantedChunk {
  readonly segment: ArtifactRow;
  readonly chunk: SegmentChunk;
  readonly numbers: number[];
}

/** Care paths of some casualties as one chunk, in ascending order of their numbers. */
export async function readPaths(
  artifacts: ArtifactStore,
  rows: readonly ArtifactRow[],
  numbers: readonly number[],
): Promise<ArrayBuffer> {
  const paths: Uint8Array[] = [];
  for (const wanted of groupByChunk(rows, numbers)) paths.push(...(await readFromChunk(artifacts, wanted)));
  return packPaths(paths);
}

function groupByChunk(rows: readonly ArtifactRow[], numbers: readonly number[]): readonly WantedChunk[] {
  const segments = rows.filter(({ kind }) => kind === 'segment');
  const wanted = new Map<SegmentChunk, WantedChunk>();
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const segment = segments.find(({ details }) => isIn(details as SegmentDetails, number));
    const chunk = (segment?.details as SegmentDetails | undefined)?.chunks.find((each) => isIn(each, number));
    if (segment === undefined || chunk === undefined) throw new RangeError(`there is no casualty ${number}`);
    const known = wanted.get(chunk);
    if (known === undefined) wanted.set(chunk, { segment, chunk, numbers: [number] });
    else known.numbers.push(number);
  }
  return [...wanted.values()];
}

const isIn = (
  { first, count }: { readonly first: number; readonly count: number },
  number: number,
): boolean => number >= first && number < first + count;

async function readFromChunk(
  artifacts: ArtifactStore,
  { segment, chunk, numbers }: WantedChunk,
): Promise<readonly Uint8Array[]> {
  const tableBytes = HEADER_BYTES + (chunk.count + 1) * WORD_BYTES;
  const table = await artifacts.read(segment.place, { start: chunk.offset, end: chunk.offset + tableBytes });
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const offsetOf = (path: number): number => view.getUint32(HEADER_BYTES + path * WORD_BYTES, true);
  const indexes = numbers.map((number) => number - chunk.first);
  const start = offsetOf(indexes[0] ?? 0);
  const end = offsetOf((indexes[indexes.length - 1] ?? 0) + 1);
  const bytes = await artifacts.read(segment.place, { start: chunk.offset + start, end: chunk.offset + end });
  return indexes.map((index) => bytes.subarray(offsetOf(index) - start, offsetOf(index + 1) - start));
}

function packPaths(paths: readonly Uint8Array[]): ArrayBuffer {
  const tableBytes = HEADER_BYTES + (paths.length + 1) * WORD_BYTES;
  const chunk = new ArrayBuffer(paths.reduce((sum, { length }) => sum + length, tableBytes));
  const view = new DataView(chunk);
  const bytes = new Uint8Array(chunk);
  bytes.set(Buffer.from('MPC1', 'latin1'));
  view.setUint32(WORD_BYTES, paths.length, true);
  let at = tableBytes;
  for (const [index, path] of paths.entries()) {
    view.setUint32(HEADER_BYTES + index * WORD_BYTES, at, true);
    bytes.set(path, at);
    at += path.length;
  }
  view.setUint32(HEADER_BYTES + paths.length * WORD_BYTES, at, true);
  return chunk;
}
