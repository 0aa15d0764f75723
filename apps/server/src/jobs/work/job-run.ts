import { findFormat, type OutputFile } from '@medical-patients/writers';
import type { ArtifactStore } from '../../artifacts/artifact-store.js';
import type { JobRow } from '../../database/schema.js';
import type { Metrics } from '../../metrics/metrics.js';
import type { JobThreads } from '../../threads/job-threads.js';
import { formatsToWrite, textFormatOf } from '../record-formats.js';
import type { CompiledRun } from '../run-plans.js';
import { openStream, type StreamKey, sealStream } from './sealed-stream.js';

/** What the work of a job stands on. */
export interface WorkTools {
  readonly artifacts: ArtifactStore;
  readonly threads: JobThreads;
  readonly metrics: Pick<Metrics, 'patientsGenerated' | 'generationBytes'>;
}

/** One job, as one task works on it. */
export interface JobRun {
  readonly job: JobRow;
  readonly compiled: CompiledRun;
  /** What is written, in order; see record-formats.ts. */
  readonly formats: readonly string[];
  /** All files of all formats. */
  readonly files: readonly FileOfFormat[];
  /** Place among `files` of the one that holds the records' texts; null: none. */
  readonly textFile: number | null;
  /** Null unless the job is encrypted. */
  readonly password: string | null;
  readonly key: StreamKey | null;
  readonly signal: AbortSignal;
}

export interface FileOfFormat extends OutputFile {
  readonly format: string;
}

export interface JobRunParts {
  readonly job: JobRow;
  readonly compiled: CompiledRun;
  readonly password: string | null;
  readonly key: StreamKey | null;
  readonly signal: AbortSignal;
}

export function createJobRun(parts: JobRunParts): JobRun {
  const { options, record } = parts.job;
  const formats = formatsToWrite(options.formats, record);
  const files = formats.flatMap((name) => findFormat(name).files.map((file) => ({ ...file, format: name })));
  const textFormat = textFormatOf(formats, record);
  const textFile = textFormat === null ? null : files.findIndex(({ format }) => format === textFormat);
  return { ...parts, formats, files, textFile };
}

/** Content on its way into the store: sealed where the job is encrypted. */
export function toStore(
  run: Pick<JobRun, 'key'>,
  content: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  return run.key === null ? content : sealStream(content, run.key);
}

/** Content as it was before it was stored. */
export function fromStore(
  tools: Pick<WorkTools, 'artifacts'>,
  run: Pick<JobRun, 'key'>,
  place: string,
): AsyncIterable<Uint8Array> {
  const content = tools.artifacts.get(place);
  return run.key === null ? content : openStream(content, run.key);
}
