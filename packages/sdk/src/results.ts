import type { PatientRecord, RecordKindName, ResultsPage } from '@medical-patients/contract';
import { readLines } from './lines.js';
import type { CallOptions, Transport } from './transport.js';

export interface PatientQuery extends CallOptions {
  readonly triage?: string;
  readonly outcome?: string;
  readonly nation?: string;
  readonly front?: string;
  readonly class?: string;
  readonly sort?: 'number' | 'iss';
  readonly order?: 'asc' | 'desc';
  readonly record?: RecordKindName;
}

export interface PageQuery extends PatientQuery {
  readonly page?: number;
  /** 1 to 500. */
  readonly perPage?: number;
}

/** A file on its way. */
export interface DownloadStream {
  readonly stream: ReadableStream<Uint8Array>;
  /** As the service calls it. */
  readonly filename: string;
  /** Null where it is not known. */
  readonly bytes: number | null;
}

export interface DownloadOptions extends CallOptions {
  /** One format alone; everything as a ZIP when left out. */
  readonly format?: string;
  /** Bytes to begin at: goes on with a download that broke. */
  readonly from?: number;
}

const PER_PAGE = 200;

export function readPage(transport: Transport, id: string, query: PageQuery = {}): Promise<ResultsPage> {
  const { signal, perPage, ...rest } = query;
  return transport.json(`/jobs/${encodeURIComponent(id)}/results`, {
    signal,
    query: { ...rest, per_page: perPage },
  });
}

/** Every patient, one after another; a page is in memory at a time. */
export async function* readPatients<Patient = PatientRecord>(
  transport: Transport,
  id: string,
  query: PatientQuery = {},
): AsyncGenerator<Patient, void, undefined> {
  for (let page = 1; ; page++) {
    const { patients, total_pages: pages } = await readPage(transport, id, {
      ...query,
      page,
      perPage: PER_PAGE,
    });
    yield* patients as Patient[];
    if (page >= pages) return;
  }
}

export async function openDownload(
  transport: Transport,
  id: string,
  { format, from, signal }: DownloadOptions = {},
): Promise<DownloadStream> {
  const answer = await transport.send(`/downloads/${encodeURIComponent(id)}`, {
    signal,
    query: { format },
    headers: { range: from === undefined ? undefined : `bytes=${from}-` },
  });
  const [, filename = id] = /filename="([^"]*)"/.exec(answer.headers.get('content-disposition') ?? '') ?? [];
  const length = answer.headers.get('content-length');
  return {
    stream: answer.body ?? new ReadableStream({ start: (controller) => controller.close() }),
    filename,
    bytes: length === null ? null : Number(length),
  };
}

/** Records of a stream of NDJSON. */
export async function* readRecords<Patient>(answer: Response): AsyncGenerator<Patient, void, undefined> {
  if (answer.body === null) return;
  for await (const line of readLines(answer.body)) if (line !== '') yield JSON.parse(line) as Patient;
}
