import type { AppContext } from '../app-context.js';
import { printJson, say } from '../output.js';
import { type ServerOptions, withServer } from './server.js';

/** Brings the database's tables up to date. */
export function runMigrate(options: ServerOptions, context: AppContext): Promise<number> {
  return withServer(options, context, async ({ server, settings, assets }) => {
    const applied = await server.migrateDatabase({ settings, assets });
    if (options.json) printJson({ applied });
    else say(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`);
    return 0;
  });
}
