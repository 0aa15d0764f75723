import { type Kysely, Migrator } from 'kysely';
import { MIGRATIONS } from './migrations/index.js';
import type { Schema } from './schema.js';

function createMigrator(db: Kysely<Schema>): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    migrationTableName: 'schema_migration',
    migrationLockTableName: 'schema_migration_lock',
  });
}

/** Applies what is missing, all of it or nothing, under an advisory lock. @returns names of those applied */
export async function applyMigrations(db: Kysely<Schema>): Promise<readonly string[]> {
  const { error, results = [] } = await createMigrator(db).migrateToLatest();
  if (error !== undefined) throw error;
  return results.filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

/** @returns names of the migrations that this program has and the database lacks */
export async function findPendingMigrations(db: Kysely<Schema>): Promise<readonly string[]> {
  const migrations = await createMigrator(db).getMigrations();
  return migrations
    .filter((migration) => migration.executedAt === undefined)
    .map((migration) => migration.name);
}
