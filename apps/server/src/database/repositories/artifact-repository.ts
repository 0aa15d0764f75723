import { type Kysely, sql } from 'kysely';
import type { ArtifactRepository, NewArtifact } from '../repositories.js';
import type { Schema } from '../schema.js';

/** A job of ten million patients has about ten thousand segments; one statement takes this many of its rows. */
const ROWS_A_STATEMENT = 500;

export function createArtifactRepository(db: Kysely<Schema>): ArtifactRepository {
  const putAll = async (artifacts: readonly NewArtifact[]): Promise<void> => {
    for (let start = 0; start < artifacts.length; start += ROWS_A_STATEMENT) {
      await db
        .insertInto('artifact')
        .values(artifacts.slice(start, start + ROWS_A_STATEMENT).map(toRow))
        .onConflict((conflict) =>
          conflict.columns(['job_id', 'name']).doUpdateSet((builder) => ({
            kind: builder.ref('excluded.kind'),
            format: builder.ref('excluded.format'),
            position: builder.ref('excluded.position'),
            bytes: builder.ref('excluded.bytes'),
            sha256: builder.ref('excluded.sha256'),
            crc32: builder.ref('excluded.crc32'),
            place: builder.ref('excluded.place'),
            encrypted: builder.ref('excluded.encrypted'),
            details: sql`excluded.details`,
          })),
        )
        .execute();
    }
  };

  return {
    put: (artifact) => putAll([artifact]),
    putAll,

    find: (jobId, name) =>
      db
        .selectFrom('artifact')
        .selectAll()
        .where('job_id', '=', jobId)
        .where('name', '=', name)
        .executeTakeFirst(),

    list: (jobId, kinds) => {
      let query = db.selectFrom('artifact').selectAll().where('job_id', '=', jobId);
      if (kinds !== undefined) query = query.where('kind', 'in', kinds);
      return query.orderBy('kind').orderBy('position').orderBy(sql`name collate "C"`).execute();
    },

    deleteOf: async (jobId, kinds) => {
      let query = db.deleteFrom('artifact').where('job_id', '=', jobId);
      if (kinds !== undefined) query = query.where('kind', 'in', kinds);
      const rows = await query.returning('place').execute();
      return rows.map((row) => row.place);
    },
  };
}

function toRow(artifact: NewArtifact) {
  return {
    job_id: artifact.jobId,
    name: artifact.name,
    kind: artifact.kind,
    format: artifact.format,
    position: artifact.position,
    bytes: artifact.bytes,
    sha256: artifact.sha256,
    crc32: artifact.crc32,
    place: artifact.place,
    encrypted: artifact.encrypted,
    details: artifact.details === undefined ? null : JSON.stringify(artifact.details),
  };
}
