import type { ArtifactStore } from './artifacts/artifact-store.js';
import type { Caches } from './cache/caches.js';
import type { Settings } from './config/settings.js';
import type { Database } from './database/database.js';
import type { ApiKeys } from './keys/api-keys.js';
import type { Logger } from './logging/logger.js';
import type { Metrics } from './metrics/metrics.js';
import type { Queue } from './queue/queue.js';
import type { Sealer } from './secrets/sealer.js';

/** What a process is for: it decides the size of the pool and whether tasks are taken. */
export type ProcessRole = 'api' | 'worker' | 'embedded' | 'tool';

/** Everything that routes and tasks stand on, made once by a composition root and passed along. */
export interface Foundation {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly database: Database;
  readonly queue: Queue;
  readonly caches: Caches;
  readonly artifacts: ArtifactStore;
  readonly keys: ApiKeys;
  readonly sealer: Sealer;
  /**
   * Stops the queue, writes what is counted, closes everything, in this order. Safe to call twice.
   *
   * @param options - `timeoutMs` for running tasks to end in; that of the settings when left out
   */
  close(options?: { readonly timeoutMs: number }): Promise<void>;
}
