import pg from 'pg';
import type { Listener, ListenOptions } from './connections.js';

const LEAST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const HEARTBEAT_MS = 10_000;

/**
 * Listens on a connection of its own and comes back when that connection is lost.
 *
 * @throws what the driver says when the first attempt fails
 */
export async function listenOnOwnConnection(
  config: pg.ClientConfig,
  options: ListenOptions,
): Promise<Listener> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = LEAST_PAUSE_MS;
  let closed = false;

  const connect = async (): Promise<void> => {
    const next = new pg.Client(config);
    const onLost = (): void => {
      if (client !== next || closed) return;
      client = undefined;
      next.end().catch(() => {});
      retryLater();
    };
    next.on('error', onLost);
    next.on('end', onLost);
    next.on('notification', ({ payload }) => options.onNotification(payload ?? ''));
    client = next;
    try {
      await next.connect();
      await next.query(`listen "${options.channel}"`);
    } catch (error) {
      client = undefined;
      next.end().catch(() => {});
      throw error;
    }
    pauseMs = LEAST_PAUSE_MS;
    watch(next, onLost);
    options.onConnect();
  };

  const retryLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      if (!closed) connect().catch(retryLater);
    }, pauseMs);
    timer.unref();
  };

  /** A server that vanished without a word shows only when it is spoken to. */
  const watch = (listening: pg.Client, onLost: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      listening.query('select 1').then(() => watch(listening, onLost), onLost);
    }, HEARTBEAT_MS);
    timer.unref();
  };

  await connect();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}

/** Listens on the only connection of the embedded database, and again on the one that replaces it. */
export async function listenOnPool(pool: pg.Pool, options: ListenOptions): Promise<Listener> {
  const onNotification = ({ channel, payload }: pg.Notification): void => {
    if (channel === options.channel) options.onNotification(payload ?? '');
  };
  const onClient = (client: pg.PoolClient): void => {
    client.on('notification', onNotification);
    client.query(`listen "${options.channel}"`).then(options.onConnect, () => {});
  };
  const client = await pool.connect();
  try {
    client.on('notification', onNotification);
    await client.query(`listen "${options.channel}"`);
  } finally {
    client.release();
  }
  pool.on('connect', onClient);
  options.onConnect();
  return {
    close: async () => {
      pool.off('connect', onClient);
      client.off('notification', onNotification);
    },
  };
}
