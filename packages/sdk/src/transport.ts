import type { ProblemDetails } from '@medical-patients/contract';
import { MedpatRequestError } from './errors.js';

export interface ClientOptions {
  /** Where the service is: `http://127.0.0.1:8000`. */
  readonly url: string;
  readonly apiKey?: string | undefined;
  /** Times that a request is sent again; 5 when left out. */
  readonly retries?: number;
  /** In place of the platform's own. */
  readonly fetch?: typeof fetch;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

type Parameter = string | number | boolean | null | undefined;

export interface Request extends CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Readonly<Record<string, Parameter>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Whether it may be sent again after it may have arrived: every method but POST, unless this says so. */
  readonly repeatable?: boolean;
}

export interface Transport {
  /** @throws MedpatRequestError for an answer that is no success */
  send(path: string, request?: Request): Promise<Response>;
  json<Value>(path: string, request?: Request): Promise<Value>;
}

const DEFAULT_RETRIES = 5;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** The service said no before it did anything. */
const REFUSED = new Set([429, 503]);
/** Somebody between us and the service lost the answer: it may have been carried out. */
const LOST = new Set([502, 504]);
const PREFIX = '/api/v1';

export function createTransport(options: ClientOptions): Transport {
  const base = options.url.replace(/\/+$/, '');
  const retries = options.retries ?? DEFAULT_RETRIES;
  const send: Transport['send'] = async (path, request = {}) => {
    const url = `${base}${PREFIX}${path}${formatQuery(request.query)}`;
    const init = toInit(request, options.apiKey);
    const isRepeatable = request.repeatable ?? init.method !== 'POST';
    for (let attempt = 0; ; attempt++) {
      const isLast = attempt >= retries;
      const answer = await tryOnce(options.fetch ?? fetch, url, init, isLast || !isRepeatable);
      if (answer?.ok === true || answer?.status === 304) return answer;
      if (answer !== null && (isLast || !mayRepeat(answer.status, isRepeatable))) throw await toError(answer);
      await answer?.body?.cancel();
      await pause(pauseMs(attempt, answer), request.signal);
    }
  };
  return {
    send,
    json: async <Value>(path: string, request?: Request) =>
      (await (await send(path, request)).json()) as Value,
  };
}

function mayRepeat(status: number, isRepeatable: boolean): boolean {
  return REFUSED.has(status) || (isRepeatable && LOST.has(status));
}

/** @returns null for a connection that broke, where it may be tried again */
async function tryOnce(
  call: typeof fetch,
  url: string,
  init: RequestInit,
  isLast: boolean,
): Promise<Response | null> {
  try {
    return await call(url, init);
  } catch (error) {
    if (isLast || init.signal?.aborted === true) throw error;
    return null;
  }
}

function toInit(request: Request, apiKey: string | undefined): RequestInit & { method: string } {
  const headers = new Headers();
  if (apiKey !== undefined) headers.set('x-api-key', apiKey);
  if (request.body !== undefined) headers.set('content-type', 'application/json');
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (value !== undefined) headers.set(name, value);
  }
  return {
    method: request.method ?? 'GET',
    headers,
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    ...(request.signal !== undefined && { signal: request.signal }),
  };
}

function formatQuery(query: Request['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

async function toError(answer: Response): Promise<MedpatRequestError> {
  const isProblem = answer.headers.get('content-type')?.includes('json') === true;
  const problem = isProblem ? ((await answer.json().catch(() => null)) as ProblemDetails | null) : null;
  return new MedpatRequestError(answer.status, problem);
}

/** What the service asks for, else twice as long each time, less up to a half by chance. */
function pauseMs(attempt: number, answer: Response | null): number {
  const asked = Number(answer?.headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(asked)) return asked * 1000;
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt) * (1 - Math.random() / 2);
}

/** Waits; rejects with the signal's reason as soon as it says so. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
}
