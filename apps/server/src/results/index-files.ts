import { FACETS_AT, INDEX_ENTRY_BYTES, ISS_AT, NUMBER_AT, NUMBERED_ENTRY_BYTES } from './index-entry.js';

/** Entries a block: what is read at the least, and what its counts let a reader skip. */
export const BLOCK_ENTRIES = 4096;

/**
 * How many entries of each combination of facets a block holds; some hundred combinations for thousands of entries.
 * Facets and
 * count by turns; in the file the number of combinations, u32, comes before them.
 */
export type BlockCounts = Int32Array;

/** The whole index of a job, in memory while it is built: 40 bytes a patient. */
export interface BuiltIndex {
  /** The entries that it was built from. */
  readonly byNumber: Uint8Array;
  /** Gravest first; equal ones by number. */
  readonly byIss: Uint8Array;
  readonly blocksByNumber: Uint8Array;
  readonly blocksByIss: Uint8Array;
}

const ISS_VALUES = 256;

/** @param entries all entries, in order of number */
export function buildIndex(entries: Uint8Array): BuiltIndex {
  const view = new DataView(entries.buffer, entries.byteOffset, entries.byteLength);
  const count = entries.length / INDEX_ENTRY_BYTES;
  const order = orderByIss(view, count);
  const facetsAt = (entry: number): number => view.getInt32(entry * INDEX_ENTRY_BYTES + FACETS_AT, true);
  return {
    byNumber: entries,
    byIss: sortEntries(entries, order),
    blocksByNumber: countBlocks(count, facetsAt),
    blocksByIss: countBlocks(count, (at) => facetsAt(order[at] ?? 0)),
  };
}

/** Entries from the gravest on: a counting sort, which keeps the order of equal ones. */
function orderByIss(view: DataView, count: number): Uint32Array {
  const issOf = (entry: number): number => view.getUint8(entry * INDEX_ENTRY_BYTES + ISS_AT);
  const next = new Uint32Array(ISS_VALUES);
  for (let entry = 0; entry < count; entry++) next[issOf(entry)] = (next[issOf(entry)] ?? 0) + 1;
  let start = 0;
  for (let iss = ISS_VALUES - 1; iss >= 0; iss--) {
    const size = next[iss] ?? 0;
    next[iss] = start;
    start += size;
  }
  const order = new Uint32Array(count);
  for (let entry = 0; entry < count; entry++) {
    const iss = issOf(entry);
    const at = next[iss] ?? 0;
    order[at] = entry;
    next[iss] = at + 1;
  }
  return order;
}

function sortEntries(entries: Uint8Array, order: Uint32Array): Uint8Array {
  const sorted = new Uint8Array(order.length * NUMBERED_ENTRY_BYTES);
  const view = new DataView(sorted.buffer);
  for (const [at, entry] of order.entries()) {
    const start = at * NUMBERED_ENTRY_BYTES;
    sorted.set(entries.subarray(entry * INDEX_ENTRY_BYTES, (entry + 1) * INDEX_ENTRY_BYTES), start);
    view.setUint32(start + NUMBER_AT, entry + 1, true);
  }
  return sorted;
}

function countBlocks(count: number, facetsAt: (at: number) => number): Uint8Array {
  const numbers: number[] = [];
  for (let from = 0; from < count; from += BLOCK_ENTRIES) {
    const counts = new Map<number, number>();
    for (let at = from; at < Math.min(count, from + BLOCK_ENTRIES); at++) {
      const facets = facetsAt(at);
      counts.set(facets, (counts.get(facets) ?? 0) + 1);
    }
    numbers.push(counts.size);
    for (const [facets, of] of counts) numbers.push(facets, of);
  }
  const bytes = new Uint8Array(numbers.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [at, number] of numbers.entries()) view.setInt32(at * 4, number, true);
  return bytes;
}

/** Reads the counts by block back. */
export function readBlockCounts(bytes: Uint8Array): readonly BlockCounts[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks: BlockCounts[] = [];
  for (let at = 0; at < bytes.length; ) {
    const numbers = new Int32Array(2 * view.getUint32(at, true));
    at += 4;
    for (let each = 0; each < numbers.length; each++, at += 4) numbers[each] = view.getInt32(at, true);
    blocks.push(numbers);
  }
  return blocks;
}
