import { type RawBuilder, sql } from 'kysely';

// Lives and ages are reckoned by the database's clock: processes have one each, which may be wrong or jump.

/** @param now - left out: the database's own time */
export function timeOf(now: Date | undefined): RawBuilder<Date> {
  return now === undefined ? sql<Date>`now()` : sql<Date>`${now}::timestamptz`;
}

export function hoursFromNow(hours: number): RawBuilder<Date> {
  return sql<Date>`now() + make_interval(hours => ${hours}::int)`;
}
