import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFresh } from './conditional.js';

const MAX_AGE_SECONDS = 3600;
const ETAG_DIGITS = 24;

/** An answer that never changes while the process lives: written once. */
export interface PreparedAnswer {
  readonly text: string;
  readonly etag: string;
}

export function prepare(value: unknown): PreparedAnswer {
  const text = JSON.stringify(value);
  return { text, etag: createHash('sha256').update(text).digest('hex').slice(0, ETAG_DIGITS) };
}

/** Prepares an answer when it is first asked for. */
export function prepareLater(value: () => unknown): () => Promise<PreparedAnswer> {
  let answer: Promise<PreparedAnswer> | undefined;
  const make = async (): Promise<PreparedAnswer> => prepare(await value());
  return () => {
    answer ??= make();
    return answer;
  };
}

export function sendPrepared(
  { text, etag }: PreparedAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  reply.header('cache-control', `private, max-age=${MAX_AGE_SECONDS}`);
  if (isFresh(request, reply, etag)) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(text);
}
