import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../config/settings.js';
import { startWorker } from '../main-worker.js';
import { type RunningService, serve } from '../serve.js';
import { createTestDatabase, type TestServices } from './services.js';
import { testAssets } from './test-assets.js';

/** A whole service that listens, alone on its database. */
export interface TestService extends RunningService {
  /** A key with every scope. */
  readonly adminKey: string;
  readonly dataDirectory: string;
}

/** @param variables - of the environment, beside those that make it a test */
export async function startTestService(
  kind: 'postgres' | 'embedded',
  services: TestServices,
  variables: Readonly<Record<string, string>> = {},
): Promise<TestService> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'medpat-service-'));
  const assets = testAssets();
  const common = {
    PORT: '0',
    MEDPAT_DATA_DIRECTORY: dataDirectory,
    MEDPAT_LOG_LEVEL: 'silent',
    MEDPAT_SHUTDOWN_SECONDS: '3',
    ...variables,
  };
  if (kind === 'embedded') {
    const service = await serve({ settings: readSettings(common), assets, version: '0.0.0-test' });
    if (service.localKey === null) throw new Error('an embedded service has a local key');
    const close = async (): Promise<void> => {
      await service.close();
      rmSync(dataDirectory, { recursive: true, force: true });
    };
    return { ...service, adminKey: service.localKey, dataDirectory, close };
  }
  if (services.postgresUrl === null) throw new Error('there is no PostgreSQL on this machine');
  const { url, drop } = await createTestDatabase(services.postgresUrl);
  const settings = readSettings({
    DATABASE_URL: url,
    MEDPAT_REDIS_PREFIX: `test-${process.pid}-${Date.now()}`,
    ...(services.redisUrl !== null && { REDIS_URL: services.redisUrl }),
    MEDPAT_SECRET_KEY: 'ab'.repeat(32),
    ...common,
  });
  const service = await serve({ settings, assets, version: '0.0.0-test' });
  await service.ready;
  const worker = await startWorker({
    settings,
    assets,
    version: '0.0.0-test',
    signal: new AbortController().signal,
  });
  const { token } = await service.foundation.keys.create({
    name: 'admin',
    scopes: ['read', 'generate', 'admin'],
  });
  const close = async (): Promise<void> => {
    await worker?.stop();
    await service.close();
    await drop();
    rmSync(dataDirectory, { recursive: true, force: true });
  };
  return { ...service, adminKey: token, dataDirectory, close };
}
