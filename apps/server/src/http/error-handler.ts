import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../errors.js';
import { type HttpErrorCode, HttpProblem, renderInternal, renderProblem } from './problems.js';

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
    const path = request.url.split('?')[0]?.slice(0, 200);
    return sendError(new ServiceError('not_found', `There is no ${request.method} ${path}.`), request, reply);
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
  if (!(error instanceof Error) || error instanceof ServiceError || error instanceof HttpProblem)
    return error;
  if (error.name === 'UnknownFormatError') {
    const available = 'available' in error ? error.available : [];
    return new ServiceError('format_not_available', error.message, { details: { available } });
  }
  const { code, statusCode } = error as FastifyError;
  const known = FRAMEWORK_CODES[code];
  if (known !== undefined) return new HttpProblem(known[0], known[1]);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new HttpProblem('malformed', 'The request cannot be read.');
  }
  return error;
}

const BROKEN: Readonly<Record<string, readonly [HttpErrorCode, string]>> = {
  HPE_HEADER_OVERFLOW: ['headers_too_large', 'The headers are larger than this service takes.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request_timeout', 'The request did not arrive in time.'],
};

/** Answers what is no HTTP, too slow or too large, before there is a request. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [code, message] = BROKEN[error.code ?? ''] ?? ['malformed', 'The request is not valid HTTP.'];
  const rendered = renderProblem(new HttpProblem(code, message), randomUUID());
  if (rendered === undefined) return;
  const body = JSON.stringify(rendered.body);
  const head = [
    `HTTP/1.1 ${rendered.status} ${STATUS_CODES[rendered.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
