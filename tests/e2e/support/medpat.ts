import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';

/** What a program left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string | Uint8Array;
}

/** The program as it ships, and a folder to work in. */
export interface Medpat {
  /** Empty folder in which the program runs. */
  readonly folder: string;
  /** The program's file. */
  readonly bin: string;
  /** The file of its render threads. */
  readonly worker: URL;
  run(...parameters: readonly string[]): Outcome;
  runWith(options: RunOptions, ...parameters: readonly string[]): Outcome;
  start(...parameters: readonly string[]): ChildProcess;
  remove(): void;
}

const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** The program as the tests' start built it, and a folder to work in. */
export function openMedpat(): Medpat {
  const program = inject('program');
  const folder = mkdtempSync(join(tmpdir(), 'medpat-e2e-'));
  const bin = join(program, 'bin/medpat.js');
  const environment = (extra: NodeJS.ProcessEnv = {}) => {
    const { MEDPAT_PASSWORD: _password, ...inherited } = process.env;
    return { ...inherited, ...extra };
  };
  const runWith = (options: RunOptions, ...parameters: readonly string[]): Outcome => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...parameters], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: MAX_OUTPUT_BYTES,
      env: environment(options.env),
      input: options.input ?? '',
    });
    return { code: status, stdout, stderr };
  };
  return {
    folder,
    bin,
    worker: pathToFileURL(join(program, 'dist/worker.js')),
    runWith,
    run: (...parameters) => runWith({}, ...parameters),
    start: (...parameters) =>
      spawn(process.execPath, [bin, ...parameters], {
        cwd: folder,
        env: environment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Waits until a condition holds; the test's own time limit ends it otherwise. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Waits for the end of a process and gives its code, or the signal that ended it. */
export function endOf(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
}
