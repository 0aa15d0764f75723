import { type Kysely, sql } from 'kysely';
import type { JobRepository, Owner } from '../repositories.js';
import { ACTIVE_JOB_STATUSES, JOB_STATUSES, type JobStatus, type Schema } from '../schema.js';
import { hoursFromNow, timeOf } from './clock.js';
import { after, toPage } from './page.js';

const ENDED: readonly JobStatus[] = ['completed', 'failed', 'cancelled'];

export function createJobRepository(db: Kysely<Schema>): JobRepository {
  const ownedBy = (owner: Owner) =>
    owner === null ? sql<boolean>`true` : sql<boolean>`owner_key_id = ${owner}::uuid`;

  return {
    insert: (job) =>
      db
        .insertInto('job')
        .values({
          id: job.id,
          owner_key_id: job.ownerKeyId,
          status: 'queued',
          record: job.record,
          scenario_id: job.scenarioId,
          scenario_version: job.scenarioVersion,
          config: JSON.stringify(job.config),
          content_hash: job.contentHash,
          seed: job.seed,
          total_patients: job.totalPatients,
          options: JSON.stringify(job.options),
          warnings: JSON.stringify(job.warnings),
          progress: JSON.stringify(job.progress),
          request_id: job.requestId,
        })
        .returningAll()
        .executeTakeFirstOrThrow(),

    find: (id, owner) =>
      db.selectFrom('job').selectAll().where('id', '=', id).where(ownedBy(owner)).executeTakeFirst(),

    list: async (owner, page) => {
      let query = db.selectFrom('job').selectAll().where(ownedBy(owner)).where(after(page.cursor));
      if (page.status !== undefined) query = query.where('status', '=', page.status);
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
        .execute();
      return toPage(rows, page);
    },

    transition: (id, from, to, changes = {}) =>
      db
        .updateTable('job')
        .set({
          status: to,
          revision: sql`revision + 1`,
          ...(to === 'running' && { started_at: sql`coalesce(started_at, now())` }),
          ...(ENDED.includes(to) && { completed_at: sql`now()` }),
          ...(changes.progress && { progress: JSON.stringify(changes.progress) }),
          ...(changes.summary !== undefined && { summary: JSON.stringify(changes.summary) }),
          ...(changes.error && { error: JSON.stringify(changes.error) }),
          ...(changes.keepHours !== undefined && { expires_at: hoursFromNow(changes.keepHours) }),
        })
        .where('id', '=', id)
        .where('status', 'in', from)
        .returningAll()
        .executeTakeFirst(),

    updateProgress: (id, progress) => {
      const text = JSON.stringify(progress);
      return db
        .updateTable('job')
        .set({
          progress: sql`case when (progress->>'percent')::float8 <= ${progress.percent}::float8 then ${text}::json else progress end`,
          revision: sql`revision + 1`,
        })
        .where('id', '=', id)
        .where('status', '=', 'running')
        .returningAll()
        .executeTakeFirst();
    },

    statuses: async (ids) => {
      if (ids.length === 0) return new Map();
      const rows = await db.selectFrom('job').select(['id', 'status']).where('id', 'in', ids).execute();
      return new Map(rows.map((row) => [row.id, row.status]));
    },

    countActiveInTurn: async (ownerKeyId) => {
      const counting = sql<{ count: number }>`select count_active_jobs_in_turn(${ownerKeyId}) as count`;
      const { rows } = await counting.execute(db);
      return rows[0]?.count ?? 0;
    },

    countByStatus: async () => {
      const rows = await db
        .selectFrom('job')
        .select((builder) => ['status', builder.fn.countAll<number>().as('count')])
        .groupBy('status')
        .execute();
      const counts = new Map(rows.map((row) => [row.status, row.count]));
      return Object.fromEntries(
        JOB_STATUSES.map((status) => [status, counts.get(status) ?? 0]),
      ) as unknown as Readonly<Record<JobStatus, number>>;
    },

    listExpired: (limit, now) =>
      db
        .selectFrom('job')
        .selectAll()
        .where('expires_at', '<=', timeOf(now))
        .where('status', 'in', ENDED)
        .orderBy('expires_at')
        .limit(limit)
        .execute(),

    listActive: (limit, leastAgeSeconds, now) =>
      db
        .selectFrom('job')
        .selectAll()
        .where('status', 'in', ACTIVE_JOB_STATUSES)
        .where('created_at', '<=', sql<Date>`${timeOf(now)} - make_interval(secs => ${leastAgeSeconds})`)
        .orderBy('created_at')
        .orderBy('id')
        .limit(limit)
        .execute(),

    secondsRunning: async (id) => {
      const row = await db
        .selectFrom('job')
        .select(sql<number | null>`extract(epoch from now() - started_at)::float8`.as('seconds'))
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.seconds ?? 0;
    },

    delete: async (id) => {
      const { numDeletedRows } = await db.deleteFrom('job').where('id', '=', id).executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
  };
}
