import { request } from 'node:http';
import { createChance, type FuzzRequest, makeRequest, type OpenApiDocument } from './fuzz-requests.js';
import type { TestService } from './test-service.js';

/** What did not go as it must. */
export interface FuzzFinding {
  readonly number: number;
  readonly request: string;
  readonly found: string;
}

export interface FuzzReport {
  readonly findings: readonly FuzzFinding[];
  /** Requests answered, by status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Requests that no client can put on the wire. */
  readonly unsendable: number;
}

const ANSWER_MS = 15_000;
const AT_ONCE = 8;
const SHOWN = 300;
/** What an answer must never hold: places in our code, and what the database says. */
const LEAKS = /node_modules|\/src\/|\.ts:\d|at \w+ \(|pg_catalog|syntax error at or near|ECONNREFUSED/;

/** Sends requests made from the service's own description; each must be answered, in time, by no 5xx and no leak. */
export async function fuzz(service: TestService, runs: number, seed: number): Promise<FuzzReport> {
  const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as OpenApiDocument;
  const apiKey = service.adminKey;
  const ids = await makeIds(service);
  const chance = createChance(seed);
  const findings: FuzzFinding[] = [];
  const statuses: Record<number, number> = {};
  let unsendable = 0;
  let number = 0;
  const sendNext = async (): Promise<void> => {
    while (number < runs) {
      const current = ++number;
      const made = makeRequest({ document, apiKey, ids }, chance);
      const answer = await send(service.url, made);
      if (answer === null) {
        unsendable++;
        continue;
      }
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      const found = judge(made, answer);
      if (found === null) continue;
      const text = `${made.method} ${made.path} ${JSON.stringify(made.headers)} ${String(made.body)}`;
      findings.push({ number: current, request: text.replaceAll(apiKey, '<key>').slice(0, SHOWN), found });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendNext));
  return { findings, statuses, unsendable };
}

/** A job and a configuration that exist, so that routes get past their first question. */
async function makeIds({ url, adminKey }: TestService): Promise<string[]> {
  const post = async (path: string, body: object): Promise<Record<string, string>> => {
    const headers = { 'x-api-key': adminKey, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, string>;
  };
  const configuration = await post('/configurations/', { schema: 1, name: 'Fuzz', casualties: { total: 5 } });
  const job = await post('/generation/', { configuration: { name: 'x', total_patients: 5 } });
  return [job.job_id ?? '', configuration.id ?? '', 'default', '1', '3'];
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly isWhole: boolean;
}

/** @returns null for what cannot be put on the wire */
function send(base: string, { method, path, headers, body }: FuzzRequest): Promise<Answer | null> {
  return new Promise((resolve) => {
    try {
      const { hostname, port } = new URL(base);
      // Node would send the body of a HEAD without saying how long it is: that were two requests.
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const options = {
        hostname,
        port,
        method,
        path,
        headers: { ...headers, ...length },
        timeout: ANSWER_MS,
      };
      const sent = request(options, (answer) => {
        const type = answer.headers['content-type'] ?? '';
        const pieces: Buffer[] = [];
        const finish = (isWhole: boolean): void =>
          resolve({
            status: answer.statusCode ?? 0,
            type,
            isWhole,
            body: Buffer.concat(pieces).toString('latin1'),
          });
        answer.on('data', (piece: Buffer) => {
          if (pieces.length < 50) pieces.push(piece);
          // Progress may go on for as long as a job does: its beginning is enough.
          if (type.startsWith('text/event-stream')) {
            finish(true);
            sent.destroy();
          }
        });
        answer.on('end', () => finish(true));
        answer.on('error', () => finish(false));
      });
      sent.on('timeout', () => {
        resolve({ status: 0, type: '', body: 'no answer in time', isWhole: false });
        sent.destroy();
      });
      // A body that is refused early breaks the connection while it is still being sent.
      sent.on('error', (error: NodeJS.ErrnoException) =>
        resolve({ status: -1, type: '', body: error.code ?? error.message, isWhole: true }),
      );
      sent.end(body);
    } catch {
      resolve(null);
    }
  });
}

function judge({ method }: FuzzRequest, { status, type, body, isWhole }: Answer): string | null {
  if (status === -1) return body === 'EPIPE' || body === 'ECONNRESET' ? null : body;
  if (!isWhole) return `broke off: ${status} ${body}`;
  if (status >= 500) return `${status}: ${body.slice(0, SHOWN)}`;
  if (status >= 400 && method !== 'HEAD' && !type.includes('application/problem+json')) {
    return `${status} as ${type}: ${body.slice(0, SHOWN)}`;
  }
  if (status >= 400 && LEAKS.test(body)) return `leak: ${body.slice(0, SHOWN)}`;
  return null;
}
