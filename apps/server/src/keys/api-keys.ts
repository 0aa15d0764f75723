import type { Page, PageRequest } from '../database/repositories.js';
import type { ApiKeyUsageRow, KeyLimits, KeyScope } from '../database/schema.js';

/** A key as everybody with admin scope may see it. */
export interface ApiKeyView {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly KeyScope[];
  readonly limits: KeyLimits;
  readonly createdAt: Date;
  readonly rotatedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** The only moment at which a whole key exists outside its owner's hands. */
export interface ApiKeyWithSecret {
  readonly key: ApiKeyView;
  /** `<prefix>.<secret>`: what goes into `X-API-Key`. */
  readonly token: string;
}

/** Who makes a request. */
export interface Caller {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: ReadonlySet<KeyScope>;
  readonly limits: KeyLimits;
}

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly limits?: Partial<KeyLimits>;
  readonly expiresAt?: Date | null;
}

export interface ApiKeys {
  create(key: NewKey): Promise<ApiKeyWithSecret>;
  list(page: PageRequest): Promise<Page<ApiKeyView>>;
  /** @throws ServiceError `not_found` */
  show(id: string): Promise<ApiKeyView>;
  /** @throws ServiceError `not_found` */
  setLimits(id: string, limits: Partial<KeyLimits>): Promise<ApiKeyView>;
  /** Days in UTC, both included. @throws ServiceError `not_found` */
  usage(id: string, fromDay: string, toDay: string): Promise<readonly ApiKeyUsageRow[]>;
  /**
   * A new secret under the same id; the old one stops at once.
   *
   * @throws ServiceError `not_found`, `state_conflict` for a key that was revoked
   */
  rotate(id: string): Promise<ApiKeyWithSecret>;
  /** @throws ServiceError `not_found` */
  revoke(id: string): Promise<ApiKeyView>;
  /**
   * Finds out whose token this is.
   *
   * @throws ServiceError `key_missing`, `key_invalid`, `key_expired`, `key_revoked`
   */
  authenticate(token: string | undefined): Promise<Caller>;
  /**
   * Counts one request against the caller's minute and day.
   *
   * @throws ServiceError `limit_exceeded` with `retryAfterSeconds`
   */
  countRequest(caller: Caller): Promise<void>;
  /** Adds to the day's usage; written behind, within a few seconds. */
  countJob(caller: Caller, patients: number): void;
  /** Writes what is counted and not yet stored. */
  flushUsage(): Promise<void>;
}

/** @throws ServiceError `scope_missing` */
export type RequireScope = (caller: Caller, scope: KeyScope) => void;
