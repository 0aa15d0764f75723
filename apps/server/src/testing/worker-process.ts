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
        import { runWorker } from '../main-worker.ts';
        const jobThread = new URL(${JSON.stringify(jobThread.href)});
        await runWorker({ jobThread, embeddedThread: jobThread });
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
