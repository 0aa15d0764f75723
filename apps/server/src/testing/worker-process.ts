import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildJobThreadEntry } from './job-thread-entry.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../../../node_modules/.cache/server/', import.meta.url));

/** Starts worker processes from the sources as they are written now. */
export interface WorkerStarter {
  start(environment: Readonly<Record<string, string>>): ChildProcess;
}

export async function buildWorker(): Promise<WorkerStarter> {
  mkdirSync(cache, { recursive: true });
  const outfile = join(cache, `worker-${process.pid}-${process.env.VITEST_POOL_ID ?? 0}.mjs`);
  const jobThread = await buildJobThreadEntry();
  await build({
    stdin: {
      contents: `
        import { readSettings } from '../config/settings.ts';
        import { startWorker } from '../main-worker.ts';
        const jobThread = new URL(${JSON.stringify(jobThread.href)});
        const stopping = new AbortController();
        process.once('SIGTERM', () => stopping.abort());
        const assets = { jobThread, embeddedThread: jobThread };
        const worker = await startWorker(readSettings(process.env), assets, stopping.signal);
        if (!stopping.signal.aborted) await new Promise((stop) => stopping.signal.addEventListener('abort', stop));
        await worker?.stop();
      `,
      resolveDir: here,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    conditions: ['source'],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    plugins: [
      {
        name: 'libraries stay outside',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^[^./]/ }, ({ path }) =>
            path.startsWith('@medical-patients/') ? undefined : { path, external: true },
          );
        },
      },
    ],
  });
  return {
    start: (environment) =>
      spawn(process.execPath, [outfile], {
        env: { PATH: process.env.PATH, ...environment },
        stdio: ['ignore', 'inherit', 'inherit'],
      }),
  };
}
