import type { AppContext } from '../app-context.js';
import { say } from '../output.js';
import { listenForStop, type ServerOptions, withServer } from './server.js';

/** Runs the API, and without DATABASE_URL everything else in the same process, until it is told to stop. */
export function runServe(options: ServerOptions, context: AppContext): Promise<number> {
  return withServer(options, context, async ({ server, settings, assets, version }) => {
    const stop = listenForStop();
    try {
      const service = await server.serve({ settings, assets, version });
      try {
        // A database that is away is waited for; one that refuses us ends the program.
        const isReady = await Promise.race([service.ready, stop.asked.then(() => false)]);
        if (isReady) {
          say(`medpat ${version} is ready: ${service.entryUrl}`);
          if (service.localKey === null) say('Keys: "medpat keys create". Documentation: /docs.');
          else say('The link carries the key of this machine: keep it to yourself.');
        }
        await stop.asked;
        say('Stopping.');
      } finally {
        await service.close();
      }
      return 0;
    } finally {
      stop.forget();
    }
  });
}
