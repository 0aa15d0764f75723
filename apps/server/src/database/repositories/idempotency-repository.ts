import { type Kysely, sql } from 'kysely';
import type { IdempotencyRepository } from '../repositories.js';
import type { Schema } from '../schema.js';
import { hoursFromNow, timeOf } from './clock.js';

export function createIdempotencyRepository(db: Kysely<Schema>): IdempotencyRepository {
  const find: IdempotencyRepository['find'] = (ownerKeyId, key) =>
    db
      .selectFrom('idempotency_key')
      .selectAll()
      .where('owner_key_id', '=', ownerKeyId)
      .where('key', '=', key)
      .executeTakeFirst();

  return {
    claim: async (claim) => {
      // Waits for a transaction that has the same key and has not ended yet, then sees its row.
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('idempotency_key')
        .values({
          owner_key_id: claim.ownerKeyId,
          key: claim.key,
          request_hash: claim.requestHash,
          job_id: claim.jobId,
          response: JSON.stringify(claim.response),
          expires_at: hoursFromNow(claim.keepHours),
        })
        .onConflict((conflict) =>
          conflict
            .columns(['owner_key_id', 'key'])
            .doUpdateSet((builder) => ({
              request_hash: builder.ref('excluded.request_hash'),
              job_id: builder.ref('excluded.job_id'),
              response: sql`excluded.response`,
              created_at: sql`now()`,
              expires_at: builder.ref('excluded.expires_at'),
            }))
            .where('idempotency_key.expires_at', '<=', sql<Date>`now()`),
        )
        .executeTakeFirstOrThrow();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n ? undefined : find(claim.ownerKeyId, claim.key);
    },
    find,
    deleteExpired: async (now) => {
      const { numDeletedRows } = await db
        .deleteFrom('idempotency_key')
        .where('expires_at', '<=', timeOf(now))
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}
