import type {
  ApiKeyRow,
  ApiKeyUsageRow,
  ArtifactKind,
  ArtifactRow,
  IdempotencyKeyRow,
  JobFailure,
  JobOptions,
  JobProgress,
  JobRow,
  JobStatus,
  KeyLimits,
  KeyScope,
  RecordKind,
  ScenarioRow,
  ScenarioVersionRow,
} from './schema.js';

/** Who asks: a key sees its own rows and shared ones; null sees all (admin, workers). */
export type Owner = string | null;

/** One page, newest first. The cursor is opaque: hand back `nextCursor` to go on. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export interface NewScenario {
  readonly id: string;
  readonly ownerKeyId: string | null;
  readonly visibility: 'private' | 'shared';
  readonly name: string;
  readonly description: string;
  readonly document: unknown;
  readonly record: RecordKind;
  readonly contentHash: string;
}

export interface NewScenarioVersion {
  readonly name: string;
  readonly description: string;
  readonly document: unknown;
  readonly record: RecordKind;
  readonly contentHash: string;
  readonly createdByKeyId: string | null;
  readonly visibility?: 'private' | 'shared';
}

export interface ScenarioWithDocument {
  readonly scenario: ScenarioRow;
  readonly version: ScenarioVersionRow;
}

export interface ScenarioRepository {
  insert(scenario: NewScenario): Promise<ScenarioWithDocument>;
  /** Hidden scenarios and those of others are not found. */
  find(id: string, owner: Owner): Promise<ScenarioRow | undefined>;
  /** A version stays readable for jobs after the scenario was hidden. */
  findVersion(id: string, version: number): Promise<ScenarioVersionRow | undefined>;
  list(owner: Owner, page: PageRequest): Promise<Page<ScenarioRow>>;
  listVersions(id: string): Promise<readonly Omit<ScenarioVersionRow, 'document'>[]>;
  /**
   * Adds a version.
   *
   * @returns undefined when `expectedVersion` is no longer the current one, or the scenario is gone
   */
  addVersion(
    id: string,
    expectedVersion: number | null,
    version: NewScenarioVersion,
  ): Promise<ScenarioWithDocument | undefined>;
  /** @returns false when it was not there, or not at the expected version */
  hide(id: string, owner: Owner, expectedVersion: number | null): Promise<boolean>;
  /** The scenarios that most jobs used since then, for the warm-up. */
  mostUsed(since: Date, limit: number): Promise<readonly { readonly id: string; readonly version: number }[]>;
}

export interface NewJob {
  readonly id: string;
  readonly ownerKeyId: string;
  readonly record: RecordKind;
  readonly scenarioId: string | null;
  readonly scenarioVersion: number | null;
  readonly config: unknown;
  readonly contentHash: string;
  readonly seed: string;
  readonly totalPatients: number;
  readonly options: JobOptions;
  readonly warnings: readonly unknown[];
  readonly progress: JobProgress;
  readonly requestId: string | null;
}

export interface JobChanges {
  readonly progress?: JobProgress;
  readonly summary?: unknown;
  readonly error?: JobFailure;
  /** Hours from now, by the database's clock, after which its files may go. */
  readonly keepHours?: number;
}

export interface JobRepository {
  /** Inserts in state `queued`. */
  insert(job: NewJob): Promise<JobRow>;
  find(id: string, owner: Owner): Promise<JobRow | undefined>;
  list(owner: Owner, page: PageRequest & { readonly status?: JobStatus | undefined }): Promise<Page<JobRow>>;
  /**
   * Moves a job from one of the states `from` to `to`, and nothing else: a late worker cannot revive a cancelled job.
   * The database writes the times: of the first start, and of the end.
   *
   * @returns the changed row; undefined when the job is gone or in another state
   */
  transition(
    id: string,
    from: readonly JobStatus[],
    to: JobStatus,
    changes?: JobChanges,
  ): Promise<JobRow | undefined>;
  /** Writes progress while the job runs; never moves it back. @returns undefined when it no longer runs */
  updateProgress(id: string, progress: JobProgress): Promise<JobRow | undefined>;
  /** The states of many jobs in one query: what a worker asks twice a second. Missing ids are left out. */
  statuses(ids: readonly string[]): Promise<ReadonlyMap<string, JobStatus>>;
  /**
   * Jobs of a key that wait or run. Within a transaction the key is locked until its end, so that of two requests at
   * once only one is the last that the key may start.
   */
  countActiveInTurn(ownerKeyId: string): Promise<number>;
  countByStatus(): Promise<Readonly<Record<JobStatus, number>>>;
  /** Jobs whose retention has ended. @param now - left out: by the database's clock */
  listExpired(limit: number, now?: Date): Promise<readonly JobRow[]>;
  /**
   * Jobs that have not ended, oldest first: candidates for a check against the queue.
   *
   * @param leastAgeSeconds - younger ones are left out
   * @param now - left out: by the database's clock
   */
  listActive(limit: number, leastAgeSeconds: number, now?: Date): Promise<readonly JobRow[]>;
  /** Since its start, by the database's clock; 0 for a job that has not started. */
  secondsRunning(id: string): Promise<number>;
  /** With its artifact rows; the files are the caller's affair. */
  delete(id: string): Promise<boolean>;
}

export interface NewArtifact {
  readonly jobId: string;
  readonly name: string;
  readonly kind: ArtifactKind;
  readonly format: string | null;
  readonly position: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly crc32: number;
  readonly place: string;
  readonly encrypted: boolean;
  readonly details?: unknown;
}

export interface ArtifactRepository {
  /** Writes or, for the same job and name, replaces: a repeated task leaves one row. */
  put(artifact: NewArtifact): Promise<void>;
  putAll(artifacts: readonly NewArtifact[]): Promise<void>;
  find(jobId: string, name: string): Promise<ArtifactRow | undefined>;
  /** In order of kind, position, name. */
  list(jobId: string, kinds?: readonly ArtifactKind[]): Promise<readonly ArtifactRow[]>;
  /** @returns the places that the rows named */
  deleteOf(jobId: string, kinds?: readonly ArtifactKind[]): Promise<readonly string[]>;
}

export interface NewApiKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly secretSha256: Buffer;
  readonly scopes: readonly KeyScope[];
  readonly limits: KeyLimits;
  readonly expiresAt: Date | null;
}

export interface ApiKeyRepository {
  insert(key: NewApiKey): Promise<ApiKeyRow>;
  find(id: string): Promise<ApiKeyRow | undefined>;
  findByPrefix(prefix: string): Promise<ApiKeyRow | undefined>;
  list(page: PageRequest): Promise<Page<ApiKeyRow>>;
  updateLimits(id: string, limits: KeyLimits): Promise<ApiKeyRow | undefined>;
  /** Gives the key a new secret under the same id. @returns undefined when it is revoked or gone */
  rotate(id: string, prefix: string, secretSha256: Buffer): Promise<ApiKeyRow | undefined>;
  /** @returns undefined when it is gone; a key that is revoked already stays as it is */
  revoke(id: string): Promise<ApiKeyRow | undefined>;
  /** Adds to the counts of a day (UTC, `2026-06-01`) and moves `last_used_at` on. */
  addUsage(usage: readonly ApiKeyUsageRow[]): Promise<void>;
  usage(id: string, fromDay: string, toDay: string): Promise<readonly ApiKeyUsageRow[]>;
}

export interface NewIdempotencyKey {
  readonly ownerKeyId: string;
  readonly key: string;
  readonly requestHash: string;
  readonly jobId: string;
  readonly response: unknown;
  /** From now, by the database's clock. */
  readonly keepHours: number;
}

export interface IdempotencyRepository {
  /**
   * Takes the key for this request, within the transaction that starts the job.
   *
   * @returns undefined when the key is now ours, else the row of whoever came first
   */
  claim(claim: NewIdempotencyKey): Promise<IdempotencyKeyRow | undefined>;
  find(ownerKeyId: string, key: string): Promise<IdempotencyKeyRow | undefined>;
  deleteExpired(now?: Date): Promise<number>;
}

export interface Repositories {
  readonly scenarios: ScenarioRepository;
  readonly jobs: JobRepository;
  readonly artifacts: ArtifactRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly idempotency: IdempotencyRepository;
}
