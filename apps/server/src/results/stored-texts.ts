import type { ArtifactStore } from '../artifacts/artifact-store.js';
import type { IndexEntry } from './index-entry.js';
import type { FilePart } from './job-file.js';

/** Records that lie so near to each other are read at once, */
const GAP_BYTES = 64 * 1024;
/** but not more than this. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Reads under way at the same time. */
const PARALLEL_READS = 8;

interface Run {
  readonly part: number;
  readonly start: number;
  end: number;
  readonly wanted: { readonly at: number; readonly entry: IndexEntry }[];
}

/** The stored texts of records, in the order of the entries. */
export async function readTexts(
  artifacts: ArtifactStore,
  parts: readonly FilePart[],
  entries: readonly IndexEntry[],
): Promise<readonly string[]> {
  const texts: string[] = [];
  const runs = groupRuns(entries);
  const readRun = async ({ part, start, end, wanted }: Run): Promise<void> => {
    const place = parts[part]?.place;
    if (place === undefined) throw new Error(`the index names part ${part}, which there is not`);
    const bytes = await artifacts.read(place, { start, end });
    for (const { at, entry } of wanted) {
      const from = entry.offset - start;
      texts[at] = Buffer.from(bytes.buffer, bytes.byteOffset + from, entry.bytes).toString('utf8');
    }
  };
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let run = runs[next++]; run !== undefined; run = runs[next++]) await readRun(run);
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL_READS, runs.length) }, lane));
  return texts;
}

function groupRuns(entries: readonly IndexEntry[]): Run[] {
  const sorted = entries
    .map((entry, at) => ({ at, entry }))
    .sort((a, b) => a.entry.part - b.entry.part || a.entry.offset - b.entry.offset);
  const runs: Run[] = [];
  for (const wanted of sorted) {
    const { part, offset, bytes } = wanted.entry;
    const last = runs[runs.length - 1];
    const fits =
      last?.part === part && offset - last.end <= GAP_BYTES && offset + bytes - last.start <= MOST_BYTES;
    if (last !== undefined && fits) {
      last.end = offset + bytes;
      last.wanted.push(wanted);
    } else {
      runs.push({ part, start: offset, end: offset + bytes, wanted: [wanted] });
    }
  }
  return runs;
}
