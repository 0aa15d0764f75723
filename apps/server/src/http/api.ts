import type { Foundation } from '../foundation.js';
import { addCompression } from './compress.js';
import type { Api, ApiServices, RouteContext } from './context.js';
import { createHttpServer } from './http-server.js';
import { createOpenApiCollector } from './openapi.js';
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

export interface ApiOptions extends ApiServices {
  readonly foundation: Foundation;
  readonly version: string;
  /** Folder of the documentation viewer's files, with a slash at its end; null: there is none. */
  readonly viewer: URL | null;
  readonly readyScenarios: ReadReadyScenarios;
}

const PREFIX = '/api/v1';

/** The whole HTTP face of the service, not yet listening. */
export async function createApi(options: ApiOptions): Promise<Api> {
  const { foundation, version } = options;
  const { api, closing } = createHttpServer(foundation);
  const openApi = createOpenApiCollector(version);
  addCompression(api as never);
  api.addHook('onRoute', (route) => openApi.add(route));

  const context: RouteContext = { ...options, openApi, closing };
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
