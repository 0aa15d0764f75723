import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Logger } from '../logging/logger.js';
import { waitUntil } from '../testing/condition.js';
import { createRedisLink } from './redis-link.js';

test('a Redis that was never there is told once, with the reason', async () => {
  const warnings: unknown[][] = [];
  const logger = { info: () => {}, warn: (...told: unknown[]) => warnings.push(told) } as unknown as Logger;
  const link = createRedisLink({
    url: 'redis://127.0.0.1:1',
    prefix: 'x',
    logger,
    onMessage: () => {},
  });
  try {
    await waitUntil(() => warnings.length > 0, 'the loss is told');
    await delay(200);
    expect(link.isUp()).toBe(false);
    expect(warnings).toEqual([
      [
        { reason: expect.stringContaining('ECONNREFUSED') },
        'the second level of the cache is away; going on without it',
      ],
    ]);
  } finally {
    await link.close();
  }
});
