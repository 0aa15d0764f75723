import type { NewArtifact } from '../../database/repositories.js';
import type { ArtifactRow } from '../../database/schema.js';
import { moveEntries } from '../../results/index-entry.js';
import type { Rendered } from '../../threads/thread-calls.js';
import { indexPartName, partName, placeOf } from './artifact-names.js';
import type { FileOfFormat, JobRun, WorkTools } from './job-run.js';
import { openPart, type PartWriter } from './part-writer.js';
import { readSegment } from './read-segment.js';
import { releaseBuffers } from './release-bytes.js';

export interface RangeToRender {
  /** From 0. */
  readonly range: number;
  readonly ranges: number;
  readonly segments: readonly ArtifactRow[];
  /** Patients of this range whose bytes are stored. */
  readonly onProgress: (patients: number) => void;
}

/** What the artifact row of a part says beside its bytes. */
export interface PartDetails {
  readonly path: string;
  readonly patients: number;
}

/** Renders a range of segments into a part of every file, and of the index unless the job is encrypted. */
export async function renderRange(
  tools: WorkTools,
  run: JobRun,
  options: RangeToRender,
): Promise<readonly NewArtifact[]> {
  const { job, files } = run;
  const { range } = options;
  const parts = files.map(({ path }) => openPart(tools, run, placeOf(job.id, partName(range, path))));
  const index = run.key === null ? openPart(tools, run, placeOf(job.id, indexPartName(range))) : null;
  const all = index === null ? parts : [...parts, index];
  try {
    const patients = await fillParts(tools, run, options, { parts, index });
    const stored = await Promise.all(all.map((part) => part.close()));
    countRendered(tools, run, parts, patients);
    return stored.map((artifact, at) => {
      const file: FileOfFormat | undefined = files[at];
      const details: PartDetails = { path: file?.path ?? '', patients };
      return {
        ...artifact,
        jobId: job.id,
        name: file === undefined ? indexPartName(range) : partName(range, file.path),
        kind: file === undefined ? 'index' : 'part',
        format: file?.format ?? null,
        position: range,
        encrypted: run.key !== null,
        details,
      };
    });
  } catch (error) {
    await Promise.all(all.map((part) => part.abandon(error)));
    throw error;
  }
}

interface OpenParts {
  readonly parts: readonly PartWriter[];
  readonly index: PartWriter | null;
}

/** @returns patients rendered */
async function fillParts(
  tools: WorkTools,
  run: JobRun,
  { range, ranges, segments, onProgress }: RangeToRender,
  { parts, index }: OpenParts,
): Promise<number> {
  const { threads } = tools;
  const { formats, textFile, signal } = run;
  let patients = 0;
  /** Buffers that have been written out: threads fill them again, as fresh memory costs more than what fills it. */
  let spare: ArrayBuffer[] = [];
  /** The pieces of each file one after another, the files at the same time. */
  const writeAll = (pieces: readonly (readonly Uint8Array[])[]): Promise<unknown> =>
    Promise.all(
      parts.map(async (part, at) => {
        for (const piece of pieces[at] ?? []) {
          await part.write(piece);
          spare.push(piece.buffer as ArrayBuffer);
        }
      }),
    );
  const put = async (rendered: Rendered): Promise<void> => {
    if (index !== null) {
      moveEntries(rendered.index, range, textFile === null ? 0 : (parts[textFile]?.bytes ?? 0));
      await index.write(rendered.index);
    }
    await writeAll(rendered.pieces);
    patients += rendered.count;
    onProgress(patients);
  };

  const frame = await threads.frame(run.compiled.run, formats);
  if (range === 0) await writeAll(frame.head.map((piece) => [piece]));
  const waiting: Promise<Rendered>[] = [];
  for (const segment of segments) {
    for await (const { buffer } of readSegment(tools, run, segment)) {
      signal.throwIfAborted();
      const rendered = threads.render({
        run: run.compiled.run,
        formats,
        chunk: buffer,
        textFile,
        index: index !== null,
        spare,
      });
      spare = [];
      // Whoever takes it hears of its failure; until then it must not count as unhandled.
      rendered.catch(() => undefined);
      waiting.push(rendered);
      if (waiting.length > threads.size) await put(await (waiting.shift() as Promise<Rendered>));
    }
  }
  for (const rendered of waiting) {
    signal.throwIfAborted();
    await put(await rendered);
  }
  if (range === ranges - 1) await writeAll(frame.tail.map((piece) => [piece]));
  releaseBuffers(spare);
  return patients;
}

function countRendered(
  { metrics }: WorkTools,
  { files, formats }: JobRun,
  parts: readonly PartWriter[],
  patients: number,
): void {
  for (const format of formats) metrics.patientsGenerated.inc({ format }, patients);
  for (const [at, { format }] of files.entries()) {
    metrics.generationBytes.inc({ format }, parts[at]?.bytes ?? 0);
  }
}
