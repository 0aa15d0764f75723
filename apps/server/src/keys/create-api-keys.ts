import { randomUUID } from 'node:crypto';
import type { Caches } from '../cache/caches.js';
import type { ApiKeyRepository } from '../database/repositories.js';
import type { ApiKeyRow, KeyLimits } from '../database/schema.js';
import { ServiceError } from '../errors.js';
import type { Logger } from '../logging/logger.js';
import type { ApiKeys, ApiKeyView, Caller } from './api-keys.js';
import type { RateCounter } from './rate-counter.js';
import { createToken, isSameSecret, parseToken } from './token.js';
import { createUsageBuffer, type UsageBuffer } from './usage-buffer.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const NO_LIMITS: KeyLimits = {
  patientsPerRequest: null,
  requestsPerMinute: null,
  requestsPerDay: null,
  concurrentJobs: null,
};
/** Compared with where no key has the prefix, so that this takes as long. */
const NOBODY = Buffer.alloc(32);

export interface ApiKeysOptions {
  readonly repository: ApiKeyRepository;
  readonly cache: Caches['apiKey'];
  readonly counter: RateCounter;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface ClosableApiKeys extends ApiKeys {
  close(): Promise<void>;
}

export function createApiKeys({ repository, cache, counter, logger, now }: ApiKeysOptions): ClosableApiKeys {
  const usage = createUsageBuffer(repository, logger);

  return {
    create: async ({ name, scopes, limits, expiresAt }) => {
      const token = createToken();
      const row = await repository.insert({
        id: randomUUID(),
        name,
        prefix: token.prefix,
        secretSha256: token.secretSha256,
        scopes,
        limits: { ...NO_LIMITS, ...limits },
        expiresAt: expiresAt ?? null,
      });
      await cache.set(row.prefix, row);
      return { key: toView(row), token: token.text };
    },
    list: async (page) => {
      const { rows, nextCursor } = await repository.list(page);
      return { rows: rows.map(toView), nextCursor };
    },
    show: async (id) => toView(await find(repository, id)),
    setLimits: async (id, limits) => {
      const known = await find(repository, id);
      const row = orMissing(await repository.updateLimits(id, { ...known.limits, ...limits }));
      await cache.set(row.prefix, row);
      return toView(row);
    },
    usage: async (id, fromDay, toDay) => {
      await find(repository, id);
      await usage.flush();
      return repository.usage(id, fromDay, toDay);
    },
    rotate: async (id) => {
      const known = await find(repository, id);
      const token = createToken();
      const row = await repository.rotate(id, token.prefix, token.secretSha256);
      if (row === undefined) {
        throw new ServiceError('state_conflict', 'This key has been revoked: it gets no new secret.');
      }
      await cache.drop(known.prefix);
      await cache.set(row.prefix, row);
      return { key: toView(row), token: token.text };
    },
    revoke: async (id) => {
      const row = orMissing(await repository.revoke(id));
      await cache.set(row.prefix, row);
      return toView(row);
    },
    authenticate: async (text) => {
      if (text === undefined || text === '') {
        throw new ServiceError('key_missing', 'This needs a key, in X-API-Key or as Authorization: Bearer.');
      }
      const token = parseToken(text);
      const row = token && (await cache.get(token.prefix, () => repository.findByPrefix(token.prefix)));
      const known = token !== undefined && isSameSecret(row?.secret_sha256 ?? NOBODY, token.secretSha256);
      if (row === undefined || !known) throw new ServiceError('key_invalid', 'There is no such key.');
      if (row.revoked_at !== null) throw new ServiceError('key_revoked', 'This key has been revoked.');
      if (row.expires_at !== null && row.expires_at.getTime() <= now()) {
        throw new ServiceError('key_expired', `This key expired at ${row.expires_at.toISOString()}.`);
      }
      return toCaller(row);
    },
    countRequest: (caller) => countRequest({ caller, nowMs: now(), counter, usage, repository }),
    countJob: (caller, patients) => usage.add(caller.keyId, dayOf(now()), { jobs: 1, patients }),
    flushUsage: usage.flush,
    close: usage.close,
  };
}

interface CountOptions {
  readonly caller: Caller;
  readonly nowMs: number;
  readonly counter: RateCounter;
  readonly usage: UsageBuffer;
  readonly repository: ApiKeyRepository;
}

async function countRequest({ caller, nowMs, counter, usage, repository }: CountOptions): Promise<void> {
  const { keyId, limits } = caller;
  const day = dayOf(nowMs);
  const refuse = (limit: number, unit: string, windowMs: number): never => {
    const retryAfterSeconds = Math.ceil((windowMs - (nowMs % windowMs)) / 1000);
    throw new ServiceError('limit_exceeded', `This key may make ${limit} requests a ${unit}.`, {
      retryAfterSeconds,
    });
  };
  if (limits.requestsPerMinute !== null) {
    const window = Math.floor(nowMs / MINUTE_MS);
    const count = await counter.add(`${keyId}:m${window}`, MINUTE_MS, async () => 0);
    if (count > limits.requestsPerMinute) refuse(limits.requestsPerMinute, 'minute', MINUTE_MS);
  }
  if (limits.requestsPerDay !== null) {
    const before = async (): Promise<number> => {
      const [row] = await repository.usage(keyId, day, day);
      return (row?.requests ?? 0) + usage.waiting(keyId, day);
    };
    const count = await counter.add(`${keyId}:d${day}`, DAY_MS, before);
    if (count > limits.requestsPerDay) refuse(limits.requestsPerDay, 'day', DAY_MS);
  }
  usage.add(keyId, day, { requests: 1 });
}

async function find(repository: ApiKeyRepository, id: string): Promise<ApiKeyRow> {
  return orMissing(await repository.find(id));
}

function orMissing(row: ApiKeyRow | undefined): ApiKeyRow {
  if (row === undefined) throw new ServiceError('not_found', 'There is no such key.');
  return row;
}

function toView(row: ApiKeyRow): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    limits: row.limits,
    createdAt: row.created_at,
    rotatedAt: row.rotated_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  };
}

function toCaller(row: ApiKeyRow): Caller {
  return { keyId: row.id, name: row.name, scopes: new Set(row.scopes), limits: row.limits };
}

/** Day in UTC, `2026-06-01`. */
function dayOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10);
}
