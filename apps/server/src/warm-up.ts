import type { Foundation } from './foundation.js';

const DAYS = 30;
const DAY_MS = 86_400_000;
const MOST_USED = 10;

/** Reads the scenarios that were used most of late into the cache, before anybody asks for them. */
export async function warmUp({ database, caches, logger }: Foundation): Promise<void> {
  const { scenarios } = database.repositories;
  try {
    const used = await scenarios.mostUsed(new Date(Date.now() - DAYS * DAY_MS), MOST_USED);
    for (const { id, version } of used) {
      await caches.scenarioCurrent.get(id, () => scenarios.find(id, null));
      await caches.scenarioVersion.get(`${id}:${version}`, () => scenarios.findVersion(id, version));
    }
  } catch (error) {
    // Nothing depends on it: whoever asks finds out for himself.
    logger.debug({ err: error }, 'the cache was not warmed');
  }
}
