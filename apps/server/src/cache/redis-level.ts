import type { L2CacheDriver } from 'bentocache/types';
import type { RedisLink } from './redis-link.js';

const A_DAY_MS = 86_400_000;

/** Second level: what `RedisLink` offers, in the library's shape. It never rejects. */
export class RedisLevel implements L2CacheDriver {
  readonly type = 'l2';
  readonly #link: RedisLink;
  readonly #name: string;

  constructor(link: RedisLink, name: string) {
    this.#link = link;
    this.#name = name;
  }

  /** @returns the content without its revision */
  async get(key: string): Promise<string | undefined> {
    const value = await this.#link.get(`${this.#name}:${key}`);
    return value?.slice(value.indexOf('|') + 1);
  }

  /** @param value - `<revision>|<content>`, as the serializer makes it */
  async set(key: string, value: string, lifeMs?: number): Promise<boolean> {
    const bar = value.indexOf('|');
    await this.#link.storeNewest(
      `${this.#name}:${key}`,
      Number(value.slice(0, bar)),
      value,
      lifeMs ?? A_DAY_MS,
    );
    return true;
  }

  /** Values are dropped by a mark that is newer than they are; removing one would let an older one return. */
  async delete(): Promise<boolean> {
    return false;
  }

  async deleteMany(): Promise<boolean> {
    return false;
  }

  async pull(key: string): Promise<string | undefined> {
    return this.get(key);
  }

  async clear(): Promise<void> {}

  namespace(): this {
    return this;
  }

  async disconnect(): Promise<void> {}
}
