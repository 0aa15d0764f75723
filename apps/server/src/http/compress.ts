import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Answers from this size on. Below it the time to compress is longer than the time it saves; status and lists, which
 * clients ask for again and again, stay below.
 */
const LEAST_BYTES = 16 * 1024;
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/;
/** About as fast as gzip, and smaller. */
const BROTLI_QUALITY = 4;
const GZIP_LEVEL = 5;

const compressors = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const;
type Encoding = keyof typeof compressors;

/**
 * Compresses large JSON answers for clients that ask for it, on the threads of Node's pool. Streams, events and downloads
 * are left alone: they have ranges, or have to arrive piece by piece. So are answers that hold a key, whose length would
 * tell of it.
 */
export function addCompression(api: FastifyInstance): void {
  api.addHook('onSend', async (request, reply, payload: unknown) => {
    if (!isText(payload) || !isEligible(request, reply)) return payload;
    if (Buffer.byteLength(payload) < LEAST_BYTES) return payload;
    addVary(reply);
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (encoding === null) return payload;
    const compressed = await compress(encoding, payload);
    reply.removeHeader('content-length').header('content-encoding', encoding);
    const etag = reply.getHeader('etag');
    // The same content in other bytes: a tag that stands for bytes would be wrong.
    if (typeof etag === 'string' && !etag.startsWith('W/')) reply.header('etag', `W/${etag}`);
    return compressed;
  });
}

function isText(payload: unknown): payload is string | Buffer {
  return typeof payload === 'string' || Buffer.isBuffer(payload);
}

function isEligible(request: FastifyRequest, reply: FastifyReply): boolean {
  return (
    request.method !== 'HEAD' &&
    request.routeOptions.config.access !== 'admin' &&
    reply.getHeader('content-encoding') === undefined &&
    reply.getHeader('content-disposition') === undefined &&
    reply.statusCode !== 206 &&
    JSON_TYPE.test(String(reply.getHeader('content-type') ?? ''))
  );
}

function compress(encoding: Encoding, payload: string | Buffer): Promise<Buffer> {
  if (encoding === 'gzip') return compressors.gzip(payload, { level: GZIP_LEVEL });
  return compressors.br(payload, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
}

/** `gzip;q=0.5, br` → `br`: what the client takes, by its preference, then ours. */
export function encodingFor(header: string | string[] | undefined): Encoding | null {
  const weights = new Map<string, number>();
  for (const item of String(header ?? '').split(',')) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight) || 0);
  }
  const weightOf = (encoding: Encoding): number => weights.get(encoding) ?? weights.get('*') ?? 0;
  const best = weightOf('gzip') > weightOf('br') ? 'gzip' : 'br';
  return weightOf(best) > 0 ? best : null;
}

function addVary(reply: FastifyReply): void {
  const vary = reply.getHeader('vary');
  reply.header('vary', vary === undefined ? 'Accept-Encoding' : `${String(vary)}, Accept-Encoding`);
}
