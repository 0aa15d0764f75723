import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './problems.js';

/** As deep as a scenario file may be nested. */
const MAX_DEPTH = 64;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** PostgreSQL has no such character. */
const NUL_ESCAPE = /(?<!\\)(?:\\\\)*\\u0000/;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Reads bodies as JSON in UTF-8, refusing what is nested deeper than anything of ours before it is parsed. */
export function addJsonParser(api: FastifyInstance): void {
  api.removeAllContentTypeParsers();
  api.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      refuseEncoded(request.headers['content-encoding']);
      done(null, readJson(body as Buffer));
    } catch (error) {
      done(error as Error, undefined);
    }
  });
}

/** Nothing is unpacked here: a small body could become a large one. */
function refuseEncoded(encoding: string | undefined): void {
  if (encoding === undefined || encoding.toLowerCase() === 'identity') return;
  throw new HttpProblem(
    'unsupported_media_type',
    'Send the body as it is, without a Content-Encoding: the service unpacks none.',
  );
}

function readJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (isDeeperThan(body, MAX_DEPTH)) {
    throw new HttpProblem('body_too_deep', `The body is nested deeper than ${MAX_DEPTH} levels.`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new HttpProblem('malformed', 'The body is not UTF-8.');
  }
  if (NUL_ESCAPE.test(text)) {
    throw new HttpProblem('malformed', 'The body holds the character U+0000, which no text of ours has.');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HttpProblem(
      'malformed',
      `The body is not valid JSON: ${(error as Error).message.slice(0, 200)}`,
    );
  }
}

function isDeeperThan(body: Buffer, limit: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] as number;
    if (isInText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) isInText = false;
    } else if (byte === QUOTE) isInText = true;
    else if (OPENING.has(byte)) {
      if (++depth > limit) return true;
    } else if (CLOSING.has(byte)) depth--;
  }
  return false;
}
