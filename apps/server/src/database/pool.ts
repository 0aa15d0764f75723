import pg from 'pg';
import type { EmbeddedServer } from './embedded/embedded-server.js';

/** Object ids of PostgreSQL's types that we read otherwise than the driver does. */
const INT8 = 20;
const DATE = 1082;

/** After so long without use a connection is given back to the server. */
const IDLE_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_AFTER_MS = 10_000;
/** On the embedded database everybody waits for one connection: a turn may take longer than a connection. */
const TURN_TIMEOUT_MS = 5000;

/** Connections of this process at one moment. */
export interface PoolState {
  readonly total: number;
  readonly idle: number;
  /** Requests that wait for one. */
  readonly waiting: number;
}

export interface PoolOptions {
  readonly applicationName: string;
  readonly statementTimeoutMs: number;
  /** How long to wait for a connection, a new one or a turn. */
  readonly connectTimeoutMs: number;
  /** How long to wait for a turn on the one connection of the embedded database, where that should be longer. */
  readonly turnTimeoutMs?: number;
}

export interface PostgresOptions extends PoolOptions {
  readonly url: string;
}

/** Reads int8 as a number (ours stay below 2^53), and a date as its text, the same in any time zone. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8 && format !== 'binary') return Number;
    if (oid === DATE && format !== 'binary') return String;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/** What one connection is made with: for the pool, and for a listener that needs one of its own. */
export function connectionOf(options: PostgresOptions): pg.ClientConfig {
  return {
    connectionString: options.url,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMs,
    statement_timeout: options.statementTimeoutMs,
    lock_timeout: options.statementTimeoutMs,
    idle_in_transaction_session_timeout: options.statementTimeoutMs,
    // The server's own answer to a statement that takes too long comes first; this is for a server that is gone.
    query_timeout: options.statementTimeoutMs + options.connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    types,
  };
}

/** Its connections are pipelined: a statement does not wait for the answer to the one before it. */
export function createPostgresPool(options: PostgresOptions, size: number): pg.Pool {
  const connection = { ...connectionOf(options), pipeline: true };
  return withoutCrashes(new pg.Pool({ ...connection, max: size, idleTimeoutMillis: IDLE_TIMEOUT_MS }));
}

/** One connection to the embedded database, with the same driver: whoever needs it takes turns. */
export function createEmbeddedPool(server: EmbeddedServer, options: PoolOptions): pg.Pool {
  const turnMs = Math.max(options.connectTimeoutMs, options.turnTimeoutMs ?? TURN_TIMEOUT_MS);
  return withoutCrashes(
    new pg.Pool({
      stream: () => server.connect() as never,
      user: 'postgres',
      database: 'postgres',
      max: 1,
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: turnMs,
      query_timeout: options.statementTimeoutMs + turnMs,
      types,
    }),
  );
}

/**
 * A connection that breaks, idle or in use, says so by an event, which would end the process if nobody listened. The
 * statement that runs on it fails as well, and the pool replaces it: there is nothing else to do.
 */
function withoutCrashes(pool: pg.Pool): pg.Pool {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

export function stateOf(pool: pg.Pool): PoolState {
  return { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
}
