import { type Migration, sql } from 'kysely';

/**
 * Times have milliseconds, as the program does: a cursor made from one compares exactly. Documents are `json`, not
 * `jsonb`, so that they come back with their keys in the order in which they were posted.
 */
const STATEMENTS = [
  `create table api_key (
    id uuid primary key,
    name text not null,
    prefix text not null unique,
    secret_sha256 bytea not null,
    scopes json not null,
    limits json not null,
    revision integer not null default 0,
    created_at timestamptz(3) not null default now(),
    rotated_at timestamptz(3),
    expires_at timestamptz(3),
    revoked_at timestamptz(3),
    last_used_at timestamptz(3)
  )`,
  'create index api_key_newest on api_key (created_at desc, id desc)',
  `create table api_key_usage (
    key_id uuid not null references api_key (id) on delete cascade,
    day date not null,
    requests bigint not null default 0,
    jobs bigint not null default 0,
    patients bigint not null default 0,
    primary key (key_id, day)
  )`,
  `create table scenario (
    id uuid primary key,
    owner_key_id uuid references api_key (id),
    visibility text not null check (visibility in ('private', 'shared')),
    name text not null,
    description text not null,
    current_version integer not null,
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now(),
    deleted_at timestamptz(3)
  )`,
  `create index scenario_newest on scenario (owner_key_id, created_at desc, id desc) where deleted_at is null`,
  `create index scenario_shared on scenario (created_at desc, id desc) where deleted_at is null and visibility = 'shared'`,
  `create table scenario_version (
    scenario_id uuid not null references scenario (id) on delete cascade,
    version integer not null,
    document json not null,
    record text not null check (record in ('full', 'classic')),
    content_hash text not null,
    created_by_key_id uuid references api_key (id),
    created_at timestamptz(3) not null default now(),
    primary key (scenario_id, version)
  )`,
  `create table job (
    id uuid primary key,
    owner_key_id uuid not null references api_key (id),
    status text not null check (status in ('pending', 'queued', 'running', 'completed', 'failed', 'cancelled')),
    record text not null check (record in ('full', 'classic')),
    scenario_id uuid references scenario (id) on delete set null,
    scenario_version integer,
    config json not null,
    content_hash text not null,
    seed text not null,
    total_patients integer not null,
    options json not null,
    warnings json not null,
    progress json not null,
    summary json,
    error json,
    request_id text,
    revision integer not null default 0,
    created_at timestamptz(3) not null default now(),
    started_at timestamptz(3),
    completed_at timestamptz(3),
    expires_at timestamptz(3)
  ) with (fillfactor = 70)`,
  'create index job_newest on job (owner_key_id, created_at desc, id desc)',
  'create index job_newest_of_all on job (created_at desc, id desc)',
  `create index job_active on job (owner_key_id) where status in ('pending', 'queued', 'running')`,
  'create index job_expiry on job (expires_at) where expires_at is not null',
  'create index job_scenario on job (scenario_id, scenario_version, created_at) where scenario_id is not null',
  `create table artifact (
    job_id uuid not null references job (id) on delete cascade,
    name text not null,
    kind text not null check (kind in ('segment', 'part', 'index', 'output', 'archive', 'manifest')),
    format text,
    position integer not null default 0,
    bytes bigint not null,
    sha256 text not null,
    crc32 bigint not null,
    place text not null,
    encrypted boolean not null,
    details json,
    created_at timestamptz(3) not null default now(),
    primary key (job_id, name)
  )`,
  `create table idempotency_key (
    owner_key_id uuid not null references api_key (id) on delete cascade,
    key text not null,
    request_hash text not null,
    job_id uuid not null,
    response json not null,
    created_at timestamptz(3) not null default now(),
    expires_at timestamptz(3) not null,
    primary key (owner_key_id, key)
  )`,
  'create index idempotency_key_expiry on idempotency_key (expires_at)',
] as const;

export const initial: Migration = {
  up: async (db) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
