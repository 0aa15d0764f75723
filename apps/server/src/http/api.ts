import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, type FastifyRequest, LogController } from 'fastify';
import type { Foundation } from '../foundation.js';
import { addAuthentication } from './authenticate.js';
import { addCompression } from './compress.js';
import type { Api, ApiServices, RouteContext } from './context.js';
import { addErrorHandler, answerBrokenRequest, sendError } from './error-handler.js';
import { addGuard } from './guard.js';
import { createOpenApiCollector } from './openapi.js';
import { addJsonParser } from './read-json-body.js';
import type { ReadReadyScenarios } from './ready-scenarios.js';
import { addConfigurationRoutes } from './routes/configurations.js';
import { addDocsRoutes } from './routes/docs.js';
import { addDownloadRoutes } from './routes/downloads.js';
import { addGenerationRoutes } from './routes/generation.js';
import { addHealthRoutes } from './routes/health.js';
import { addJobEventRoutes } from './routes/job-events.js';
import { addJobRoutes } from './routes/jobs.js';
import { addKeyRoutes } from './routes/keys.js';
import { addPresetRoutes } from './routes/presets.js';
import { addReferenceRoutes } from './routes/reference.js';
import { addResultRoutes } from './routes/results.js';
import { addStreamingRoutes } from './routes/streaming.js';
import { addVisualizationRoutes } from './routes/visualizations.js';
import { validateWithZod } from './validate.js';

export interface ApiOptions extends ApiServices {
  readonly foundation: Foundation;
  readonly version: string;
  /** Folder of the documentation viewer's files, with a slash at its end; null: there is none. */
  readonly viewer: URL | null;
  readonly readyScenarios: ReadReadyScenarios;
}

const PREFIX = '/api/v1';
const REQUEST_ID = /^[\w.:-]{1,100}$/;
const MAX_PARAMETER_LENGTH = 300;
const KEEP_ALIVE_MS = 72_000;
/** How often Node looks for requests that take too long; of itself only twice a minute. */
const CONNECTION_CHECK_MS = 1000;
/** Statements that answer quickly are not worth a line each. */
const QUIET_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The whole HTTP face of the service, not yet listening. */
export async function createApi(options: ApiOptions): Promise<Api> {
  const { foundation, version } = options;
  const { settings, metrics } = foundation;
  const requestTimeout = settings.requestTimeoutSeconds * 1000;
  const api = Fastify({
    loggerInstance: foundation.logger as FastifyBaseLogger,
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

  const openApi = createOpenApiCollector(version);
  const closing = new AbortController();
  api.addHook('preClose', async () => closing.abort());
  api.setValidatorCompiler(validateWithZod);
  addErrorHandler(api as never);
  addJsonParser(api as never);
  addGuard(api as never, settings);
  addAuthentication(api as never, foundation.keys);
  addCompression(api as never);
  addAccounting(api, metrics);
  api.addHook('onRoute', (route) => openApi.add(route));

  const context: RouteContext = { ...options, openApi, closing: closing.signal };
  addHealthRoutes(api, context);
  addDocsRoutes(api, context, options.viewer);
  await api.register(
    async (scope) => {
      const routes = scope as unknown as Api;
      addGenerationRoutes(routes, context);
      addJobRoutes(routes, context);
      addJobEventRoutes(routes, context);
      addResultRoutes(routes, context);
      addDownloadRoutes(routes, context);
      addStreamingRoutes(routes, context);
      addConfigurationRoutes(routes, context);
      addReferenceRoutes(routes, options.readyScenarios);
      addPresetRoutes(routes, options.readyScenarios);
      addVisualizationRoutes(routes, context);
      addKeyRoutes(routes, context);
    },
    { prefix: PREFIX },
  );
  return api;
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
