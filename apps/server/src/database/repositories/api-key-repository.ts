import { type Kysely, sql } from 'kysely';
import type { ApiKeyRepository } from '../repositories.js';
import type { Schema } from '../schema.js';
import { after, toPage } from './page.js';

export function createApiKeyRepository(db: Kysely<Schema>): ApiKeyRepository {
  return {
    insert: (key) =>
      db
        .insertInto('api_key')
        .values({
          id: key.id,
          name: key.name,
          prefix: key.prefix,
          secret_sha256: key.secretSha256,
          scopes: JSON.stringify(key.scopes),
          limits: JSON.stringify(key.limits),
          expires_at: key.expiresAt,
        })
        .returningAll()
        .executeTakeFirstOrThrow(),

    find: (id) => db.selectFrom('api_key').selectAll().where('id', '=', id).executeTakeFirst(),

    findByPrefix: (prefix) =>
      db.selectFrom('api_key').selectAll().where('prefix', '=', prefix).executeTakeFirst(),

    list: async (page) => {
      const rows = await db
        .selectFrom('api_key')
        .selectAll()
        .where(after(page.cursor))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
        .execute();
      return toPage(rows, page);
    },

    updateLimits: (id, limits) =>
      db
        .updateTable('api_key')
        .set({ limits: JSON.stringify(limits), revision: sql`revision + 1` })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst(),

    rotate: (id, prefix, secretSha256) =>
      db
        .updateTable('api_key')
        .set({ prefix, secret_sha256: secretSha256, rotated_at: sql`now()`, revision: sql`revision + 1` })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .returningAll()
        .executeTakeFirst(),

    revoke: (id) =>
      db
        .updateTable('api_key')
        .set({ revoked_at: sql`coalesce(revoked_at, now())`, revision: sql`revision + 1` })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst(),

    addUsage: async (usage) => {
      if (usage.length === 0) return;
      await db
        .insertInto('api_key_usage')
        .values(usage)
        .onConflict((conflict) =>
          conflict.columns(['key_id', 'day']).doUpdateSet({
            requests: sql`api_key_usage.requests + excluded.requests`,
            jobs: sql`api_key_usage.jobs + excluded.jobs`,
            patients: sql`api_key_usage.patients + excluded.patients`,
          }),
        )
        .execute();
      await db
        .updateTable('api_key')
        .set({ last_used_at: sql`now()` })
        .where('id', 'in', [...new Set(usage.map((row) => row.key_id))])
        .execute();
    },

    usage: (id, fromDay, toDay) =>
      db
        .selectFrom('api_key_usage')
        .selectAll()
        .where('key_id', '=', id)
        .where('day', '>=', fromDay)
        .where('day', '<=', toDay)
        .orderBy('day')
        .execute(),
  };
}
