import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Summary } from '@medical-patients/contract';
import { MedpatError } from '../errors.js';
import { MANIFEST_PATH, type Manifest, readManifest, SUMMARY_PATH } from '../manifest.js';
import { fileInRun } from './run-paths.js';

/** A run folder that is there. */
export interface RunFolder {
  readonly path: string;
  readonly manifest: Manifest;
  /** @throws MedpatError `not-a-run` where it is missing or no summary */
  readSummary(): Promise<Summary>;
  /** The bytes of a file, piece by piece. */
  stream(file: string): AsyncIterable<Uint8Array>;
  /** All files, with `/`, in the order of their paths. */
  listFiles(): Promise<readonly string[]>;
}

const PIECE_BYTES = 1 << 20;

/**
 * Opens a run folder, or the only run in the folder.
 *
 * @throws MedpatError `not-a-run`
 */
export async function openRunFolder(path: string): Promise<RunFolder> {
  const home = await findRun(path);
  const manifest = readManifest(await readFile(join(home, MANIFEST_PATH), 'utf8'));
  if (manifest === null) {
    throw new MedpatError(
      'not-a-run',
      `${join(home, MANIFEST_PATH)} is not a manifest that this version reads.`,
    );
  }
  return {
    path: home,
    manifest,
    readSummary: async () => {
      const text = await readFile(join(home, SUMMARY_PATH), 'utf8').catch(() => null);
      const summary = text === null ? null : parseSummary(text);
      if (summary === null) throw new MedpatError('not-a-run', `${home} has no readable ${SUMMARY_PATH}.`);
      return summary;
    },
    stream: (file) => createReadStream(fileInRun(home, file), { highWaterMark: PIECE_BYTES }),
    listFiles: async () => {
      const entries = await readdir(home, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => !entry.isDirectory())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(home.length + 1)
            .split(sep)
            .join('/'),
        )
        .sort();
    },
  };
}

async function findRun(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new MedpatError('not-a-run', `There is no folder ${path}.`);
  if (!found.isDirectory()) {
    const hint = path.endsWith('.zip') ? ' Unpack the archive first.' : '';
    throw new MedpatError('not-a-run', `${path} is not a folder.${hint}`);
  }
  const isRun = async (folder: string) =>
    (await stat(join(folder, MANIFEST_PATH)).catch(() => null)) !== null;
  if (await isRun(path)) return path;
  const runs: string[] = [];
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
    if (await isRun(join(path, entry.name))) runs.push(entry.name);
  }
  const [only] = runs;
  if (only !== undefined && runs.length === 1) return join(path, only);
  const reason =
    runs.length === 0
      ? `it has no ${MANIFEST_PATH}`
      : `it holds several runs: ${runs.sort().join(', ')}. Name one of them`;
  throw new MedpatError('not-a-run', `${path} is not a run folder: ${reason}.`);
}

function parseSummary(text: string): Summary | null {
  try {
    const value: unknown = JSON.parse(text);
    const isSummary =
      typeof value === 'object' && value !== null && 'totals' in value && 'scorecard' in value;
    return isSummary ? (value as Summary) : null;
  } catch {
    // No JSON, no summary: the caller says so.
    return null;
  }
}
