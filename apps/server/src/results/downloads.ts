import { createHash } from 'node:crypto';
import { findFormat, UnknownFormatError } from '@medical-patients/writers';
import type { ArtifactStore } from '../artifacts/artifact-store.js';
import type { ArtifactRow, JobRow } from '../database/schema.js';
import { ServiceError } from '../errors.js';
import type { Download } from '../http/services.js';
import { formatToRead } from '../jobs/record-formats.js';
import { artifactOf, type FinishedJobs } from './finished-job.js';
import { fileDetailsOf, readFile } from './job-file.js';
import { createStoredZip, type ZipEntry } from './stored-zip.js';

const ZIP = 'application/zip';

/** Downloads of a finished job: file names come from its id, never from input. */
export function createDownloads(
  artifacts: ArtifactStore,
  finished: FinishedJobs,
): (job: JobRow, format: string | null) => Promise<Download> {
  return async (job, format) => {
    if (format === null) return wholeJob(artifacts, job, await finished.openEncrypted(job));
    const rows = await finished.open(job);
    const wanted = formatToRead(format, job.record);
    const files = rows.filter((row) => row.kind === 'output' && row.format === wanted);
    const [first] = files;
    if (first === undefined) throw formatMissing(format, rows);
    const name = `${job.id}-${wanted}`;
    if (files.length > 1) return zipOf(artifacts, `${name}.zip`, files);
    return fileDownload(artifacts, `${name}${extensionOf(first.name)}`, first);
  };
}

/** One ZIP with everything: as `finish` packed it, or put together from the stored files while it is read. */
function wholeJob(artifacts: ArtifactStore, job: JobRow, rows: readonly ArtifactRow[]): Download {
  const filename = `${job.id}.zip`;
  const archive = rows.find(({ kind }) => kind === 'archive');
  if (archive !== undefined) return fileDownload(artifacts, filename, archive);
  const manifest = artifactOf(rows, 'manifest.json');
  return zipOf(artifacts, filename, [...rows.filter(({ kind }) => kind === 'output'), manifest]);
}

function fileDownload(artifacts: ArtifactStore, filename: string, row: ArtifactRow): Download {
  const { mediaType, parts } = fileDetailsOf(row);
  return {
    filename,
    mediaType,
    bytes: row.bytes,
    etag: row.sha256,
    open: (range) => readFile(artifacts, parts, range),
  };
}

function zipOf(artifacts: ArtifactStore, filename: string, rows: readonly ArtifactRow[]): Download {
  const entries = rows.map((row): ZipEntry => {
    const { parts } = fileDetailsOf(row);
    const { name, bytes, crc32 } = row;
    return { path: name, bytes, crc32, open: (range) => readFile(artifacts, parts, range) };
  });
  const digest = createHash('sha256');
  for (const { name, sha256 } of rows) digest.update(`${name}\n${sha256}\n`);
  const zip = createStoredZip(entries);
  return { filename, mediaType: ZIP, bytes: zip.bytes, etag: digest.digest('hex'), open: zip.open };
}

function extensionOf(path: string): string {
  return /\.[A-Za-z0-9]+$/.exec(path)?.[0] ?? '';
}

function formatMissing(format: string, rows: readonly ArtifactRow[]): ServiceError {
  const available = [...new Set(rows.flatMap((row) => (row.kind === 'output' ? (row.format ?? []) : [])))];
  return new ServiceError(
    'format_not_available',
    `This job has no files in the format asked for; it has ${available.join(', ')}.`,
    { details: { format, available } },
  );
}

/** The format of that name. @throws ServiceError `format_not_available` */
export function formatOf(name: string): ReturnType<typeof findFormat> {
  try {
    return findFormat(name);
  } catch (error) {
    if (!(error instanceof UnknownFormatError)) throw error;
    throw new ServiceError('format_not_available', error.message, {
      details: { available: error.available },
      cause: error,
    });
  }
}
