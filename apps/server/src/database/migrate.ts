import { type Kysely, Migrator, sql } from 'kysely';
import { MIGRATIONS } from './migrations/index.js';
import type { Schema } from './schema.js';

const MIGRATION_TABLE = 'schema_migration';

function createMigrator(db: Kysely<Schema>): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    migrationTableName: MIGRATION_TABLE,
    migrationLockTableName: 'schema_migration_lock',
  });
}

/** Applies what is missing, all of it or nothing, under an advisory lock. @returns names of those applied */
export async function applyMigrations(db: Kysely<Schema>): Promise<readonly string[]> {
  // The library first looks at every table of the catalogue, which takes the embedded database a while.
  if ((await findPendingMigrations(db)).length === 0) return [];
  const { error, results = [] } = await createMigrator(db).migrateToLatest();
  if (error !== undefined) throw error;
  return results.filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

/** @returns names of the migrations that this program has and the database lacks */
export async function findPendingMigrations(db: Kysely<Schema>): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ known: boolean }>`
    select to_regclass(${MIGRATION_TABLE}) is not null as known`.execute(db);
  const names = Object.keys(MIGRATIONS);
  if (tables[0]?.known !== true) return names;
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(MIGRATION_TABLE)}`.execute(db);
  const applied = new Set(rows.map((row) => row.name));
  return names.filter((name) => !applied.has(name));
}
