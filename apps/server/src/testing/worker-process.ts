import { type ChildProcess, spawn } from 'node:child_process';
import { programFile } from './test-assets.js';

/** Starts a worker process: the program as it ships. */
export function startWorkerProcess(environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [programFile(), 'worker'], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
