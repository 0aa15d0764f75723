import { fileURLToPath } from 'node:url';
import type { Database } from '../database/database.js';
import { openEmbedded, openPostgres } from '../database/open-database.js';
import { createMetrics } from '../metrics/metrics.js';
import { createTestDatabase, type TestServices } from './services.js';
import { testAssets } from './test-assets.js';

/** A migrated database of one kind, alone in its file's hands. */
export interface TestDatabase {
  readonly database: Database;
  /** Null for the embedded one. */
  readonly url: string | null;
  /** Another pool on the same database, as another process has. */
  another(): Database;
  close(): Promise<void>;
}

const OPTIONS = { statementTimeoutMs: 10_000, connectTimeoutMs: 1500 };

/** The kinds of database that this machine can test. */
export function databaseKinds(services: TestServices): ('postgres' | 'embedded')[] {
  return services.postgresUrl === null ? ['embedded'] : ['postgres', 'embedded'];
}

/** The embedded database of the built program, not migrated. @param directory - null keeps it in memory */
export function openTestEmbedded(
  directory: string | null,
  options: Omit<Parameters<typeof openEmbedded>[0], 'directory' | 'threadEntry' | 'applicationName'>,
): Promise<Database> {
  const { embeddedThread: threadEntry, preparedDatabase } = testAssets();
  const preparedFile = preparedDatabase === null ? undefined : fileURLToPath(preparedDatabase);
  return openEmbedded({ ...options, directory, threadEntry, preparedFile, applicationName: 'medpat-test' });
}

export async function openTestDatabase(
  kind: 'postgres' | 'embedded',
  services: TestServices,
): Promise<TestDatabase> {
  const metrics = createMetrics();
  if (kind === 'embedded') {
    const database = await openTestEmbedded(null, { ...OPTIONS, metrics });
    await database.migrate();
    return {
      database,
      url: null,
      another: () => database,
      close: async () => {
        await database.close();
        metrics.close();
      },
    };
  }
  if (services.postgresUrl === null) throw new Error('there is no PostgreSQL on this machine');
  const { url, drop } = await createTestDatabase(services.postgresUrl);
  const opened: Database[] = [];
  const open = (): Database => {
    const database = openPostgres({ ...OPTIONS, applicationName: 'medpat-test', metrics, url, size: 4 });
    opened.push(database);
    return database;
  };
  const database = open();
  await database.migrate();
  return {
    database,
    url,
    another: open,
    close: async () => {
      await Promise.all(opened.map((each) => each.close()));
      metrics.close();
      await drop();
    },
  };
}
