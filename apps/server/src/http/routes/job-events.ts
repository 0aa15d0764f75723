import { Readable } from 'node:stream';
import { idParametersSchema } from '@medical-patients/contract';
import type { JobRow } from '../../database/schema.js';
import { isServiceError } from '../../errors.js';
import { ownerOf } from '../authenticate.js';
import type { Api, RouteContext } from '../context.js';
import { parseId } from '../ids.js';
import { toJobEvent } from '../job-view.js';

/** Without a live bus the state is read this often; it comes from the cache. */
const LOOK_EVERY_MS = 1000;
/** Comments that keep proxies from closing a quiet connection. */
const HEARTBEAT_MS = 15_000;
const RECONNECT_MS = 2000;
const ENDED: readonly string[] = ['completed', 'failed', 'cancelled'];

export function addJobEventRoutes(api: Api, context: RouteContext): void {
  api.get(
    '/jobs/:id/events',
    {
      schema: { params: idParametersSchema },
      exposeHeadRoute: false,
      config: {
        docs: {
          summary: 'Progress of a job, as server-sent events',
          tag: 'jobs',
          answers: { 200: 'text/event-stream' },
          headers: { 'Last-Event-ID': 'The last event that was seen: goes on behind it.' },
        },
      },
    },
    async (request, reply) => {
      const id = parseId(request.params.id, 'job');
      const owner = ownerOf(request);
      const job = await context.jobs.find(id, owner);
      const seen = Number(request.headers['last-event-id'] ?? Number.NaN);
      const read = () => context.jobs.find(id, owner);
      const events = watch(job, Number.isInteger(seen) ? seen : -1, read, context);
      return reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('x-accel-buffering', 'no')
        .send(Readable.from(events, { objectMode: false, highWaterMark: 4096 }));
    },
  );
}

/**
 * Events of one job until it ends. A client that reads slowly misses what lies between, never the newest: nothing is
 * stored up for it.
 */
async function* watch(
  job: JobRow,
  seenRevision: number,
  read: () => Promise<JobRow>,
  { foundation, closing }: RouteContext,
): AsyncGenerator<string, void, undefined> {
  let newest = job;
  let wake: (() => void) | undefined;
  const stop = foundation.caches.onJobStatus((row) => {
    if (row.id !== job.id || row.revision <= newest.revision) return;
    newest = row;
    wake?.();
  });
  const wakeUp = (): void => wake?.();
  closing.addEventListener('abort', wakeUp);
  let sent = seenRevision;
  let quietMs = 0;
  try {
    yield `retry: ${RECONNECT_MS}\n\n`;
    while (!closing.aborted) {
      if (newest.revision > sent || ENDED.includes(newest.status)) {
        sent = newest.revision;
        quietMs = 0;
        yield formatEvent(newest);
        if (ENDED.includes(newest.status)) return;
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_EVERY_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      quietMs += LOOK_EVERY_MS;
      if (newest.revision <= sent) {
        const row = await read();
        if (row.revision > newest.revision) newest = row;
      }
      if (quietMs >= HEARTBEAT_MS) {
        quietMs = 0;
        yield ': still here\n\n';
      }
    }
  } catch (error) {
    // The job was deleted, or the database is away: the client comes back and hears which.
    if (!isServiceError(error)) throw error;
  } finally {
    stop();
    closing.removeEventListener('abort', wakeUp);
  }
}

function formatEvent(row: JobRow): string {
  const name = ENDED.includes(row.status) ? row.status : 'progress';
  return `id: ${row.revision}\nevent: ${name}\ndata: ${JSON.stringify(toJobEvent(row))}\n\n`;
}
