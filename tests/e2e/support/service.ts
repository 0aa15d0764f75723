import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Medpat } from './medpat.js';

const READY = /is ready: (http:\/\/127\.0\.0\.1:\d+)\/#key=(\S+)/;
const ENDED = ['completed', 'failed', 'cancelled'];
const PAUSE_MS = 20;

/** What a service says of itself when it is ready. */
export interface ServiceAddress {
  readonly url: string;
  readonly key: string;
}

/** An embedded service in a process of its own. */
export interface ServiceProcess extends ServiceAddress {
  readonly child: ChildProcess;
  /** Asks for a path below `/api/v1`. */
  call(method: string, path: string, body?: object): Promise<Response>;
  /** Waits until the job has ended. @returns its status document */
  untilEnded(id: string): Promise<JobDocument>;
}

export interface JobDocument {
  readonly job_id: string;
  readonly status: string;
  readonly error: string | null;
  readonly error_code?: string;
  readonly progress: number;
}

/** Resolves when the program says that it is ready. */
export function untilReady(child: ChildProcess): Promise<ServiceAddress> {
  return new Promise((resolve, reject) => {
    let said = '';
    let logged = '';
    child.stderr?.on('data', (piece: Buffer) => {
      logged += piece;
    });
    child.stdout?.on('data', (piece: Buffer) => {
      said += piece;
      const [, url, key] = READY.exec(said) ?? [];
      if (url !== undefined && key !== undefined) resolve({ url, key: decodeURIComponent(key) });
    });
    child.on('exit', (code) => reject(new Error(`medpat serve ended with ${code}: ${logged}`)));
  });
}

/** Starts an embedded service on a folder and waits until it is ready. */
export async function startService(
  medpat: Medpat,
  dataFolder: string,
  env: NodeJS.ProcessEnv = {},
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [medpat.bin, 'serve', '--port', '0', '--data', dataFolder], {
    cwd: medpat.folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { url, key } = await untilReady(child);
  const call: ServiceProcess['call'] = (method, path, body) =>
    fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'x-api-key': key, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return {
    child,
    url,
    key,
    call,
    untilEnded: async (id) => {
      for (;;) {
        const answer = await call('GET', `/jobs/${id}`);
        if (answer.status === 200) {
          const job = (await answer.json()) as JobDocument;
          if (ENDED.includes(job.status)) return job;
        }
        await delay(PAUSE_MS);
      }
    },
  };
}
