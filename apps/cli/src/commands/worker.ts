import { MedpatError } from '@medical-patients/runner';
import type { AppContext } from '../app-context.js';
import { print } from '../output.js';
import { listenForStop, type ServerOptions, withServer } from './server.js';

/** Takes tasks of the queue until it is told to stop. As with `serve`, standard error is its log. */
export function runWorker(options: ServerOptions, context: AppContext): Promise<number> {
  return withServer(
    { ...options, logsAs: 'worker' },
    context,
    async ({ server, settings, assets, version }) => {
      if (settings.databaseUrl === null) {
        throw new MedpatError(
          'bad-arguments',
          'A worker needs DATABASE_URL; "medpat serve" alone works by itself.',
        );
      }
      server.lowerProcessPriority();
      const stop = listenForStop();
      const stopping = new AbortController();
      stop.asked.then(() => stopping.abort());
      try {
        const worker = await server.startWorker({ settings, assets, version, signal: stopping.signal });
        if (worker === undefined) return 0;
        print('The worker is ready.');
        await stop.asked;
        await worker.stop();
        return 0;
      } finally {
        stop.forget();
      }
    },
  );
}
