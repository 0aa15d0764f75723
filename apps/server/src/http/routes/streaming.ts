import { Readable } from 'node:stream';
import { noQuerySchema, streamQuerySchema, streamRequestSchema } from '@medical-patients/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../authenticate.js';
import type { Api, RouteContext } from '../context.js';
import { HttpProblem } from '../problems.js';
import type { ScenarioChanges } from '../scenario-input.js';
import {
  createScenarioReader,
  findScenario,
  type ScenarioReader,
  type ScenarioSource,
} from '../scenarios.js';

const NDJSON = 'application/x-ndjson';
const JSON_TYPE = 'application/json';
const docs = {
  summary: 'Patients straight from the simulation',
  tag: 'generation',
  answers: { 200: [JSON_TYPE, NDJSON] },
};

interface Wanted {
  readonly source: ScenarioSource;
  readonly changes: ScenarioChanges;
  readonly record: 'full' | 'classic' | null | undefined;
  readonly format: 'json' | 'ndjson';
}

export function addStreamingRoutes(api: Api, context: RouteContext): void {
  const reader = createScenarioReader(context.foundation);

  api.post(
    '/streaming/generate',
    {
      schema: { body: streamRequestSchema, querystring: noQuerySchema },
      config: { access: 'generate', docs },
    },
    async (request, reply) => {
      const { body } = request;
      const changes = { totalPatients: body.total_patients, seed: body.seed };
      const wanted = { source: body, changes, record: body.record, format: formatOf(request) };
      return stream(wanted, request, reply, context, reader);
    },
  );

  api.get(
    '/streaming/generate',
    {
      schema: { querystring: streamQuerySchema },
      exposeHeadRoute: false,
      config: { access: 'generate', docs },
    },
    async (request, reply) => {
      const { query } = request;
      const changes = { totalPatients: query.total_patients, seed: query.seed };
      const format = query.format ?? formatOf(request);
      return stream(
        { source: query, changes, record: query.record, format },
        request,
        reply,
        context,
        reader,
      );
    },
  );
}

/** @throws HttpProblem `not_acceptable` */
function formatOf(request: FastifyRequest): 'json' | 'ndjson' {
  const accept = request.headers.accept ?? '*/*';
  if (/\bndjson\b|\bjsonl\b/.test(accept)) return 'ndjson';
  // Browsers ask for pages: they get JSON.
  if (/\*\/\*|application\/(\*|json)|text\/html/.test(accept)) return 'json';
  throw new HttpProblem('not_acceptable', `Patients come as ${JSON_TYPE} or ${NDJSON}.`);
}

async function stream(
  wanted: Wanted,
  request: FastifyRequest,
  reply: FastifyReply,
  context: RouteContext,
  reader: ScenarioReader,
): Promise<FastifyReply> {
  const caller = callerOf(request);
  const found = await findScenario(wanted.source, wanted.changes, caller, reader);
  const gone = new AbortController();
  const pieces = context.streaming.generate({
    caller,
    scenario: found.scenario,
    record: wanted.record ?? found.record,
    format: wanted.format,
    // Not that of a service that stops: a running stream has its time to end, and is cut off with its connection.
    signal: gone.signal,
  });
  // The first piece decides between a stream and a problem document.
  const iterator = pieces[Symbol.asyncIterator]();
  reply.raw.once('close', () => {
    gone.abort();
    // A client that left before its first piece reads nothing: nobody else would end what was begun for it.
    iterator.return?.().catch(() => {});
  });
  const first = await iterator.next();
  return reply
    .type(wanted.format === 'ndjson' ? NDJSON : `${JSON_TYPE}; charset=utf-8`)
    .header('x-seed', encodeURIComponent(found.scenario.seed ?? ''))
    .header('x-accel-buffering', 'no')
    .send(Readable.from(resume(first, iterator), { objectMode: false }));
}

async function* resume(
  first: IteratorResult<Uint8Array>,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for (let step = first; step.done !== true; step = await iterator.next()) yield step.value;
  } finally {
    await iterator.return?.();
  }
}
