import type {
  ConfigurationSummary,
  ConfigurationVersion,
  GenerationRequest,
  GenerationResponse,
  Health,
  Job,
  JobState,
  Key,
  KeyLimitsBody,
  KeyUsage,
  KeyWithSecret,
  NewKeyRequest,
  PatientRecord,
  PresetDetails,
  PresetSummary,
  ResultsPage,
  StoredConfiguration,
  StreamGenerationRequest,
  ValidationResult,
} from '@medical-patients/contract';
import {
  type DownloadOptions,
  type DownloadStream,
  openDownload,
  type PageQuery,
  type PatientQuery,
  readPage,
  readPatients,
  readRecords,
} from './results.js';
import { type CallOptions, type ClientOptions, createTransport, type Transport } from './transport.js';
import { type WaitOptions, waitForJob } from './wait-for-job.js';

export interface GenerateOptions extends CallOptions {
  /** Drawn when left out: however often the request is sent again, it starts one job. */
  readonly idempotencyKey?: string;
}

export interface UpdateOptions extends CallOptions {
  /** Version that the update replaces; refused where it is no longer the current one. */
  readonly ifVersion?: number;
}

/** The service, as a program uses it. Every method throws MedpatRequestError for an answer that is no success. */
export interface MedpatClient {
  generate(request: GenerationRequest, options?: GenerateOptions): Promise<GenerationResponse>;
  /** Patients straight from the simulation, without a job. */
  streamPatients<Patient = PatientRecord>(
    request: StreamGenerationRequest,
    options?: CallOptions,
  ): AsyncGenerator<Patient, void, undefined>;
  job(id: string, options?: CallOptions): Promise<Job>;
  /** Own jobs, newest first, page after page. */
  jobs(options?: CallOptions & { readonly status?: JobState }): AsyncGenerator<Job, void, undefined>;
  cancelJob(id: string, options?: CallOptions): Promise<Job>;
  deleteJob(id: string, options?: CallOptions): Promise<void>;
  /** @throws JobNotCompleted when it failed or was cancelled */
  waitForJob(id: string, options?: WaitOptions): Promise<Job>;
  results(id: string, query?: PageQuery): Promise<ResultsPage>;
  patients<Patient = PatientRecord>(
    id: string,
    query?: PatientQuery,
  ): AsyncGenerator<Patient, void, undefined>;
  patient<Patient = PatientRecord>(id: string, number: number, options?: CallOptions): Promise<Patient>;
  download(id: string, options?: DownloadOptions): Promise<DownloadStream>;
  configurations(options?: CallOptions): AsyncGenerator<ConfigurationSummary, void, undefined>;
  configuration(id: string, options?: CallOptions): Promise<StoredConfiguration>;
  createConfiguration(document: object, options?: CallOptions): Promise<StoredConfiguration>;
  updateConfiguration(id: string, document: object, options?: UpdateOptions): Promise<StoredConfiguration>;
  deleteConfiguration(id: string, options?: UpdateOptions): Promise<void>;
  configurationVersions(id: string, options?: CallOptions): Promise<ConfigurationVersion[]>;
  validate(document: object, options?: CallOptions): Promise<ValidationResult>;
  presets(options?: CallOptions): Promise<PresetSummary[]>;
  preset(id: string, options?: CallOptions): Promise<PresetDetails>;
  dashboard(jobId: string, options?: CallOptions): Promise<Record<string, unknown>>;
  health(options?: CallOptions): Promise<Health>;
  createKey(key: NewKeyRequest, options?: CallOptions): Promise<KeyWithSecret>;
  keys(options?: CallOptions): AsyncGenerator<Key, void, undefined>;
  setKeyLimits(id: string, limits: Partial<KeyLimitsBody>, options?: CallOptions): Promise<Key>;
  keyUsage(id: string, options?: CallOptions): Promise<KeyUsage[]>;
  rotateKey(id: string, options?: CallOptions): Promise<KeyWithSecret>;
  revokeKey(id: string, options?: CallOptions): Promise<Key>;
}

const encode = encodeURIComponent;

/**
 * Makes a client. It holds no connection: there is nothing to close.
 *
 * @example
 * const medpat = createClient({ url: 'http://127.0.0.1:8000', apiKey });
 * const { job_id } = await medpat.generate({ configuration: { name: 'x', total_patients: 5 } });
 * await medpat.waitForJob(job_id);
 */
export function createClient(options: ClientOptions): MedpatClient {
  const transport = createTransport(options);
  const { json, send } = transport;
  return {
    generate: (request, { idempotencyKey = crypto.randomUUID(), signal } = {}) =>
      json('/generation/', {
        method: 'POST',
        body: request,
        headers: { 'idempotency-key': idempotencyKey },
        repeatable: true,
        signal,
      }),
    streamPatients: async function* <Patient>(
      request: StreamGenerationRequest,
      { signal }: CallOptions = {},
    ) {
      const headers = { accept: 'application/x-ndjson' };
      const answer = await send('/streaming/generate', { method: 'POST', body: request, headers, signal });
      yield* readRecords<Patient>(answer);
    },
    job: (id, { signal } = {}) => json(`/jobs/${encode(id)}`, { signal }),
    jobs: ({ signal, status } = {}) => readList(transport, '/jobs/', { status }, signal),
    cancelJob: (id, { signal } = {}) => json(`/jobs/${encode(id)}/cancel`, { method: 'POST', signal }),
    deleteJob: async (id, { signal } = {}) => {
      await send(`/jobs/${encode(id)}`, { method: 'DELETE', signal });
    },
    waitForJob: (id, waiting) => waitForJob(transport, id, waiting),
    results: (id, query) => readPage(transport, id, query),
    patients: (id, query) => readPatients(transport, id, query),
    patient: (id, number, { signal } = {}) => json(`/jobs/${encode(id)}/patients/${number}`, { signal }),
    download: (id, download) => openDownload(transport, id, download),
    ...configurationCalls(transport),
    presets: ({ signal } = {}) => json('/presets', { signal }),
    preset: (id, { signal } = {}) => json(`/presets/${encode(id)}`, { signal }),
    dashboard: (jobId, { signal } = {}) =>
      json('/visualizations/dashboard-data', { query: { job_id: jobId }, signal }),
    health: ({ signal } = {}) => json('/health', { signal }),
    ...keyCalls(transport),
  };
}

function configurationCalls(transport: Transport) {
  const { json, send } = transport;
  const at = (id: string): string => `/configurations/${encode(id)}`;
  const match = (id: string, version: number | undefined) => ({
    'if-match': version === undefined ? undefined : `"${id}.${version}"`,
  });
  return {
    configurations: ({ signal }: CallOptions = {}) =>
      readList<ConfigurationSummary>(transport, '/configurations/', {}, signal),
    configuration: (id: string, { signal }: CallOptions = {}) =>
      json<StoredConfiguration>(at(id), { signal }),
    createConfiguration: (document: object, { signal }: CallOptions = {}) =>
      json<StoredConfiguration>('/configurations/', { method: 'POST', body: document, signal }),
    updateConfiguration: (id: string, document: object, { signal, ifVersion }: UpdateOptions = {}) =>
      json<StoredConfiguration>(at(id), {
        method: 'PUT',
        body: document,
        headers: match(id, ifVersion),
        // Sent again it would add one more version.
        repeatable: false,
        signal,
      }),
    deleteConfiguration: async (id: string, { signal, ifVersion }: UpdateOptions = {}) => {
      await send(at(id), { method: 'DELETE', headers: match(id, ifVersion), signal });
    },
    configurationVersions: (id: string, { signal }: CallOptions = {}) =>
      json<ConfigurationVersion[]>(`${at(id)}/versions`, { signal }),
    validate: (document: object, { signal }: CallOptions = {}) =>
      json<ValidationResult>('/configurations/validate/', {
        method: 'POST',
        body: document,
        repeatable: true,
        signal,
      }),
  };
}

function keyCalls(transport: Transport) {
  const { json } = transport;
  const at = (id: string): string => `/keys/${encode(id)}`;
  return {
    createKey: (key: NewKeyRequest, { signal }: CallOptions = {}) =>
      json<KeyWithSecret>('/keys', { method: 'POST', body: key, signal }),
    keys: ({ signal }: CallOptions = {}) => readList<Key>(transport, '/keys', {}, signal),
    setKeyLimits: (id: string, limits: Partial<KeyLimitsBody>, { signal }: CallOptions = {}) =>
      json<Key>(`${at(id)}/limits`, { method: 'PUT', body: limits, signal }),
    keyUsage: (id: string, { signal }: CallOptions = {}) => json<KeyUsage[]>(`${at(id)}/usage`, { signal }),
    rotateKey: (id: string, { signal }: CallOptions = {}) =>
      json<KeyWithSecret>(`${at(id)}/rotate`, { method: 'POST', signal }),
    revokeKey: (id: string, { signal }: CallOptions = {}) =>
      json<Key>(`${at(id)}/revoke`, { method: 'POST', repeatable: true, signal }),
  };
}

/** Rows of a list, following its `Link` headers. */
async function* readList<Row>(
  transport: Transport,
  path: string,
  query: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Row, void, undefined> {
  let cursor: string | undefined;
  do {
    const answer = await transport.send(path, { query: { ...query, cursor }, signal });
    const [, next] = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '') ?? [];
    yield* (await answer.json()) as Row[];
    cursor =
      next === undefined
        ? undefined
        : (new URL(next, 'http://service').searchParams.get('cursor') ?? undefined);
  } while (cursor !== undefined);
}
