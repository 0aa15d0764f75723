import { setTimeout as delay } from 'node:timers/promises';
import { type HttpClient, jsonOf } from './http.js';

/** Seconds from a request to its end, and what the request came to. */
export interface JobTime {
  readonly seconds: number;
  readonly patients: number;
}

const POLL_MS = 25;

/** Starts a job and waits until it is completed, as a client would. @throws Error when it fails */
export async function timeJob(client: HttpClient, body: Readonly<Record<string, unknown>>): Promise<JobTime> {
  const startedAt = performance.now();
  const { job_id: id } = jsonOf<{ job_id: string }>(
    await client.ask({ method: 'POST', path: '/api/v1/generation/', body }),
  );
  for (;;) {
    const job = jsonOf<{
      status: string;
      error: string | null;
      progress_details: { patients_generated: number };
    }>(await client.ask({ path: `/api/v1/jobs/${id}` }));
    if (job.status === 'completed') {
      const seconds = (performance.now() - startedAt) / 1000;
      await client.ask({ method: 'DELETE', path: `/api/v1/jobs/${id}` });
      return { seconds, patients: job.progress_details.patients_generated };
    }
    if (job.status === 'failed' || job.status === 'cancelled')
      throw new Error(`a job has ${job.status}: ${job.error}`);
    await delay(POLL_MS);
  }
}

const LINE_END = 0x0a;

/**
 * Milliseconds from a request for a stream to its first whole record.
 *
 * @throws Error when that is no patient
 */
export async function timeFirstRecord(client: HttpClient, path: string): Promise<number> {
  const startedAt = performance.now();
  const response = await client.open({ path, headers: { accept: 'application/x-ndjson' } });
  let head = Buffer.alloc(0);
  for await (const piece of response) {
    head = Buffer.concat([head, piece as Buffer]);
    const end = head.indexOf(LINE_END);
    if (end === -1) continue;
    const milliseconds = performance.now() - startedAt;
    const record = JSON.parse(head.subarray(0, end).toString('utf8')) as { number?: number };
    if (record.number !== 1)
      throw new Error(`the stream begins with ${head.subarray(0, 100).toString('utf8')}`);
    return milliseconds;
  }
  throw new Error('the stream ended without a record');
}
