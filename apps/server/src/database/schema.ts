import type { ColumnType, Generated, Selectable } from 'kysely';

/** Life of a job. `completed`, `failed` and `cancelled` are final. */
export const JOB_STATUSES = ['pending', 'queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** The states in which a job still holds a place in the queue or a worker. */
export const ACTIVE_JOB_STATUSES = ['pending', 'queued', 'running'] as const satisfies readonly JobStatus[];

/** What `json`, results, visualisations, streaming and downloads of a job contain. */
export type RecordKind = 'full' | 'classic';

export type KeyScope = 'read' | 'generate' | 'admin';

/** A `json` column: read as a value, written as text so that PostgreSQL keeps its keys in order. */
type Json<Value> = ColumnType<Value, string, string>;
type Instant = ColumnType<Date, Date | undefined, Date>;
type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;

export interface ScenarioTable {
  readonly id: string;
  /** Null for a scenario that belongs to the installation. */
  readonly owner_key_id: string | null;
  readonly visibility: 'private' | 'shared';
  readonly name: string;
  readonly description: string;
  /** Number of the newest version, from 1. */
  readonly current_version: number;
  readonly created_at: Instant;
  readonly updated_at: Instant;
  /** When it was hidden by a delete. */
  readonly deleted_at: OptionalInstant;
}

export interface ScenarioVersionTable {
  readonly scenario_id: string;
  readonly version: number;
  /** As it was posted, native or classic. */
  readonly document: Json<unknown>;
  readonly record: RecordKind;
  /** SHA-256 of the canonical scenario, hexadecimal. */
  readonly content_hash: string;
  readonly created_by_key_id: string | null;
  readonly created_at: Instant;
}

/** What a job was asked for beside its scenario; never a secret. */
export interface JobOptions {
  readonly formats: readonly string[];
  readonly compression: boolean;
  readonly encryption: boolean;
  readonly priority: 'low' | 'normal' | 'high';
  /** What the key permitted when the job was started; the simulation stops at it. Older rows have none. */
  readonly maxPatients?: number;
}

/** Where a running job stands. */
export interface JobProgress {
  readonly percent: number;
  readonly currentStep: string;
  readonly totalSteps: number;
  readonly completedSteps: number;
  readonly patientsGenerated: number;
  readonly estimatedRemainingSeconds: number | null;
}

/** Why a job failed, fit for its owner's eyes. */
export interface JobFailure {
  readonly code: string;
  readonly message: string;
}

export interface JobTable {
  readonly id: string;
  readonly owner_key_id: string;
  readonly status: JobStatus;
  readonly record: RecordKind;
  readonly scenario_id: string | null;
  readonly scenario_version: number | null;
  /** The configuration as run, with the seed and the number of patients in force. */
  readonly config: Json<unknown>;
  readonly content_hash: string;
  readonly seed: string;
  readonly total_patients: number;
  readonly options: Json<JobOptions>;
  readonly warnings: Json<readonly unknown[]>;
  readonly progress: Json<JobProgress>;
  readonly summary: Json<unknown> | null;
  readonly error: Json<JobFailure> | null;
  /** Request that started it, for the logs. */
  readonly request_id: string | null;
  /** Goes up by one with every change: orders what caches and event streams see. */
  readonly revision: Generated<number>;
  readonly created_at: Instant;
  readonly started_at: OptionalInstant;
  readonly completed_at: OptionalInstant;
  /** When its files may be removed. */
  readonly expires_at: OptionalInstant;
}

/** What an artifact is for. Segments and indexes are internal, the rest can be downloaded. */
export type ArtifactKind = 'segment' | 'part' | 'index' | 'output' | 'archive' | 'manifest';

export interface ArtifactTable {
  readonly job_id: string;
  /** Name within the job, `/` between folders. */
  readonly name: string;
  readonly kind: ArtifactKind;
  readonly format: string | null;
  /** Place among the artifacts of its kind: range of a part, number of a segment. */
  readonly position: number;
  readonly bytes: number;
  readonly sha256: string;
  /** CRC-32 (IEEE), unsigned, as ZIP wants it. */
  readonly crc32: number;
  /** Key in the artifact store. */
  readonly place: string;
  readonly encrypted: boolean;
  /** Anything a reader of this artifact must know beside its bytes. */
  readonly details: Json<unknown> | null;
  readonly created_at: Instant;
}

/** Limits of one key. Null: no limit of its own. */
export interface KeyLimits {
  readonly patientsPerRequest: number | null;
  readonly requestsPerMinute: number | null;
  readonly requestsPerDay: number | null;
  readonly concurrentJobs: number | null;
}

export interface ApiKeyTable {
  readonly id: string;
  readonly name: string;
  /** The part of the key that may be shown and looked up. */
  readonly prefix: string;
  readonly secret_sha256: Buffer;
  readonly scopes: Json<readonly KeyScope[]>;
  readonly limits: Json<KeyLimits>;
  /** Goes up by one with every change of limits, secret or revocation. */
  readonly revision: Generated<number>;
  readonly created_at: Instant;
  readonly rotated_at: OptionalInstant;
  readonly expires_at: OptionalInstant;
  readonly revoked_at: OptionalInstant;
  readonly last_used_at: OptionalInstant;
}

export interface ApiKeyUsageTable {
  readonly key_id: string;
  /** Day in UTC, `2026-06-01`. */
  readonly day: string;
  readonly requests: number;
  readonly jobs: number;
  readonly patients: number;
}

export interface IdempotencyKeyTable {
  readonly owner_key_id: string;
  readonly key: string;
  /** SHA-256 of method, path and body: the same key with another request is a conflict. */
  readonly request_hash: string;
  /** The job that the request started. */
  readonly job_id: string;
  /** The answer, to be repeated word for word. */
  readonly response: Json<unknown>;
  readonly created_at: Instant;
  readonly expires_at: ColumnType<Date, Date, Date>;
}

/** Every table, by its name. */
export interface Schema {
  readonly scenario: ScenarioTable;
  readonly scenario_version: ScenarioVersionTable;
  readonly job: JobTable;
  readonly artifact: ArtifactTable;
  readonly api_key: ApiKeyTable;
  readonly api_key_usage: ApiKeyUsageTable;
  readonly idempotency_key: IdempotencyKeyTable;
}

export type ScenarioRow = Selectable<ScenarioTable>;
export type ScenarioVersionRow = Selectable<ScenarioVersionTable>;
export type JobRow = Selectable<JobTable>;
export type ArtifactRow = Selectable<ArtifactTable>;
export type ApiKeyRow = Selectable<ApiKeyTable>;
export type ApiKeyUsageRow = Selectable<ApiKeyUsageTable>;
export type IdempotencyKeyRow = Selectable<IdempotencyKeyTable>;
