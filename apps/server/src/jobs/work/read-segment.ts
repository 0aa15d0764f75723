import type { ArtifactRow } from '../../database/schema.js';
import { fromStore, type JobRun, type WorkTools } from './job-run.js';
import type { SegmentDetails } from './simulate-segments.js';

/** The chunks of a segment in order, each in a buffer of its own. */
export async function* readSegment(
  tools: Pick<WorkTools, 'artifacts'>,
  run: Pick<JobRun, 'key'>,
  segment: ArtifactRow,
): AsyncGenerator<{ readonly buffer: ArrayBuffer; readonly count: number }, void, undefined> {
  const { chunks } = segment.details as SegmentDetails;
  let at = 0;
  let chunk = chunks[at];
  let filled = 0;
  let bytes = new Uint8Array(chunk?.bytes ?? 0);
  for await (const piece of fromStore(tools, run, segment.place)) {
    let rest = piece;
    while (rest.length > 0) {
      if (chunk === undefined) throw new Error(`segment ${segment.name} is longer than its row says`);
      const taken = rest.subarray(0, bytes.length - filled);
      bytes.set(taken, filled);
      filled += taken.length;
      rest = rest.subarray(taken.length);
      if (filled < bytes.length) continue;
      yield { buffer: bytes.buffer, count: chunk.count };
      chunk = chunks[++at];
      filled = 0;
      bytes = new Uint8Array(chunk?.bytes ?? 0);
    }
  }
  if (chunk !== undefined) throw new Error(`segment ${segment.name} is shorter than its row says`);
}
