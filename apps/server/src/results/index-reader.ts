import { LRUCache } from 'lru-cache';
import type { ArtifactStore } from '../artifacts/artifact-store.js';
import type { ArtifactRow } from '../database/schema.js';
import { INDEX_NAMES } from '../jobs/work/artifact-names.js';
import type { FacetMask } from './facets.js';
import { artifactOf } from './finished-job.js';
import {
  FACETS_AT,
  INDEX_ENTRY_BYTES,
  type IndexEntry,
  NUMBER_AT,
  NUMBERED_ENTRY_BYTES,
  readIndexEntry,
} from './index-entry.js';
import { BLOCK_ENTRIES, type BlockCounts, readBlockCounts } from './index-files.js';

export interface IndexQuery {
  readonly filter: FacetMask;
  readonly sort: 'number' | 'iss';
  readonly descending: boolean;
  /** Matches to leave out, and matches wanted behind them. */
  readonly skip: number;
  readonly limit: number;
}

export interface FoundPatient extends IndexEntry {
  readonly number: number;
}

export interface FoundPatients {
  /** All that match. */
  readonly total: number;
  readonly patients: readonly FoundPatient[];
}

/** Finds patients in the index of a job: reads the blocks that hold the page, and no others. */
export interface IndexReader {
  find(rows: readonly ArtifactRow[], query: IndexQuery): Promise<FoundPatients>;
  /** @returns undefined when there is no patient of that number */
  findOne(rows: readonly ArtifactRow[], number: number): Promise<FoundPatient | undefined>;
}

/** Combinations of facets whose counts are kept, of all jobs together: some 20 MB. */
const KEPT_COUNTS = 200_000;

export function createIndexReader(artifacts: ArtifactStore): IndexReader {
  const counts = new LRUCache<string, readonly BlockCounts[]>({
    maxSize: KEPT_COUNTS,
    sizeCalculation: (blocks) =>
      Math.max(
        1,
        blocks.reduce((sum, block) => sum + block.length / 2, 0),
      ),
  });

  const countsOf = async (row: ArtifactRow): Promise<readonly BlockCounts[]> => {
    const known = counts.get(row.place);
    if (known !== undefined) return known;
    const blocks = readBlockCounts(await artifacts.read(row.place, { start: 0, end: row.bytes }));
    counts.set(row.place, blocks);
    return blocks;
  };

  return {
    find: async (rows, { filter, sort, descending, skip, limit }) => {
      const names = INDEX_NAMES[sort];
      const matches = (await countsOf(artifactOf(rows, names.blocks))).map((block) => countIn(block, filter));
      const total = matches.reduce((sum, count) => sum + count, 0);
      // The file of ISS begins with the gravest; the other direction is the same page counted from the end.
      const isReversed = descending !== (sort === 'iss');
      const from = isReversed ? Math.max(0, total - skip - limit) : skip;
      const to = isReversed ? total - skip : Math.min(total, skip + limit);
      const found: FoundPatient[] = [];
      const entries = artifactOf(rows, names.entries);
      let before = 0;
      for (let block = 0; block < matches.length && before < to; block++) {
        const inBlock = matches[block] ?? 0;
        if (inBlock > 0 && before + inBlock > from) {
          const all = await readBlock(artifacts, entries, sort, block, filter);
          found.push(...all.slice(Math.max(0, from - before), to - before));
        }
        before += inBlock;
      }
      return { total, patients: isReversed ? found.reverse() : found };
    },

    findOne: async (rows, number) => {
      const row = artifactOf(rows, INDEX_NAMES.number.entries);
      const start = (number - 1) * INDEX_ENTRY_BYTES;
      if (start < 0 || start >= row.bytes) return undefined;
      const bytes = await artifacts.read(row.place, { start, end: start + INDEX_ENTRY_BYTES });
      return { ...readIndexEntry(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0), number };
    },
  };
}

function countIn(block: BlockCounts, { mask, value }: FacetMask): number {
  let sum = 0;
  for (let at = 0; at < block.length; at += 2) {
    if (((block[at] ?? 0) & mask) === value) sum += block[at + 1] ?? 0;
  }
  return sum;
}

/** The entries of a block that match, in its order. */
async function readBlock(
  artifacts: ArtifactStore,
  row: ArtifactRow,
  sort: IndexQuery['sort'],
  block: number,
  { mask, value }: FacetMask,
): Promise<FoundPatient[]> {
  const size = sort === 'iss' ? NUMBERED_ENTRY_BYTES : INDEX_ENTRY_BYTES;
  const start = block * BLOCK_ENTRIES * size;
  const bytes = await artifacts.read(row.place, {
    start,
    end: Math.min(row.bytes, start + BLOCK_ENTRIES * size),
  });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: FoundPatient[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    if ((view.getInt32(at + FACETS_AT, true) & mask) !== value) continue;
    const number = sort === 'iss' ? view.getUint32(at + NUMBER_AT, true) : (start + at) / size + 1;
    found.push({ ...readIndexEntry(view, at), number });
  }
  return found;
}
