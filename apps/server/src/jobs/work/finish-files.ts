import { createHash } from 'node:crypto';
import type { Summary } from '@medical-patients/contract';
import { buildManifest, MANIFEST_PATH, SUMMARY_PATH, toJsonText } from '@medical-patients/runner';
import type { NewArtifact } from '../../database/repositories.js';
import type { ArtifactRow } from '../../database/schema.js';
import { type FileDetails, fileDetailsOf, readFile } from '../../results/job-file.js';
import { ARCHIVE_NAME, INDEX_NAMES, placeOf, reportName } from './artifact-names.js';
import { combineCrc32 } from './crc32.js';
import { fromStore, type JobRun, type WorkTools } from './job-run.js';
import { type ArchiveEntry, packArchive } from './pack-archive.js';
import { releaseBuffers } from './release-bytes.js';
import type { PartDetails } from './render-range.js';

const PIECE_BYTES = 256 * 1024;

export interface FinishedFiles {
  /** Rows that replace those of parts and of the parts of the index; for an encrypted job, all rows. */
  readonly artifacts: readonly NewArtifact[];
  /** Places that nobody needs any more. */
  readonly obsolete: readonly string[];
  readonly summary: Summary;
}

/**
 * Makes whole what the tasks before have left: files from their parts (which stay where they are), the manifest, the
 * index, and an archive where one was asked for. An encrypted job keeps its archive and nothing else.
 */
export async function finishFiles(
  tools: WorkTools,
  run: JobRun,
  rows: readonly ArtifactRow[],
): Promise<FinishedFiles> {
  const { job, key } = run;
  const reports = rows.filter(({ kind }) => kind === 'output');
  const summary = await readSummary(tools, run, reports);
  if (key !== null) {
    const archive = await storeArchive(tools, run, sealedEntries(tools, run, rows, summary));
    return { artifacts: [archive], obsolete: rows.map(({ place }) => place), summary };
  }
  const files: NewArtifact[] = [];
  for (const [position, { path }] of run.files.entries()) {
    files.push(await joinParts(tools, run, position, partsOf(rows, path)));
  }
  const manifest = await storeManifest(tools, run, [...files, ...reports.map(toNew)], summary);
  const index = await storeIndex(tools, run, rows);
  const whole = [...files, ...reports.map(toNew), manifest];
  const artifacts = [...files, manifest, ...index];
  if (job.options.compression) artifacts.push(await storeArchive(tools, run, plainEntries(tools, whole)));
  const obsolete = rows.filter(({ kind }) => kind === 'index').map(({ place }) => place);
  return { artifacts, obsolete, summary };
}

const partsOf = (rows: readonly ArtifactRow[], path: string): readonly ArtifactRow[] =>
  rows
    .filter(({ kind, details }) => kind === 'part' && (details as PartDetails).path === path)
    .toSorted((a, b) => a.position - b.position);

async function readSummary(tools: WorkTools, run: JobRun, reports: readonly ArtifactRow[]): Promise<Summary> {
  const row = reports.find(({ name }) => name === SUMMARY_PATH);
  if (row === undefined) throw new Error('the job has no summary');
  const pieces: Uint8Array[] = [];
  for await (const piece of fromStore(tools, run, row.place)) pieces.push(piece);
  return JSON.parse(Buffer.concat(pieces).toString('utf8')) as Summary;
}

/** A file that is its parts: nothing is copied, but a file of several parts is read once for its hash. */
async function joinParts(
  tools: WorkTools,
  run: JobRun,
  position: number,
  rows: readonly ArtifactRow[],
): Promise<NewArtifact> {
  const file = run.files[position];
  const [first] = rows;
  if (file === undefined || first === undefined) throw new Error(`file ${position} has no parts`);
  const parts = rows.map(({ place, bytes }) => ({ place, bytes }));
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const details: FileDetails = { mediaType: file.mediaType, parts };
  let crc32 = 0;
  for (const row of rows) crc32 = combineCrc32(crc32, row.crc32, row.bytes);
  return {
    jobId: run.job.id,
    name: file.path,
    kind: 'output',
    format: file.format,
    position,
    bytes,
    sha256: rows.length === 1 ? first.sha256 : await hash(readFile(tools.artifacts, parts), run.signal),
    crc32,
    place: first.place,
    encrypted: false,
    details,
  };
}

async function hash(content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<string> {
  const digest = createHash('sha256');
  for await (const piece of content) {
    signal.throwIfAborted();
    digest.update(piece);
    // A gigabyte goes by here.
    releaseBuffers([piece.buffer as ArrayBuffer]);
  }
  return digest.digest('hex');
}

const toNew = (row: ArtifactRow): NewArtifact => ({
  jobId: row.job_id,
  name: row.name,
  kind: row.kind,
  format: row.format,
  position: row.position,
  bytes: row.bytes,
  sha256: row.sha256,
  crc32: row.crc32,
  place: row.place,
  encrypted: row.encrypted,
  details: row.details,
});

interface ListedFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly mediaType: string;
}

function manifestText({ compiled, formats }: JobRun, files: readonly ListedFile[], summary: Summary): string {
  const listed = files.map(({ name, mediaType, bytes, sha256 }) => ({
    path: name,
    media_type: mediaType,
    bytes,
    sha256,
  }));
  const { plan, identity } = compiled;
  return toJsonText(buildManifest({ plan, identity, formats, counts: summary.totals, files: listed }));
}

async function storeManifest(
  tools: WorkTools,
  run: JobRun,
  files: readonly NewArtifact[],
  summary: Summary,
): Promise<NewArtifact> {
  const listed = files.map((file) => ({ ...file, mediaType: (file.details as FileDetails).mediaType }));
  const text = manifestText(run, listed, summary);
  const place = placeOf(run.job.id, reportName(MANIFEST_PATH));
  const stored = await tools.artifacts.put(place, once(text), { signal: run.signal });
  const details: FileDetails = { mediaType: 'application/json', parts: [{ place, bytes: stored.bytes }] };
  return {
    ...stored,
    jobId: run.job.id,
    name: MANIFEST_PATH,
    kind: 'manifest',
    format: null,
    position: 0,
    encrypted: false,
    details,
  };
}

async function storeIndex(
  tools: WorkTools,
  { job, signal }: JobRun,
  rows: readonly ArtifactRow[],
): Promise<readonly NewArtifact[]> {
  const parts = rows.filter(({ kind }) => kind === 'index').toSorted((a, b) => a.position - b.position);
  const entries = new Uint8Array(parts.reduce((sum, { bytes }) => sum + bytes, 0));
  let filled = 0;
  for await (const piece of readFile(tools.artifacts, parts)) {
    entries.set(piece, filled);
    filled += piece.length;
  }
  const index = await tools.threads.buildIndex(entries);
  const put = async (name: string, content: Uint8Array, position: number): Promise<NewArtifact> => {
    const place = placeOf(job.id, name);
    const stored = await tools.artifacts.put(place, inPieces(content), { signal });
    return { ...stored, jobId: job.id, name, kind: 'index', format: null, position, encrypted: false };
  };
  return [
    await put(INDEX_NAMES.number.entries, index.byNumber, 0),
    await put(INDEX_NAMES.number.blocks, index.blocksByNumber, 1),
    await put(INDEX_NAMES.iss.entries, index.byIss, 2),
    await put(INDEX_NAMES.iss.blocks, index.blocksByIss, 3),
  ];
}

async function storeArchive(
  tools: WorkTools,
  { job, password, signal }: JobRun,
  entries: AsyncIterable<ArchiveEntry>,
): Promise<NewArtifact> {
  const place = placeOf(job.id, ARCHIVE_NAME);
  const stored = await tools.artifacts.put(place, packArchive(tools.threads, password, entries), { signal });
  const details: FileDetails = { mediaType: 'application/zip', parts: [{ place, bytes: stored.bytes }] };
  return {
    ...stored,
    jobId: job.id,
    name: ARCHIVE_NAME,
    kind: 'archive',
    format: null,
    position: 0,
    encrypted: password !== null,
    details,
  };
}

async function* plainEntries(
  tools: WorkTools,
  files: readonly NewArtifact[],
): AsyncGenerator<ArchiveEntry, void, undefined> {
  for (const { name, details } of files) {
    yield { path: name, content: readFile(tools.artifacts, (details as FileDetails).parts) };
  }
}

/** The files of an encrypted job exist in its archive only: they are hashed on their way into it. */
async function* sealedEntries(
  tools: WorkTools,
  run: JobRun,
  rows: readonly ArtifactRow[],
  summary: Summary,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  const listed: ListedFile[] = [];
  const entryOf = (name: string, mediaType: string, places: readonly string[]): ArchiveEntry => ({
    path: name,
    content: (async function* () {
      const digest = createHash('sha256');
      let bytes = 0;
      for (const place of places) {
        for await (const piece of fromStore(tools, run, place)) {
          digest.update(piece);
          bytes += piece.length;
          yield piece;
        }
      }
      listed.push({ name, mediaType, bytes, sha256: digest.digest('hex') });
    })(),
  });
  for (const { path, mediaType } of run.files) {
    yield entryOf(
      path,
      mediaType,
      partsOf(rows, path).map(({ place }) => place),
    );
  }
  for (const row of rows.filter(({ kind }) => kind === 'output')) {
    yield entryOf(row.name, fileDetailsOf(row).mediaType, [row.place]);
  }
  yield { path: MANIFEST_PATH, content: once(manifestText(run, listed, summary)) };
}

async function* once(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from(text);
}

/** Pieces small enough to be hashed in between other work. */
async function* inPieces(content: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < content.length; at += PIECE_BYTES) yield content.subarray(at, at + PIECE_BYTES);
}
