import type pg from 'pg';
import type { Metrics } from '../metrics/metrics.js';
import { isConnectionLost, translateDatabaseError } from './database-errors.js';
import { type PoolState, stateOf } from './pool.js';

/** A connection on loan. Give it back with `release`. */
export interface Connection {
  query<Row>(text: string, values?: readonly unknown[]): Promise<StatementResult<Row>>;
  release(): void;
}

export interface StatementResult<Row> {
  readonly command: 'INSERT' | 'UPDATE' | 'DELETE' | 'SELECT' | 'MERGE';
  readonly rowCount: number;
  readonly rows: Row[];
}

/**
 * All statements of this process, ours and the queue's: timed, with errors that say whether the database is away, and
 * without a way for a broken connection to be used again.
 */
export interface Connections {
  connect(): Promise<Connection>;
  /** One statement, or several without values, on any connection. */
  query<Row>(text: string, values?: readonly unknown[]): Promise<StatementResult<Row>>;
  /** Hears what other connections say with NOTIFY. On a server this takes one more connection, outside the pool. */
  listen(options: ListenOptions): Promise<Listener>;
  state(): PoolState;
  end(): Promise<void>;
}

export interface ListenOptions {
  readonly channel: string;
  readonly onNotification: (payload: string) => void;
  /** At the start and after every loss of the connection: something may have been missed. */
  readonly onConnect: () => void;
}

export interface Listener {
  close(): Promise<void>;
}

export interface ConnectionsOptions {
  readonly pool: pg.Pool;
  /** Whether its connections send a statement while the one before it is still under way. */
  readonly isPipelined: boolean;
  readonly duration: Metrics['dbQueryDuration'];
  readonly listen: (options: ListenOptions) => Promise<Listener>;
}

/** What `begin` is answered with before it has been sent. */
const BEGUN: StatementResult<never> = { command: 'SELECT', rowCount: 0, rows: [] };

export function createConnections(options: ConnectionsOptions): Connections {
  const { pool, isPipelined, duration, listen } = options;
  const connect = async (): Promise<Connection> => {
    const client = await pool.connect().catch((error: unknown) => {
      throw translateDatabaseError(error);
    });
    let broken = false;
    let isToBegin = false;
    const send = async <Row>(text: string, values?: readonly unknown[]) => {
      const stop = duration.startTimer({ operation: operationOf(text) });
      try {
        const result = await client.query(text, values as unknown[] | undefined);
        return result as unknown as StatementResult<Row>;
      } catch (error) {
        broken ||= isConnectionLost(error);
        throw translateDatabaseError(error);
      } finally {
        stop();
      }
    };
    return {
      query: async <Row>(text: string, values?: readonly unknown[]) => {
        if (isPipelined && text === 'begin') {
          // It goes out with the first statement: one way to the server and back less for every transaction.
          isToBegin = true;
          return BEGUN;
        }
        if (!isToBegin) return send<Row>(text, values);
        isToBegin = false;
        const [, result] = await Promise.all([send('begin'), send<Row>(text, values)]);
        return result;
      },
      release: () => client.release(broken),
    };
  };
  return {
    connect,
    query: async <Row>(text: string, values?: readonly unknown[]) => {
      const connection = await connect();
      try {
        return await connection.query<Row>(text, values);
      } catch (error) {
        // Several statements in one text may have begun a transaction that nobody else would end.
        if (!values?.length) await connection.query('rollback').catch(() => {});
        throw error;
      } finally {
        connection.release();
      }
    },
    listen,
    state: () => stateOf(pool),
    end: () => pool.end(),
  };
}

/** Labels of the statements' durations: the first word of each, or `other`. */
const OPERATIONS = new Set(['select', 'insert', 'update', 'delete', 'with', 'begin', 'commit', 'rollback']);

function operationOf(text: string): string {
  const word = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? '';
  return OPERATIONS.has(word) ? word : 'other';
}
