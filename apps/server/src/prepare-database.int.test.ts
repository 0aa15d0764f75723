import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from './config/settings.js';
import { createLogger } from './logging/logger.js';
import { openFoundation } from './open-foundation.js';
import { prepareDatabase } from './prepare-database.js';
import { newApiKey } from './testing/rows.js';
import { buildThreadEntry } from './testing/thread-entry.js';

test('a first start on a prepared database finds all tables made, and nothing in them', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'medpat-prepared-'));
  const embeddedThreadEntry = await buildThreadEntry();
  const preparedDatabaseFile = join(directory, 'prepared.tar.gz');
  writeFileSync(preparedDatabaseFile, await prepareDatabase(embeddedThreadEntry));
  const began = performance.now();
  const foundation = await openFoundation({
    settings: readSettings({ MEDPAT_DATA_DIRECTORY: join(directory, 'data'), MEDPAT_SHUTDOWN_SECONDS: '1' }),
    role: 'embedded',
    logger: createLogger({ logLevel: 'silent', logFormat: 'json' }, { process: 'test' }),
    embeddedThreadEntry,
    preparedDatabaseFile,
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
