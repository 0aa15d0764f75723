import { referenceData } from '@medical-patients/reference-data';
import type { Foundation } from '../foundation.js';
import type { Jobs, Results, Streaming } from '../http/services.js';
import { createResults } from '../results/create-results.js';
import { createStreaming } from '../streaming/create-streaming.js';
import type { JobThreads } from '../threads/job-threads.js';
import { createQueueGate } from './job-limits.js';
import { createJobRecords } from './job-records.js';
import { createJobService } from './job-service.js';
import { createRunCompiler } from './run-plans.js';

/** What the routes need of jobs. */
export interface JobServices {
  readonly jobs: Jobs;
  readonly results: Results;
  readonly streaming: Streaming;
}

/** Streams that one process serves at the same time; the threads take turns. */
const MAX_STREAMS = 64;

/** @param threads for streams and for records that are assembled on demand; not those of the jobs */
export function createJobServices(foundation: Foundation, threads: JobThreads): JobServices {
  const { settings, queue, metrics } = foundation;
  const compile = createRunCompiler(referenceData);
  const records = createJobRecords({ ...foundation, retentionHours: settings.retentionHours });
  return {
    jobs: createJobService({ ...foundation, records, gate: createQueueGate(queue, settings) }),
    results: createResults({ ...foundation, threads, compile }),
    streaming: createStreaming({
      threads,
      compile,
      metrics,
      settings,
      maxStreams: MAX_STREAMS,
    }),
  };
}
