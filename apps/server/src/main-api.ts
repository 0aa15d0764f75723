import type { AddressInfo } from 'node:net';
import type { ServerAssets } from './assets.js';
import { prepareDatabase } from './await-database.js';
import type { Foundation } from './foundation.js';
import { createApi } from './http/api.js';
import type { Api, ApiServices } from './http/context.js';
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
  await api.listen({ host: settings.host, port: settings.port });
  const url = urlOf(api.server.address() as AddressInfo);

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    stopping.abort();
    const cut = setTimeout(() => api.server.closeAllConnections(), settings.shutdownSeconds * 1000);
    await api.close();
    clearTimeout(cut);
  };
  return {
    api,
    url,
    ready,
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
