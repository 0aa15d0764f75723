import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import type { Plan } from '@medical-patients/engine';
import { findFormat } from '@medical-patients/writers';
import { MedpatError } from '../errors.js';
import { generate, type RunResult } from '../generate.js';
import type { RunIdentity } from '../identity.js';
import { nodeHost } from './node-host.js';
import { createSpillFile, type SpillFile } from './spill-file.js';
import { createStreamSink } from './stream-sink.js';
import type { ThreadPool } from './thread-pool.js';

export interface StreamRunOptions {
  readonly plan: Plan;
  readonly identity: RunIdentity;
  /** Name of a format of one file. */
  readonly format: string;
  readonly stream: Writable;
  readonly pool?: ThreadPool;
  readonly chunkSize?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (casualties: number) => void;
}

/**
 * Runs a scenario into a stream: the one file of a format, without manifest and summary.
 *
 * Rejects with {@link MedpatError} `format-does-not-stream`, `aborted`, `worker-failed`, or with the stream's error.
 */
export async function runToStream(options: StreamRunOptions): Promise<RunResult> {
  const { plan, identity, format, pool } = options;
  if (!findFormat(format).streams) {
    throw new MedpatError(
      'format-does-not-stream',
      `The format ${format} has several files and cannot go to standard output.`,
    );
  }
  const spill = createTemporarySpill();
  const job = { plan, identity, datasetId: identity.datasetId, formats: [format] };
  try {
    return await generate({
      ...job,
      sink: createStreamSink(options.stream),
      host: nodeHost,
      spill,
      withReports: false,
      ...(pool === undefined ? {} : { openRenderer: (encoder) => pool.openRenderer(job, encoder) }),
      ...(options.chunkSize === undefined ? {} : { chunkSize: options.chunkSize }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    });
  } finally {
    spill.close();
  }
}

/** A spill file in the system's folder for temporary files, made when it is first needed. */
function createTemporarySpill(): SpillFile {
  let opened: { readonly folder: string; readonly store: SpillFile } | null = null;
  const open = (): SpillFile => {
    if (opened === null) {
      const folder = mkdtempSync(join(tmpdir(), 'medpat-'));
      opened = { folder, store: createSpillFile(join(folder, 'care-paths')) };
    }
    return opened.store;
  };
  const close = (): void => {
    process.removeListener('exit', close);
    if (opened === null) return;
    opened.store.close();
    rmSync(opened.folder, { recursive: true, force: true });
    opened = null;
  };
  process.once('exit', close);
  return { append: (bytes) => open().append(bytes), read: (at, into) => open().read(at, into), close };
}
