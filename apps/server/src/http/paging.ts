import type { FastifyReply, FastifyRequest } from 'fastify';
import { isCursor } from '../database/repositories/page.js';
import type { PageRequest } from '../database/repositories.js';
import { HttpProblem } from './problems.js';

const DEFAULT_LIMIT = 50;

/** @throws HttpProblem `validation_failed` for a cursor that no page has given out */
export function pageOf(query: {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}): PageRequest {
  if (query.cursor !== undefined && !isCursor(query.cursor)) {
    const message = 'must come from the Link header of the page before';
    const errors = [{ code: 'invalid_cursor', path: 'query.cursor', message }];
    throw new HttpProblem('validation_failed', `query.cursor: ${message}.`, { errors });
  }
  return { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor };
}

/** Names the next page in the `Link` header. */
export function linkNext(request: FastifyRequest, reply: FastifyReply, nextCursor: string | null): void {
  if (nextCursor === null) return;
  const [path, search = ''] = request.url.split('?');
  const parameters = new URLSearchParams(search);
  parameters.set('cursor', nextCursor);
  reply.header('link', `<${path}?${parameters}>; rel="next"`);
}
