import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';

/** Wrong keys that a client may show before it has to wait. */
const FREE_ATTEMPTS = 30;
/** Wait after the last free one; doubled by every wrong key after it, up to the longest. */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** A client that has shown no wrong key for so long begins anew. */
const FORGET_MS = 60 * 60_000;
/** Each of both lists is bounded: about 2 MB when they are full. */
const MOST_CLIENTS = 10_000;
/** Groups of an IPv6 address that one client is given: a /64. */
const IPV6_GROUPS = 4;

/**
 * Clients that show wrong keys. Time is the process's own, which goes one way, and every process counts for itself: a
 * client that goes to all of them has as many attempts more.
 */
export interface FailedKeys {
  /** How long a client has to wait before it may try this token, in seconds; 0: not at all. */
  waitSeconds(address: string, token: string): number;
  noteWrong(address: string): void;
  /** A client that shares its address with a guesser is let through with a key that was right before. */
  noteRight(address: string, token: string): void;
  /** Clients that are remembered. */
  readonly size: number;
}

interface Failures {
  readonly count: number;
  readonly waitUntilMs: number;
}

export function createFailedKeys(nowMs: () => number = () => performance.now()): FailedKeys {
  const options = { max: MOST_CLIENTS, ttl: FORGET_MS, ttlResolution: 0, perf: { now: nowMs } };
  const failures = new LRUCache<string, Failures>(options);
  const proven = new LRUCache<string, true>(options);
  return {
    waitSeconds: (address, token) => {
      const client = clientOf(address);
      const waitMs = (failures.get(client)?.waitUntilMs ?? 0) - nowMs();
      if (waitMs <= 0 || proven.has(proofOf(client, token))) return 0;
      return Math.ceil(waitMs / 1000);
    },
    noteWrong: (address) => {
      const client = clientOf(address);
      const count = (failures.get(client)?.count ?? 0) + 1;
      const beyond = count - FREE_ATTEMPTS;
      const waitMs = beyond < 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(beyond, 10));
      failures.set(client, { count, waitUntilMs: nowMs() + waitMs });
    },
    noteRight: (address, token) => {
      // Worth remembering only where there is something to be spared from.
      const client = clientOf(address);
      if (failures.has(client)) proven.set(proofOf(client, token), true);
    },
    get size() {
      return failures.size + proven.size;
    },
  };
}

function proofOf(client: string, token: string): string {
  return createHash('sha256').update(`${client} ${token}`).digest('base64');
}

/** `2001:db8:1:2:3:4:5:6` → `2001:db8:1:2`: whoever has one address of a /64 has all of them. */
function clientOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: gap }, () => '0'), ...after].slice(0, IPV6_GROUPS).join(':');
}
