import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from './problems.js';

/** Tags of an `If-Match` or `If-None-Match` header, without quotes; `*` as it is. */
function tagsOf(header: string): readonly string[] {
  return header.split(',').map((tag) =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1'),
  );
}

/**
 * Says which version this is.
 *
 * @returns whether the client has it already: then nothing but the status 304 is to be sent
 */
export function isFresh(request: FastifyRequest, reply: FastifyReply, etag: string): boolean {
  reply.header('etag', `"${etag}"`);
  const asked = request.headers['if-none-match'];
  if (asked === undefined) return false;
  const tags = tagsOf(asked);
  return tags.includes('*') || tags.includes(etag);
}

/**
 * The version that an update expects to find.
 *
 * @returns null without `If-Match`, or with `*`
 * @throws HttpProblem `precondition_failed` for a tag that is none of ours
 */
export function expectedVersion(request: FastifyRequest, id: string): number | null {
  const header = request.headers['if-match'];
  if (header === undefined) return null;
  const tags = tagsOf(header);
  if (tags.includes('*')) return null;
  const [tag] = tags;
  const version = tag?.startsWith(`${id}.`) ? Number(tag.slice(id.length + 1)) : Number.NaN;
  if (tags.length !== 1 || !Number.isInteger(version) || version < 1) throw preconditionFailed();
  return version;
}

export function preconditionFailed(): HttpProblem {
  return new HttpProblem(
    'precondition_failed',
    'It is no longer at the version that If-Match names; read it again.',
  );
}

/** Tag of one version of a stored scenario. */
export function versionTag(id: string, version: number): string {
  return `${id}.${version}`;
}
