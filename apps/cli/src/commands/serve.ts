import type { AppContext } from '../app-context.js';
import { print } from '../output.js';
import { listenForStop, type ServerOptions, withServer } from './server.js';

/**
 * Runs the API, and without DATABASE_URL everything else in the same process, until it is told to stop. What it says to
 * a person goes to standard output, for standard error is its log: that holds no key, and may be lines of JSON.
 */
export function runServe(options: ServerOptions, context: AppContext): Promise<number> {
  return withServer({ ...options, logsAs: 'api' }, context, async ({ server, settings, assets, version }) => {
    const stop = listenForStop();
    try {
      const service = await server.serve({ settings, assets, version });
      try {
        // A database that is away is waited for; one that refuses us ends the program.
        const isReady = await Promise.race([service.ready, stop.asked.then(() => false)]);
        if (isReady) {
          const hint =
            service.localKey === null
              ? 'Keys: "medpat keys create". Documentation: /docs.'
              : 'The link carries the key of this machine: keep it to yourself.';
          // At once: a reader may leave when it has seen the first line, and writing another would end the program.
          print(`medpat ${version} is ready: ${service.entryUrl}\n${hint}`);
        }
        await stop.asked;
      } finally {
        await service.close();
      }
      return 0;
    } finally {
      stop.forget();
    }
  });
}
