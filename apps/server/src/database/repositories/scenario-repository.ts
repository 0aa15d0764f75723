import { type Kysely, sql } from 'kysely';
import type { NewScenarioVersion, Owner, ScenarioRepository, ScenarioWithDocument } from '../repositories.js';
import type { Schema } from '../schema.js';
import { after, toPage } from './page.js';

export function createScenarioRepository(db: Kysely<Schema>): ScenarioRepository {
  const visibleTo = (owner: Owner) =>
    owner === null
      ? sql<boolean>`true`
      : sql<boolean>`(owner_key_id = ${owner}::uuid or visibility = 'shared')`;
  const ownedBy = (owner: Owner) =>
    owner === null ? sql<boolean>`true` : sql<boolean>`owner_key_id = ${owner}::uuid`;
  /** In the transaction that we are in, or in one of our own. */
  const together = <Result>(work: (within: Kysely<Schema>) => Promise<Result>): Promise<Result> =>
    db.isTransaction ? work(db) : db.transaction().execute(work);

  return {
    insert: (scenario) =>
      together(async (within) => {
        const row = await within
          .insertInto('scenario')
          .values({
            id: scenario.id,
            owner_key_id: scenario.ownerKeyId,
            visibility: scenario.visibility,
            name: scenario.name,
            description: scenario.description,
            current_version: 1,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        const version = await insertVersion(within, scenario.id, 1, {
          ...scenario,
          createdByKeyId: scenario.ownerKeyId,
        });
        return { scenario: row, version };
      }),

    find: (id, owner) =>
      db
        .selectFrom('scenario')
        .selectAll()
        .where('id', '=', id)
        .where('deleted_at', 'is', null)
        .where(visibleTo(owner))
        .executeTakeFirst(),

    findVersion: (id, version) =>
      db
        .selectFrom('scenario_version')
        .selectAll()
        .where('scenario_id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),

    list: async (owner, page) => {
      const rows = await db
        .selectFrom('scenario')
        .selectAll()
        .where('deleted_at', 'is', null)
        .where(visibleTo(owner))
        .where(after(page.cursor))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
        .execute();
      return toPage(rows, page);
    },

    listVersions: (id) =>
      db
        .selectFrom('scenario_version')
        .select(['scenario_id', 'version', 'record', 'content_hash', 'created_by_key_id', 'created_at'])
        .where('scenario_id', '=', id)
        .orderBy('version', 'desc')
        .execute(),

    addVersion: (id, expectedVersion, version) =>
      together(async (within): Promise<ScenarioWithDocument | undefined> => {
        let query = within
          .updateTable('scenario')
          .set({
            name: version.name,
            description: version.description,
            ...(version.visibility && { visibility: version.visibility }),
            current_version: sql`current_version + 1`,
            updated_at: sql`now()`,
          })
          .where('id', '=', id)
          .where('deleted_at', 'is', null);
        if (expectedVersion !== null) query = query.where('current_version', '=', expectedVersion);
        const scenario = await query.returningAll().executeTakeFirst();
        if (scenario === undefined) return undefined;
        return { scenario, version: await insertVersion(within, id, scenario.current_version, version) };
      }),

    hide: async (id, owner, expectedVersion) => {
      let query = db
        .updateTable('scenario')
        .set({ deleted_at: sql`now()` })
        .where('id', '=', id)
        .where('deleted_at', 'is', null)
        .where(ownedBy(owner));
      if (expectedVersion !== null) query = query.where('current_version', '=', expectedVersion);
      const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    mostUsed: async (since, limit) => {
      const rows = await db
        .selectFrom('job')
        .innerJoin('scenario', 'scenario.id', 'job.scenario_id')
        .select((builder) => ['job.scenario_id', builder.fn.max('job.scenario_version').as('version')])
        .where('job.created_at', '>=', since)
        .where('scenario.deleted_at', 'is', null)
        .groupBy('job.scenario_id')
        .orderBy((builder) => builder.fn.countAll(), 'desc')
        .limit(limit)
        .execute();
      return rows.flatMap((row) =>
        row.scenario_id === null || row.version === null
          ? []
          : [{ id: row.scenario_id, version: row.version }],
      );
    },
  };
}

function insertVersion(
  db: Kysely<Schema>,
  scenarioId: string,
  version: number,
  content: Pick<NewScenarioVersion, 'document' | 'record' | 'contentHash' | 'createdByKeyId'>,
): Promise<ScenarioWithDocument['version']> {
  return db
    .insertInto('scenario_version')
    .values({
      scenario_id: scenarioId,
      version,
      document: JSON.stringify(content.document),
      record: content.record,
      content_hash: content.contentHash,
      created_by_key_id: content.createdByKeyId,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}
