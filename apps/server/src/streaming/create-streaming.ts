import { randomInt } from 'node:crypto';
import type { Settings } from '../config/settings.js';
import { ServiceError } from '../errors.js';
import type { Streaming, StreamRequest } from '../http/services.js';
import { checkPatients, patientLimit } from '../jobs/job-limits.js';
import { RECORD_FORMATS } from '../jobs/record-formats.js';
import type { CompileRun } from '../jobs/run-plans.js';
import type { Metrics } from '../metrics/metrics.js';
import type { JobThreads } from '../threads/job-threads.js';
import { locateLines } from '../threads/text-lines.js';

export interface StreamingTools {
  readonly threads: JobThreads;
  readonly compile: CompileRun;
  readonly metrics: Pick<Metrics, 'patientsGenerated' | 'generationBytes'>;
  readonly settings: Pick<Settings, 'maxPatientsPerJob'>;
  /** Streams at the same time in this process. */
  readonly maxStreams: number;
}

/** Small, so that the first record is there soon, and a client that stalls holds little. */
const CHUNK_CASUALTIES = 10;
const SEEDS = 1_000_000_000;
const RETRY_AFTER_SECONDS = 2;
const LINE_END = Buffer.from('\n');

/**
 * Patients straight from the simulation. A thread computes a chunk when the client has taken the one before; one chunk
 * is made ahead, so that neither waits for the other.
 */
export function createStreaming(tools: StreamingTools): Streaming {
  let streams = 0;
  return {
    generate: (request) => {
      checkPatients(request.scenario, request.caller, tools.settings);
      if (streams >= tools.maxStreams) {
        throw new ServiceError('overloaded', 'Too many streams are open; please try again later.', {
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        });
      }
      return count();
      async function* count(): AsyncGenerator<Uint8Array, void, undefined> {
        streams++;
        try {
          yield* generate(tools, request);
        } finally {
          streams--;
        }
      }
    },
  };
}

async function* generate(
  { threads, compile, metrics, settings }: StreamingTools,
  { caller, scenario, record, format, signal }: StreamRequest,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { run } = compile(scenario, scenario.seed ?? String(randomInt(SEEDS)));
  // A stream of classic records, too, can have one record a line: its texts are those of the array.
  const name = record === 'full' && format === 'ndjson' ? 'ndjson' : RECORD_FORMATS[record];
  const takesLines = format === 'ndjson' && name !== 'ndjson';
  const formats = [name];
  // Leaving the stream aborts what is being computed for it.
  const left = new AbortController();
  const simulation = await threads.simulate(run, {
    chunkSize: CHUNK_CASUALTIES,
    maxCasualties: patientLimit(caller, settings),
    counts: false,
    signal: AbortSignal.any([signal, left.signal]),
  });
  const next = async (): Promise<Uint8Array | null> => {
    const step = await simulation.next();
    if (step.kind === 'end') return null;
    const chunk = step.buffer;
    const { pieces, count } = await threads.render({ run, formats, chunk, textFile: null, index: false });
    const piece = Buffer.concat(pieces[0] ?? []);
    metrics.patientsGenerated.inc({ format: name }, count);
    metrics.generationBytes.inc({ format: name }, piece.length);
    return takesLines ? toLines(piece) : piece;
  };
  try {
    const frame = format === 'json' ? await threads.frame(run, formats) : null;
    if (frame?.head[0] !== undefined) yield frame.head[0];
    let ahead = next();
    for (;;) {
      const piece = await ahead;
      if (piece === null) break;
      ahead = next();
      // Its failure shows when it is awaited; a client that leaves before that does not care.
      ahead.catch(() => undefined);
      yield piece;
    }
    if (frame?.tail[0] !== undefined) yield frame.tail[0];
  } finally {
    left.abort();
    await simulation.end();
  }
}

/** The records of a piece of a JSON array, one a line. */
function toLines(piece: Uint8Array): Uint8Array {
  return Buffer.concat(
    locateLines(piece).flatMap(({ start, end }) => [piece.subarray(start, end), LINE_END]),
  );
}
