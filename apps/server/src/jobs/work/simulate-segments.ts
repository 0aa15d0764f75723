import { SUMMARY_PAGE_PATH, SUMMARY_PATH } from '@medical-patients/runner';
import type { StoredArtifact } from '../../artifacts/artifact-store.js';
import type { NewArtifact } from '../../database/repositories.js';
import type { SimulationStep } from '../../threads/thread-calls.js';
import { placeOf, reportName, segmentName } from './artifact-names.js';
import { type JobRun, toStore, type WorkTools } from './job-run.js';

/**
 * Casualties a chunk; the bytes of the records do not depend on it. Less than 1 MB of JSON: with several under way,
 * larger ones are what a worker's memory goes into.
 */
const CHUNK_CASUALTIES = 50;
/** 10,000 casualties, about 4 MB: what one render task takes at the least. */
const CHUNKS_PER_SEGMENT = 200;

/** Reports come behind the data files. */
const FIRST_REPORT = 1_000;

/** One chunk within its segment. */
export interface SegmentChunk {
  readonly offset: number;
  readonly bytes: number;
  readonly first: number;
  readonly count: number;
}

/** What the artifact row of a segment says beside its bytes. */
export interface SegmentDetails {
  readonly first: number;
  readonly count: number;
  readonly chunks: readonly SegmentChunk[];
}

export interface SimulatedSegments {
  /** Rows of segments, in order, and of the reports. */
  readonly artifacts: readonly NewArtifact[];
  readonly segments: number;
  readonly casualties: number;
}

export interface SimulateOptions {
  readonly maxCasualties: number;
  /** Casualties whose care paths are stored. */
  readonly onProgress: (casualties: number) => void;
}

/** Runs the simulation on a thread and stores its care paths in segments, and the reports that they suffice for. */
export async function simulateSegments(
  tools: WorkTools,
  run: JobRun,
  { maxCasualties, onProgress }: SimulateOptions,
): Promise<SimulatedSegments> {
  const { job, signal } = run;
  const simulation = await tools.threads.simulate(run.compiled.run, {
    chunkSize: CHUNK_CASUALTIES,
    maxCasualties,
    counts: true,
    signal,
  });
  const artifacts: NewArtifact[] = [];
  try {
    let step: SimulationStep = await simulation.next();
    while (step.kind === 'chunk') {
      const chunks: SegmentChunk[] = [];
      const takeChunks = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
        let offset = 0;
        while (step.kind === 'chunk' && chunks.length < CHUNKS_PER_SEGMENT) {
          const { buffer, first, count } = step;
          chunks.push({ offset, bytes: buffer.byteLength, first, count });
          offset += buffer.byteLength;
          yield new Uint8Array(buffer);
          onProgress(first + count - 1);
          step = await simulation.next();
        }
      };
      const segment = artifacts.length;
      const place = placeOf(job.id, segmentName(segment));
      const stored = await tools.artifacts.put(place, toStore(run, takeChunks()), { signal });
      artifacts.push(segmentRow(run, segment, stored, chunks));
    }
    if (step.kind !== 'end' || step.reports === null)
      throw new Error('a simulation ended without its summary');
    const { summary, page } = step.reports;
    const segments = artifacts.length;
    artifacts.push(
      await putReport(tools, run, {
        path: SUMMARY_PATH,
        mediaType: 'application/json',
        position: FIRST_REPORT,
        bytes: summary,
      }),
      await putReport(tools, run, {
        path: SUMMARY_PAGE_PATH,
        mediaType: 'text/html',
        position: FIRST_REPORT + 1,
        bytes: page,
      }),
    );
    return { artifacts, segments, casualties: step.casualties };
  } finally {
    await simulation.end();
  }
}

function segmentRow(
  { job, key }: JobRun,
  segment: number,
  stored: StoredArtifact,
  chunks: readonly SegmentChunk[],
): NewArtifact {
  const details: SegmentDetails = {
    first: chunks[0]?.first ?? 0,
    count: chunks.reduce((sum, { count }) => sum + count, 0),
    chunks,
  };
  return {
    ...stored,
    jobId: job.id,
    name: segmentName(segment),
    kind: 'segment',
    format: null,
    position: segment,
    encrypted: key !== null,
    details,
  };
}

interface Report {
  readonly path: string;
  readonly mediaType: string;
  readonly position: number;
  readonly bytes: Uint8Array;
}

async function putReport(
  tools: WorkTools,
  run: JobRun,
  { path, mediaType, position, bytes }: Report,
): Promise<NewArtifact> {
  const place = placeOf(run.job.id, reportName(path));
  const stored = await tools.artifacts.put(place, toStore(run, once(bytes)), { signal: run.signal });
  return {
    ...stored,
    jobId: run.job.id,
    name: path,
    kind: 'output',
    format: null,
    position,
    encrypted: run.key !== null,
    details: { mediaType, parts: [{ place, bytes: stored.bytes }] },
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}
