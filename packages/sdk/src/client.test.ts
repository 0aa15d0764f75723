import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createClient, JobNotCompleted, type MedpatClient, MedpatRequestError } from './index.js';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

type Reply = (response: ServerResponse, seen: Seen) => void;

let server: Server | undefined;
let seen: Seen[] = [];

/** A service that gives the replies one after another, the last one for ever. */
async function serviceThat(...replies: readonly Reply[]): Promise<MedpatClient> {
  seen = [];
  server = createServer((request, response) => {
    const each = { method: request.method ?? '', url: request.url ?? '', headers: request.headers };
    request.resume().on('end', () => {
      seen.push(each);
      replies[Math.min(seen.length, replies.length) - 1]?.(response, each);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return createClient({ url: `http://127.0.0.1:${port}/`, apiKey: 'mp_test' });
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const problem = (status: number, code: string, headers: Record<string, string> = {}): Reply =>
  json(
    status,
    { code, detail: `It is ${code}.`, status },
    { 'content-type': 'application/problem+json', ...headers },
  );
const breaks: Reply = (response) => response.destroy();
const job = (status: string, error: string | null = null) => ({ job_id: 'j', status, progress: 0, error });
const NOW = { 'retry-after': '0' };

describe('requests that fail in a way that passes', () => {
  test('are sent again; the Idempotency-Key stays the same', async () => {
    const client = await serviceThat(problem(503, 'overloaded', NOW), breaks, json(201, { job_id: 'j' }));
    expect(await client.generate({ configuration: {} })).toEqual({ job_id: 'j' });
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(seen[0]?.headers['x-api-key']).toBe('mp_test');
  });

  test('are given up after so many times', async () => {
    const client = await serviceThat(problem(429, 'limit_exceeded', NOW));
    await expect(client.job('j')).rejects.toMatchObject({ status: 429, code: 'limit_exceeded' });
    expect(seen).toHaveLength(6);
  });

  test('are not sent again when they may have been carried out', async () => {
    const client = await serviceThat(breaks);
    await expect(client.createConfiguration({})).rejects.toThrow();
    expect(seen).toHaveLength(1);
  });
});

test('a refusal is an error with its problem, at once', async () => {
  const client = await serviceThat(problem(422, 'validation_failed'));
  const refused = await client.validate({}).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(MedpatRequestError);
  expect(refused).toMatchObject({ code: 'validation_failed', message: 'It is validation_failed.' });
  expect(seen).toHaveLength(1);
});

test('a signal ends the pause before the next attempt', async () => {
  const client = await serviceThat(problem(503, 'overloaded', { 'retry-after': '60' }));
  await expect(client.job('j', { signal: AbortSignal.timeout(100) })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});

test('waiting takes up a broken stream of events where it broke', async () => {
  const event = (id: number, status: string) =>
    `id: ${id}\nevent: x\ndata: ${JSON.stringify(job(status))}\n\n`;
  const stream =
    (text: string): Reply =>
    (response) =>
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(text);
  const client = await serviceThat(
    stream(`: comment\n\n${event(1, 'queued')}${event(2, 'running')}`),
    stream(event(3, 'completed')),
    json(200, job('completed')),
  );
  const statuses: string[] = [];
  await client.waitForJob('j', { onProgress: ({ status }) => statuses.push(status) });
  expect(statuses).toEqual(['queued', 'running', 'completed']);
  expect(seen.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '2', undefined]);
});

test('waiting by polling ends with the reason of a failure', async () => {
  const client = await serviceThat(json(200, job('running')), json(200, job('failed', 'the disk is full')));
  const failed = await client.waitForJob('j', { by: 'polling', pollMs: 1 }).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(JobNotCompleted);
  expect(failed).toMatchObject({ status: 'failed', message: 'Job j failed: the disk is full.' });
});

test('lists follow their links, patients their pages, streams their lines', async () => {
  const jobs = await serviceThat(
    json(200, [job('queued')], { link: '</api/v1/jobs/?cursor=abc>; rel="next"' }),
    json(200, [job('failed')]),
  );
  expect(await collect(jobs.jobs())).toEqual(['queued', 'failed']);
  expect(seen[1]?.url).toBe('/api/v1/jobs/?cursor=abc');
  server?.close();
  const pages = await serviceThat(
    json(200, { patients: [{ number: 1 }], total_pages: 2 }),
    json(200, { patients: [{ number: 2 }], total_pages: 2 }),
  );
  const numbers: number[] = [];
  for await (const { number } of pages.patients('j', { triage: 'T1' })) numbers.push(number);
  expect(numbers).toEqual([1, 2]);
  expect(seen[1]?.url).toBe('/api/v1/jobs/j/results?triage=T1&page=2&per_page=200');
  server?.close();
  const lines = await serviceThat((response) => {
    response.write('{"number":1}\n{"num');
    response.end('ber":2}\r\n');
  });
  const streamed: number[] = [];
  for await (const { number } of lines.streamPatients({ configuration: {} })) streamed.push(number);
  expect(streamed).toEqual([1, 2]);
});

async function collect(jobs: AsyncIterable<{ readonly status: string }>): Promise<string[]> {
  const statuses: string[] = [];
  for await (const { status } of jobs) statuses.push(status);
  return statuses;
}
