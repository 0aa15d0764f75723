import { type Migration, sql } from 'kysely';

/** Locks a key and counts its jobs, in one way to the database: the count sees what was there once it had the lock. */
const COUNT_IN_TURN = `create function count_active_jobs_in_turn(key uuid) returns bigint
  language plpgsql volatile as $$
  begin
    perform from api_key where id = key for no key update;
    return (
      select count(*) from job
      where owner_key_id = key and status in ('pending', 'queued', 'running')
    );
  end
  $$`;

export const admission: Migration = {
  up: async (db) => {
    await sql.raw(COUNT_IN_TURN).execute(db);
  },
};
