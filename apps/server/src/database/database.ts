import type { Kysely, Transaction } from 'kysely';
import type { Connections } from './connections.js';
import type { PoolState } from './pool.js';
import type { Repositories } from './repositories.js';
import type { Schema } from './schema.js';

/** What runs inside one transaction. Awaiting anything but its own statements holds a connection: do not. */
export interface TransactionScope {
  readonly repositories: Repositories;
  /** For the queue, so that a job and its first task appear together. */
  readonly transaction: Transaction<Schema>;
}

/**
 * The database of this process, PostgreSQL or embedded. When it is away, every method rejects within about two
 * seconds with ServiceError `database_unavailable`.
 */
export interface Database {
  readonly kind: 'postgres' | 'embedded';
  readonly repositories: Repositories;
  /** For the queue, whose library brings its own statements. */
  readonly connections: Connections;
  /** For statements that no repository has. */
  readonly kysely: Kysely<Schema>;
  transact<Result>(work: (scope: TransactionScope) => Promise<Result>): Promise<Result>;
  /** Applies what is missing, under an advisory lock. @returns names of the migrations applied */
  migrate(): Promise<readonly string[]>;
  /** Names of migrations that this program has and the database lacks. */
  pendingMigrations(): Promise<readonly string[]>;
  /** Asks the database for a sign of life. */
  ping(): Promise<void>;
  poolState(): PoolState;
  close(): Promise<void>;
}
