import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PageRequest } from '../database/repositories.js';

const DEFAULT_LIMIT = 50;

export function pageOf(query: {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}): PageRequest {
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
