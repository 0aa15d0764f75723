import type { Job } from '@medical-patients/contract';
import { JobNotCompleted, MedpatRequestError } from './errors.js';
import { readEvents } from './lines.js';
import { type CallOptions, pause, type Transport } from './transport.js';

export type JobProgress = Pick<Job, 'job_id' | 'status' | 'progress' | 'progress_details' | 'error'>;

export interface WaitOptions extends CallOptions {
  readonly onProgress?: (progress: JobProgress) => void;
  /** `events` by a stream of the service (the default), `polling` by asking again and again. */
  readonly by?: 'events' | 'polling';
  /** Pause between two questions; 1,000 when left out. */
  readonly pollMs?: number;
}

const DEFAULT_POLL_MS = 1000;
const RECONNECT_MS = 500;
const ENDED: readonly string[] = ['completed', 'failed', 'cancelled'];

/**
 * Waits until a job has ended.
 *
 * @returns the completed job
 * @throws JobNotCompleted when it failed or was cancelled
 */
export async function waitForJob(transport: Transport, id: string, options: WaitOptions = {}): Promise<Job> {
  const { signal } = options;
  const path = `/jobs/${encodeURIComponent(id)}`;
  if ((options.by ?? 'events') === 'events') await followEvents(transport, path, options);
  for (;;) {
    const job = await transport.json<Job>(path, { signal });
    if (options.by === 'polling') options.onProgress?.(job);
    if (job.status === 'completed') return job;
    if (ENDED.includes(job.status)) throw new JobNotCompleted(id, job.status, job.error);
    await pause(options.pollMs ?? DEFAULT_POLL_MS, signal);
  }
}

/** Reads events until the job has ended, taking up a broken stream where it broke. */
async function followEvents(
  transport: Transport,
  path: string,
  { onProgress, signal }: WaitOptions,
): Promise<void> {
  let lastEventId: string | null = null;
  for (;;) {
    try {
      const headers = { accept: 'text/event-stream', 'last-event-id': lastEventId ?? undefined };
      const answer = await transport.send(`${path}/events`, { signal, headers });
      if (answer.body === null) return;
      for await (const { id, data } of readEvents(answer.body)) {
        lastEventId = id;
        const progress = JSON.parse(data) as JobProgress;
        onProgress?.(progress);
        if (ENDED.includes(progress.status)) return;
      }
    } catch (error) {
      if (error instanceof MedpatRequestError || signal?.aborted === true) throw error;
    }
    await pause(RECONNECT_MS, signal);
  }
}
