import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyBaseLogger, type FastifyRequest, LogController } from 'fastify';
import type { Foundation } from '../foundation.js';
import { addAuthentication } from './authenticate.js';
import type { Api } from './context.js';
import { addErrorHandler, answerBrokenRequest, sendError } from './error-handler.js';
import { addGuard } from './guard.js';
import { addJsonParser } from './read-json-body.js';
import { validateWithZod } from './validate.js';

const REQUEST_ID = /^[\w.:-]{1,100}$/;
const MAX_PARAMETER_LENGTH = 300;
const KEEP_ALIVE_MS = 72_000;
/** How often Node looks for requests that take too long; of itself only twice a minute. */
const CONNECTION_CHECK_MS = 1000;
/** Statements that answer quickly are not worth a line each. */
const QUIET_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** HTTP as every process speaks it, without a route: who may ask, how problems look, what is counted and logged. */
export interface HttpServer {
  readonly api: Api;
  /** Aborts when the server stops. */
  readonly closing: AbortSignal;
}

export function createHttpServer({ settings, logger, keys, metrics }: Foundation): HttpServer {
  const requestTimeout = settings.requestTimeoutSeconds * 1000;
  const api = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
    trustProxy: settings.trustedProxies.length === 0 ? false : [...settings.trustedProxies],
    bodyLimit: settings.bodyLimitBytes,
    requestTimeout,
    // Node heeds neither where the headers may take longer than the whole.
    http: {
      connectionsCheckingInterval: CONNECTION_CHECK_MS,
      requestTimeout,
      headersTimeout: requestTimeout,
    },
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAMETER_LENGTH },
    frameworkErrors: (error, request, reply) => sendError(error, request as FastifyRequest, reply as never),
    clientErrorHandler: answerBrokenRequest,
  }).withTypeProvider() as unknown as Api;

  const closing = new AbortController();
  api.addHook('preClose', async () => closing.abort());
  // A client keeps its connection for what it asks next: after its last answer it would only hold up the stop.
  api.addHook('onResponse', async ({ socket }) => {
    if (closing.signal.aborted) socket.destroySoon();
  });
  api.setValidatorCompiler(validateWithZod);
  addErrorHandler(api as never);
  addJsonParser(api as never);
  addGuard(api as never, settings);
  addAuthentication(api as never, keys);
  addAccounting(api, metrics);
  return { api, closing: closing.signal };
}

/** Counts and times every answer, and logs those worth a line. */
function addAccounting(api: Api, { httpRequests, httpRequestDuration }: Foundation['metrics']): void {
  api.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    const { method } = request;
    const milliseconds = reply.elapsedTime;
    httpRequests.inc({ method, route, status: String(reply.statusCode) });
    httpRequestDuration.observe({ method, route }, milliseconds / 1000);
    const facts = {
      method,
      route,
      status: reply.statusCode,
      ms: Math.round(milliseconds * 10) / 10,
      ...(request.caller !== null && { key_id: request.caller.keyId }),
    };
    const isQuiet = QUIET_METHODS.has(method) && reply.statusCode < 400;
    request.log[isQuiet ? 'debug' : 'info'](facts, 'answered');
  });
}

/** A server that answers. */
export interface Listening {
  /** `http://127.0.0.1:8000`, without a slash at its end. */
  readonly url: string;
  /** Accepts nothing more, lets running answers end within the bounded time, then cuts them off. Safe to call twice. */
  close(): Promise<void>;
}

export async function listen(
  api: Api,
  {
    host,
    port,
    shutdownSeconds,
  }: { readonly host: string; readonly port: number; readonly shutdownSeconds: number },
): Promise<Listening> {
  await api.listen({ host, port });
  const url = urlOf(api.server.address() as AddressInfo);
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const cut = setTimeout(() => api.server.closeAllConnections(), shutdownSeconds * 1000);
    await api.close();
    clearTimeout(cut);
  };
  return {
    url,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function urlOf({ address, family, port }: AddressInfo): string {
  const isAny = address === '0.0.0.0' || address === '::';
  const host = isAny ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
