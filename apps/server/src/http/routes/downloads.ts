import { Readable } from 'node:stream';
import { downloadQuerySchema, idParametersSchema } from '@medical-patients/contract';
import { FORMATS } from '@medical-patients/writers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ownerOf } from '../authenticate.js';
import { isFresh } from '../conditional.js';
import type { Api, RouteContext } from '../context.js';
import { checkFormat } from '../formats.js';
import { parseId } from '../ids.js';
import { parseRange, type WantedRange } from '../ranges.js';
import type { Download } from '../services.js';

/** A format of one file comes as that file. */
const TYPES = ['application/zip', ...new Set(FORMATS.map(({ mediaType }) => mediaType))];

export function addDownloadRoutes(api: Api, context: RouteContext): void {
  const schema = { params: idParametersSchema, querystring: downloadQuerySchema };
  const docs = {
    summary: 'The files of a completed job, as a ZIP or one format alone',
    tag: 'results',
    answers: { 200: TYPES, 206: TYPES },
    headers: {
      Range: 'One range of bytes.',
      'If-Range': 'The range only where the file is still this one.',
      'If-None-Match': '304 where the file is still this one.',
    },
  };
  const open = async (
    request: FastifyRequest<{ Params: { id: string }; Querystring: { format?: string | undefined } }>,
  ): Promise<Download> => {
    const job = await context.jobs.find(parseId(request.params.id, 'job'), ownerOf(request));
    const { format } = request.query;
    return context.results.download(job, format === undefined ? null : checkFormat(format));
  };

  api.get('/downloads/:id', { schema, exposeHeadRoute: false, config: { docs } }, async (request, reply) => {
    const download = await open(request as never);
    if (isFresh(request, reply, download.etag)) return reply.code(304).send();
    const range = rangeOf(request, download);
    describe(reply, download, range);
    return reply.send(Readable.from(download.open(range), { objectMode: false }));
  });

  api.head('/downloads/:id', { schema, config: {} }, async (request, reply) => {
    const download = await open(request as never);
    if (isFresh(request, reply, download.etag)) return reply.code(304).send();
    describe(reply, download, undefined);
    return reply.send();
  });
}

function rangeOf(request: FastifyRequest, { etag, bytes }: Download): WantedRange | undefined {
  const only = request.headers['if-range'];
  if (only !== undefined && only !== `"${etag}"`) return undefined;
  return parseRange(request.headers.range, bytes);
}

function describe(reply: FastifyReply, download: Download, range: WantedRange | undefined): void {
  const { bytes, filename, mediaType } = download;
  reply
    .type(mediaType)
    .header('accept-ranges', 'bytes')
    .header('content-disposition', `attachment; filename="${filename}"`)
    .header('cache-control', 'private, no-cache')
    .header('content-length', range === undefined ? bytes : range.end - range.start);
  if (range === undefined) return;
  reply.code(206).header('content-range', `bytes ${range.start}-${range.end - 1}/${bytes}`);
}
