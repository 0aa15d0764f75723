import { Kysely, PostgresDialect } from 'kysely';
import type { Metrics } from '../metrics/metrics.js';
import { type Connections, createConnections } from './connections.js';
import type { Database } from './database.js';
import {
  type EmbeddedServer,
  type EmbeddedServerOptions,
  startEmbeddedServer,
} from './embedded/embedded-server.js';
import { listenOnOwnConnection, listenOnPool } from './listener.js';
import { applyMigrations, findPendingMigrations } from './migrate.js';
import { connectionOf, createEmbeddedPool, createPostgresPool, type PoolOptions } from './pool.js';
import { createRepositories } from './repositories/index.js';
import type { Schema } from './schema.js';

interface CommonOptions extends PoolOptions {
  readonly metrics: Pick<Metrics, 'dbQueryDuration'>;
}

/** Makes no connection yet: a database that is away shows at the first statement. */
export function openPostgres(
  options: CommonOptions & { readonly url: string; readonly size: number },
): Database {
  const connections = createConnections({
    pool: createPostgresPool(options, options.size),
    isPipelined: true,
    duration: options.metrics.dbQueryDuration,
    listen: (listening) => listenOnOwnConnection(connectionOf(options), listening),
  });
  return createDatabase('postgres', connections, () => connections.end());
}

/**
 * Starts the embedded database and connects to it.
 *
 * @throws ServiceError `data_directory_in_use`, `database_unavailable`
 */
export async function openEmbedded(options: CommonOptions & EmbeddedServerOptions): Promise<Database> {
  return connectEmbedded(await startEmbeddedServer(options), options);
}

/** @param server - closed with the database */
export function connectEmbedded(server: EmbeddedServer, options: CommonOptions): Database {
  const pool = createEmbeddedPool(server, options);
  const connections = createConnections({
    pool,
    isPipelined: false,
    duration: options.metrics.dbQueryDuration,
    listen: (listening) => listenOnPool(pool, listening),
  });
  return createDatabase('embedded', connections, async () => {
    await connections.end();
    await server.close();
  });
}

function createDatabase(
  kind: Database['kind'],
  connections: Connections,
  close: () => Promise<void>,
): Database {
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: connections as never }) });
  let closing: Promise<void> | undefined;
  return {
    kind,
    connections,
    kysely,
    repositories: createRepositories(kysely),
    transact: (work) =>
      kysely
        .transaction()
        .execute((transaction) => work({ transaction, repositories: createRepositories(transaction) })),
    migrate: () => applyMigrations(kysely),
    pendingMigrations: () => findPendingMigrations(kysely),
    ping: async () => {
      await connections.query('select 1');
    },
    poolState: () => connections.state(),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
