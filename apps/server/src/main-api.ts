import type { ServerAssets } from './assets.js';
import { prepareDatabase } from './await-database.js';
import type { Foundation } from './foundation.js';
import { createApi } from './http/api.js';
import type { Api, ApiServices } from './http/context.js';
import { listen } from './http/http-server.js';
import { prepareForMistakes, type ReadReadyScenarios } from './http/ready-scenarios.js';
import { warmUp } from './warm-up.js';

export interface ApiProcessOptions extends ApiServices {
  readonly foundation: Foundation;
  readonly assets: ServerAssets;
  readonly version: string;
  readonly readyScenarios: ReadReadyScenarios;
}

/** An API that listens. */
export interface RunningApi {
  readonly api: Api;
  /** `http://127.0.0.1:8000`, without a slash at its end. */
  readonly url: string;
  /** Whether migrations and queue are ready; false when it was stopped before. */
  readonly ready: Promise<boolean>;
  /** Accepts nothing more, lets running answers end within the bounded time, then cuts them off. */
  close(): Promise<void>;
}

/** Starts to listen at once: while the database is away, requests are answered with 503. */
export async function startApi(options: ApiProcessOptions): Promise<RunningApi> {
  const { foundation, assets, version } = options;
  const { settings, logger } = foundation;
  const stopping = new AbortController();
  const api = await createApi({ ...options, version, viewer: assets.viewer });
  const warm = async (isReady: boolean): Promise<boolean> => {
    if (isReady) await warmUp(foundation);
    return isReady;
  };
  // Whoever sees the API sees it with its tables: an embedded database takes a moment, no more.
  const preparing = prepareDatabase(foundation, stopping.signal);
  prepareForMistakes();
  if (foundation.database.kind === 'embedded') await preparing;
  const ready = preparing.then(warm).catch((error: unknown) => {
    logger.fatal({ err: error }, 'the database cannot be used');
    throw error;
  });
  ready.catch(() => {});
  const { url, close } = await listen(api, settings);
  return {
    api,
    url,
    ready,
    close: () => {
      stopping.abort();
      return close();
    },
  };
}
