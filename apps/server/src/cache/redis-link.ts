import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Logger } from '../logging/logger.js';
import { decode, encode } from './encoding.js';

const CONNECT_TIMEOUT_MS = 1000;
/** Past this a cache is no help any more: the database answers in the meantime. */
const COMMAND_TIMEOUT_MS = 300;
const LONGEST_RECONNECT_PAUSE_MS = 500;
const RENEW_PAUSE_MS = 250;

/**
 * Stores a value unless a newer one is there. A value is `<revision>|<content>`. In an epoch that is over it would be
 * stored where the others do not look: then it is not, and the answer is -1.
 */
const STORE_NEWEST = `
if redis.call('GET', KEYS[2]) ~= ARGV[4] then return -1 end
local head = redis.call('GETRANGE', KEYS[1], 0, 20)
local bar = string.find(head, '|', 1, true)
if bar and tonumber(string.sub(head, 1, bar - 1)) > tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;

interface WithStoreNewest {
  storeNewest(
    key: string,
    epochKey: string,
    revision: number,
    value: string,
    lifeMs: number,
    epoch: string,
  ): Promise<number>;
}
const EPOCH_OVER = -1;
/** An epoch may end while the next attempt is under way, but not for ever. */
const STORE_ATTEMPTS = 3;

export interface RedisLinkOptions {
  readonly url: string;
  readonly prefix: string;
  readonly logger: Logger;
  /** Called with what other processes publish. */
  readonly onMessage: (message: unknown) => void;
}

/**
 * The line of this process to Redis: keys and values, and the bus to other processes. No method rejects.
 *
 * All keys carry an epoch. Whoever fails to write, or comes back after a loss of the connection, begins a new epoch
 * before it reads again: what others could not be told, or what an old Redis brought back, is then out of sight for
 * everybody.
 */
export interface RedisLink {
  /** Whether reads and writes go through right now. */
  isUp(): boolean;
  get(key: string): Promise<string | undefined>;
  storeNewest(key: string, revision: number, value: string, lifeMs: number): Promise<void>;
  publish(message: unknown): void;
  /** Says that something was written to the database: while Redis is away, what it has is then out of date. */
  noteWrite(): void;
  /** Adds one to a counter that lives for so long after its first use. @returns undefined when Redis is away */
  count(key: string, lifeMs: number): Promise<number | undefined>;
  close(): Promise<void>;
}

export function createRedisLink({ url, prefix, logger, onMessage }: RedisLinkOptions): RedisLink {
  const origin = randomUUID();
  const epochKey = `${prefix}:epoch`;
  const channel = `${prefix}:bus`;
  let epoch: string | undefined;
  let wantFresh = false;
  let renewing = false;
  let closed = false;
  let saidAway = false;

  const sayAway = (reason?: string): void => {
    if (saidAway || closed) return;
    saidAway = true;
    logger.warn({ reason }, 'the second level of the cache is away; going on without it');
  };
  const connect = (): Redis => {
    const client = new Redis(url, {
      connectTimeout: CONNECT_TIMEOUT_MS,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      autoResubscribe: false,
      retryStrategy: (times) => Math.min(times * 50, LONGEST_RECONNECT_PAUSE_MS),
    });
    // A loss is told when the line closes; here speaks a Redis that was never there, or that refuses us.
    client.on('error', (error: NodeJS.ErrnoException) => {
      if (epoch === undefined) sayAway(error.message || error.code);
    });
    return client;
  };
  const commands = connect();
  commands.options.commandTimeout = COMMAND_TIMEOUT_MS;
  commands.defineCommand('storeNewest', { numberOfKeys: 2, lua: STORE_NEWEST });
  const subscriber = connect();

  const publish = (message: unknown): void => {
    commands.publish(channel, encode({ origin, message })).catch(() => {});
  };

  const beginEpoch = async (): Promise<string> => {
    const next = randomUUID();
    await commands.set(epochKey, next);
    publish({ renewed: true });
    return next;
  };
  /**
   * What everybody uses. Where it is gone, by an eviction or a flush, those who are connected still use it: they have to
   * be told of the new one, or each side would hide its writes from the other.
   */
  const findEpoch = async (): Promise<string> => {
    const known = await commands.get(epochKey);
    if (known !== null) return known;
    const next = randomUUID();
    const isFirst = (await commands.set(epochKey, next, 'NX')) === 'OK';
    if (!isFirst) return (await commands.get(epochKey)) ?? next;
    publish({ renewed: true });
    return next;
  };

  /** @param fresh - whether everybody has to forget what is there: not by reading it, but by the name it has */
  const enterEpoch = async (fresh: boolean): Promise<void> => {
    wantFresh ||= fresh;
    if (renewing || closed) return;
    renewing = true;
    try {
      do {
        const next = wantFresh ? await beginEpoch() : await findEpoch();
        wantFresh = false;
        if (epoch === undefined) logger.info('the second level of the cache is up');
        epoch = next;
        saidAway = false;
      } while (wantFresh);
    } catch {
      setTimeout(() => void enterEpoch(false), RENEW_PAUSE_MS).unref();
    } finally {
      renewing = false;
    }
  };
  const distrust = (): void => {
    if (epoch === undefined || closed) return;
    epoch = undefined;
    sayAway();
    void enterEpoch(true);
  };

  commands.on('ready', () => void enterEpoch(false));
  commands.on('close', distrust);
  subscriber.on('ready', () => {
    // A change of epoch may have been missed before this.
    const catchUp = (): void => {
      if (epoch !== undefined) void enterEpoch(false);
    };
    subscriber.subscribe(channel).then(catchUp, () => {});
  });
  subscriber.on('messageBuffer', (_channel: Buffer, bytes: Buffer) => {
    const envelope = decode(bytes.toString('latin1')) as { origin: string; message: unknown } | undefined;
    if (envelope === undefined || envelope.origin === origin) return;
    const { message } = envelope;
    if (typeof message === 'object' && message !== null && 'renewed' in message) void enterEpoch(false);
    else onMessage(message);
  });

  return {
    isUp: () => epoch !== undefined && subscriber.status === 'ready',
    get: async (key) => {
      if (epoch === undefined) return undefined;
      const asked = epoch;
      const value = await commands.get(`${prefix}:${asked}:${key}`).catch(() => null);
      return value === null || epoch !== asked ? undefined : value;
    },
    storeNewest: async (key, revision, value, lifeMs) => {
      const storing = commands as unknown as WithStoreNewest;
      const life = Math.max(1, Math.round(lifeMs));
      for (let attempt = 0; attempt < STORE_ATTEMPTS; attempt++) {
        const asked = epoch;
        if (asked === undefined) return;
        try {
          const name = `${prefix}:${asked}:${key}`;
          const result = await storing.storeNewest(name, epochKey, revision, value, life, asked);
          if (result !== EPOCH_OVER) return;
          if (epoch === asked) epoch = await findEpoch();
        } catch {
          distrust();
          return;
        }
      }
      distrust();
    },
    publish: (message) => {
      if (epoch !== undefined) publish(message);
    },
    noteWrite: () => {
      if (epoch === undefined) wantFresh = true;
    },
    count: async (key, lifeMs) => {
      if (epoch === undefined) return undefined;
      const name = `${prefix}:count:${key}`;
      const results = await commands
        .multi()
        .set(name, 0, 'PX', lifeMs, 'NX')
        .incr(name)
        .exec()
        .catch(() => null);
      const count = results?.[1]?.[1];
      return typeof count === 'number' ? count : undefined;
    },
    close: async () => {
      closed = true;
      epoch = undefined;
      commands.disconnect();
      subscriber.disconnect();
    },
  };
}
