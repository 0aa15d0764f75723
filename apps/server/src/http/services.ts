import type { Problem, Scenario } from '@medical-patients/contract';
import type { Owner, Page, PageRequest } from '../database/repositories.js';
import type { JobOptions, JobRow, JobStatus, RecordKind } from '../database/schema.js';
import type { Caller } from '../keys/api-keys.js';

/** A request for a job whose scenario has been checked. */
export interface JobRequest {
  readonly caller: Caller;
  /** As it was posted or stored. */
  readonly document: unknown;
  /** Checked and resolved, with the number of patients and the seed that were asked for. */
  readonly scenario: Scenario;
  readonly record: RecordKind;
  readonly warnings: readonly Problem[];
  readonly scenarioId: string | null;
  readonly scenarioVersion: number | null;
  readonly formats: readonly string[];
  readonly compression: boolean;
  /** Null: no encryption. */
  readonly encryptionPassword: string | null;
  readonly priority: JobOptions['priority'];
  readonly idempotency: { readonly key: string; readonly requestHash: string } | null;
  readonly requestId: string;
}

export interface StartedJob {
  readonly job: JobRow;
  readonly estimatedSeconds: number;
  /** Whether an earlier request with the same Idempotency-Key had started it. */
  readonly repeated: boolean;
}

/** Jobs as the routes need them. A job of somebody else is `not_found`. */
export interface Jobs {
  /**
   * @throws ServiceError `patients_exceeded`, `concurrent_jobs_exceeded`, `overloaded`, `encryption_unavailable`,
   * `idempotency_conflict`
   */
  start(request: JobRequest): Promise<StartedJob>;
  /** From the cache. @throws ServiceError `not_found` */
  find(id: string, owner: Owner): Promise<JobRow>;
  list(owner: Owner, page: PageRequest & { readonly status?: JobStatus | undefined }): Promise<Page<JobRow>>;
  /** @throws ServiceError `not_found`, `state_conflict` when it has ended */
  cancel(id: string, owner: Owner): Promise<JobRow>;
  /** With its files, cancelling it first where it runs. @throws ServiceError `not_found` */
  delete(id: string, owner: Owner): Promise<void>;
}

/** Which patients of a job, in which order. */
export interface PatientQuery {
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  readonly triage?: string | undefined;
  readonly outcome?: string | undefined;
  readonly nation?: string | undefined;
  readonly front?: string | undefined;
  readonly class?: string | undefined;
  readonly sort: 'number' | 'iss';
  readonly descending: boolean;
}

export interface PatientPage {
  /** Patients that the filters let through. */
  readonly total: number;
  /** JSON texts, one a patient. */
  readonly patients: readonly string[];
}

/** Bytes ready to be sent, whole or in part. */
export interface Download {
  readonly filename: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Names the content, without quotes. */
  readonly etag: string;
  /** @param range - bytes from `start` up to, but not including, `end` */
  open(range?: { readonly start: number; readonly end: number }): AsyncIterable<Uint8Array>;
}

/** What a finished job holds. Encrypted jobs answer `job_encrypted`, unfinished ones `state_conflict`. */
export interface Results {
  page(job: JobRow, query: PatientQuery, record: RecordKind): Promise<PatientPage>;
  /** @param number - of the patient, from 1. @throws ServiceError `not_found`, `format_not_available` */
  patient(job: JobRow, number: number, format: string, record: RecordKind): Promise<Download>;
  /** What charts show. */
  aggregates(job: JobRow): Promise<unknown>;
  /** @param format - null: everything, as a ZIP. @throws ServiceError `format_not_available` */
  download(job: JobRow, format: string | null): Promise<Download>;
}

export interface StreamRequest {
  readonly caller: Caller;
  readonly scenario: Scenario;
  readonly record: RecordKind;
  readonly format: 'json' | 'ndjson';
  readonly signal: AbortSignal;
}

/** Patients straight from the simulation, in order, in constant memory. */
export interface Streaming {
  /** Pieces of the answer; whoever stops reading stops the simulation. @throws ServiceError `overloaded`, `patients_exceeded` */
  generate(request: StreamRequest): AsyncIterable<Uint8Array>;
}
