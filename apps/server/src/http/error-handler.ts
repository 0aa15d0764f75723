import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { translateDatabaseError } from '../database/database-errors.js';
import { HttpProblem, type HttpErrorCode, renderInternal, renderProblem } from './problems.js';

/** Failures of the framework and of the parser, by their codes. */
const FRAMEWORK_CODES: Readonly<Record<string, readonly [HttpErrorCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['body_too_large', 'The body is larger than this service takes.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', 'Send the body as application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed', 'The body is not as long as its Content-Length says.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['malformed', 'The body is empty.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['malformed', 'The body is not valid JSON.'],
  FST_ERR_BAD_URL: ['malformed', 'The address cannot be read.'],
  FST_ERR_MAX_PARAM_LENGTH: ['uri_too_long', 'A part of the address is too long.'],
  FST_ERR_VALIDATION: ['validation_failed', 'The request has problems.'],
  FST_ERR_ASYNC_CONSTRAINT: ['malformed', 'The request cannot be read.'],
  ECONNRESET: ['malformed', 'The request broke off.'],
};

/** Turns every failure of a route into a problem document; a bug is logged and shows nothing of itself. */
export function addErrorHandler(api: FastifyInstance): void {
  api.setErrorHandler((error, request, reply) => sendError(error, request, reply));
  api.setNotFoundHandler((request, reply) => {
    const [path] = request.url.split('?');
    const problem = new HttpProblem('malformed', `There is no ${request.method} ${path?.slice(0, 200)}.`);
    const rendered = renderProblem(problem, request.id);
    if (rendered === undefined) throw problem;
    const body = { ...rendered.body, type: 'urn:medpat:problem:not_found', title: 'Not found', status: 404 };
    return reply
      .code(404)
      .type('application/problem+json')
      .send(JSON.stringify({ ...body, code: 'not_found' }));
  });
}

/** Answers with what went wrong. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const expected = translate(error);
  const rendered = renderProblem(expected, request.id);
  if (rendered === undefined) {
    request.log.error({ err: error }, 'request failed by a bug');
  } else if (rendered.status >= 500) {
    request.log.warn({ code: rendered.body.code, err: error }, 'request refused');
  }
  const { status, headers, body } = rendered ?? renderInternal(request.id);
  return reply
    .code(status)
    .headers(headers)
    .type('application/problem+json')
    .serializer((value: unknown) => JSON.stringify(value))
    .send(body);
}

function translate(error: unknown): unknown {
  const translated = translateDatabaseError(error);
  if (translated !== error || !(error instanceof Error)) return translated;
  if (error.name === 'UnknownFormatError') return unknownFormat(error);
  const { code, statusCode } = error as FastifyError;
  const known = FRAMEWORK_CODES[code];
  if (known !== undefined) return new HttpProblem(known[0], known[1]);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new HttpProblem('malformed', 'The request cannot be read.');
  }
  return error;
}

function unknownFormat(error: Error): unknown {
  const available = 'available' in error ? error.available : [];
  return Object.assign(new HttpProblem('validation_failed', error.message), { details: { available } });
}
