import { fileURLToPath } from 'node:url';
import type { ServerAssets } from './assets.js';
import type { Settings } from './config/settings.js';
import type { Foundation } from './foundation.js';
import type { ApiKeys } from './keys/api-keys.js';
import { openFoundation } from './open-foundation.js';

export interface ToolOptions {
  readonly settings: Settings;
  readonly assets: ServerAssets;
}

/** Does something with the database from the command line, and closes it. */
async function withFoundation<Result>(
  { settings, assets }: ToolOptions,
  action: (foundation: Foundation) => Promise<Result>,
): Promise<Result> {
  const foundation = await openFoundation({
    settings,
    role: 'tool',
    embeddedThreadEntry: assets.embeddedThread,
    ...(assets.preparedDatabase !== null && { preparedDatabaseFile: fileURLToPath(assets.preparedDatabase) }),
  });
  try {
    return await action(foundation);
  } finally {
    await foundation.close();
  }
}

/**
 * Brings the database's tables up to date, those of the queue too.
 *
 * @returns names of the migrations applied
 */
export function migrateDatabase(options: ToolOptions): Promise<readonly string[]> {
  return withFoundation(options, async ({ database, queue }) => {
    const applied = await database.migrate();
    await queue.start();
    return applied;
  });
}

/** Hands out the keys of the installation, with the tables brought up to date. */
export function withKeys<Result>(
  options: ToolOptions,
  action: (keys: ApiKeys) => Promise<Result>,
): Promise<Result> {
  return withFoundation(options, async ({ database, keys }) => {
    await database.migrate();
    return action(keys);
  });
}
