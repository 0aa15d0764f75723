import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readSettings } from './config/settings.js';
import { createLogger } from './logging/logger.js';
import { openFoundation } from './open-foundation.js';
import { newApiKey } from './testing/rows.js';
import { testAssets } from './testing/test-assets.js';

test('a first start on a prepared database finds all tables made, and nothing in them', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'medpat-prepared-'));
  const { embeddedThread, preparedDatabase } = testAssets();
  const began = performance.now();
  const foundation = await openFoundation({
    settings: readSettings({ MEDPAT_DATA_DIRECTORY: join(directory, 'data'), MEDPAT_SHUTDOWN_SECONDS: '1' }),
    role: 'embedded',
    logger: createLogger({ logLevel: 'silent', logFormat: 'json' }, { process: 'test' }),
    embeddedThreadEntry: embeddedThread,
    preparedDatabaseFile: fileURLToPath(preparedDatabase ?? ''),
  });
  try {
    expect(await foundation.database.migrate()).toEqual([]);
    await foundation.queue.start();
    console.log(`embedded, prepared: ready after ${Math.round(performance.now() - began)} ms`);
    const { apiKeys, jobs } = foundation.database.repositories;
    expect((await apiKeys.list({ limit: 10 })).rows).toEqual([]);
    expect((await jobs.countByStatus()).queued).toBe(0);
    await apiKeys.insert(newApiKey());
  } finally {
    await foundation.close();
    rmSync(directory, { recursive: true });
  }
});
