import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ArtifactStore } from '../artifacts/artifact-store.js';
import { createDirectoryStore } from '../artifacts/directory-store.js';
import type { ArtifactRow } from '../database/schema.js';
import { INDEX_NAMES } from '../jobs/work/artifact-names.js';
import { INDEX_ENTRY_BYTES, writeIndexEntry } from './index-entry.js';
import { buildIndex } from './index-files.js';
import { createIndexReader, type IndexQuery, type IndexReader } from './index-reader.js';

const JOB = '00000000-0000-4000-8000-000000000000';
const COUNT = 30_000;

/** Facets and ISS that differ, the same in every run of the test. */
const facetsOf = (entry: number): number => (entry * 2654435761) & 0b11_0011_0111;
const issOf = (entry: number): number => (entry * 40503) % 76;

describe('index of many patients', () => {
  let folder: string;
  let artifacts: ArtifactStore;
  let reader: IndexReader;
  const rows: ArtifactRow[] = [];
  let reads = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'medpat-index-'));
    const store = createDirectoryStore(folder);
    artifacts = {
      ...store,
      read: (place, range) => {
        reads++;
        return store.read(place, range);
      },
    };
    reader = createIndexReader(artifacts);
    const entries = new Uint8Array(COUNT * INDEX_ENTRY_BYTES);
    const view = new DataView(entries.buffer);
    for (let entry = 0; entry < COUNT; entry++) {
      const rest = { part: entry % 7, offset: entry * 3, bytes: 5 };
      writeIndexEntry(view, entry, { facets: facetsOf(entry), iss: issOf(entry), ...rest });
    }
    const index = buildIndex(entries);
    const put = async (name: string, content: Uint8Array): Promise<void> => {
      const stored = await artifacts.put(
        `${JOB}/${name}`,
        (async function* () {
          yield content;
        })(),
      );
      rows.push({ ...stored, name } as unknown as ArtifactRow);
    };
    await put(INDEX_NAMES.number.entries, index.byNumber);
    await put(INDEX_NAMES.number.blocks, index.blocksByNumber);
    await put(INDEX_NAMES.iss.entries, index.byIss);
    await put(INDEX_NAMES.iss.blocks, index.blocksByIss);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const bruteForce = ({ filter, sort, descending, skip, limit }: IndexQuery) => {
    const all = Array.from({ length: COUNT }, (_, entry) => entry)
      .filter((entry) => (facetsOf(entry) & filter.mask) === filter.value)
      .sort((a, b) => (sort === 'iss' ? issOf(b) - issOf(a) : 0) || a - b);
    if (descending !== (sort === 'iss')) all.reverse();
    return { total: all.length, numbers: all.slice(skip, skip + limit).map((entry) => entry + 1) };
  };

  test.each([
    { mask: 0, value: 0 },
    { mask: 0b111, value: 0b101 },
    { mask: 0b11_0011_0111, value: facetsOf(123) },
    { mask: 0b1000, value: 0b1000 },
  ])('pages with mask $mask and value $value', async (filter) => {
    for (const sort of ['number', 'iss'] as const) {
      for (const descending of [false, true]) {
        for (const skip of [0, 90, 4_090, 12_345, COUNT - 10, COUNT + 10]) {
          const query = { filter, sort, descending, skip, limit: 100 };
          const found = await reader.find(rows, query);
          const expected = bruteForce(query);
          expect(found.total).toBe(expected.total);
          expect(found.patients.map(({ number }) => number)).toEqual(expected.numbers);
        }
      }
    }
  });

  test('a page of all reads one block, or two where it lies across their border', async () => {
    const query = { filter: { mask: 0, value: 0 }, sort: 'number', descending: false, limit: 100 } as const;
    reads = 0;
    await reader.find(rows, { ...query, skip: 20_500 });
    expect(reads).toBe(1);
    await reader.find(rows, { ...query, skip: 4_090 });
    expect(reads).toBe(3);
  });

  test('one patient is found by its number', async () => {
    const found = await reader.findOne(rows, 20_001);
    expect(found).toMatchObject({ number: 20_001, iss: issOf(20_000), part: 20_000 % 7, offset: 60_000 });
    expect(await reader.findOne(rows, 0)).toBe(undefined);
    expect(await reader.findOne(rows, COUNT + 1)).toBe(undefined);
  });
});
