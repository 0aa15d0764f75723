import { randomUUID } from 'node:crypto';
import type { Page } from '../database/repositories.js';
import type { ListCache } from './caches.js';
import type { TieredCache } from './tiered-cache.js';

/** What all pages of one owner share: a new one makes the old pages unreachable. */
export interface ListToken {
  readonly revision: number;
  readonly token: string;
}

/** The owner under whom everybody's token stands. */
const EVERYBODY = '*';

/**
 * Pages are kept under a name that carries the tokens of their time. A page that was read before a write can then be
 * kept as late as it likes: nobody asks for it any more.
 */
export function createListCache<Row>(
  tokens: TieredCache<ListToken>,
  pages: TieredCache<Page<Row>>,
): ListCache<Row> {
  const tokenOf = async (owner: string): Promise<string> => {
    const made: ListToken = { revision: 0, token: randomUUID() };
    const found = await tokens.get(owner, async () => made);
    return (found ?? made).token;
  };
  const renew = async (owner: string): Promise<void> => {
    const revision = (await tokens.newestRevision(owner)) + 1;
    await tokens.set(owner, { revision, token: randomUUID() });
  };
  return {
    get: async (owner, page, load) => {
      const [own, everybody] = await Promise.all([tokenOf(owner), tokenOf(EVERYBODY)]);
      const found = await pages.get(`${owner}:${own}:${everybody}:${page}`, load);
      return found ?? load();
    },
    drop: renew,
    dropAll: () => renew(EVERYBODY),
  };
}
