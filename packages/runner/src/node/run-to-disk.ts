import { join } from 'node:path';
import type { Plan } from '@medical-patients/engine';
import { generate, type RunResult } from '../generate.js';
import type { RunIdentity } from '../identity.js';
import type { RunSink } from '../sink.js';
import { createArchiveSink } from './archive-sink.js';
import { createFolderSink } from './folder-sink.js';
import { nodeHost } from './node-host.js';
import { planRunPaths, runFolderName } from './run-paths.js';
import { createSpillFile } from './spill-file.js';
import { openStaging, refuseTarget, type Staging } from './staging.js';
import type { ThreadPool } from './thread-pool.js';

export interface DiskRunOptions {
  readonly plan: Plan;
  readonly identity: RunIdentity;
  readonly formats: readonly string[];
  /** Folder in which the run folder or archive is made. */
  readonly parent: string;
  readonly isForced: boolean;
  /** A folder, or one archive; a password encrypts it. */
  readonly packing: 'folder' | { readonly password: string | null };
  /** Threads to render on; without them the calling thread does everything. */
  readonly pool?: ThreadPool;
  readonly chunkSize?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (casualties: number) => void;
}

export interface DiskRunResult extends RunResult {
  /** The run folder or archive. */
  readonly path: string;
}

/**
 * Refuses a run whose target exists, before anything is computed or asked.
 *
 * @throws MedpatError `run-exists`, `folder-in-the-way`
 */
export async function refuseExistingRun(
  plan: Plan,
  parent: string,
  isPacked: boolean,
  isForced: boolean,
): Promise<void> {
  const { target } = runTarget({ plan, parent, packing: isPacked ? { password: null } : 'folder' });
  await refuseTarget(target, isForced);
}

/** Where a run will be written. */
function runTarget({ plan, parent, packing }: Pick<DiskRunOptions, 'plan' | 'parent' | 'packing'>) {
  const name = runFolderName(plan.scenario.name, plan.seed);
  return planRunPaths(parent, packing === 'folder' ? name : `${name}.zip`, process.pid);
}

/**
 * Runs a scenario into a run folder or an archive that appears when it is whole, or not at all.
 *
 * Rejects with {@link MedpatError}: `run-exists`, `folder-in-the-way`, `disk-full`, `output-unwritable`, `aborted`,
 * `worker-failed`.
 */
export async function runToDisk(options: DiskRunOptions): Promise<DiskRunResult> {
  const { plan, identity, formats, pool, packing } = options;
  const paths = runTarget(options);
  const staging = await openStaging(paths, options.isForced);
  const spill = createSpillFile(join(staging.folder, 'care-paths'));
  const sink = withSpill(await openSink(staging, packing), () => spill.close());
  const job = { plan, identity, datasetId: identity.datasetId, formats };
  const result = await generate({
    ...job,
    sink,
    host: nodeHost,
    spill,
    ...(pool === undefined ? {} : { openRenderer: (encoder) => pool.openRenderer(job, encoder) }),
    ...(options.chunkSize === undefined ? {} : { chunkSize: options.chunkSize }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  return { ...result, path: paths.target };
}

async function openSink(staging: Staging, packing: DiskRunOptions['packing']): Promise<RunSink> {
  if (packing === 'folder') return createFolderSink(staging);
  try {
    return await createArchiveSink(staging, packing.password);
  } catch (error) {
    await staging.remove();
    throw error;
  }
}

/** The spill file stands in the staging folder: it goes before that becomes the run folder. */
function withSpill(sink: RunSink, closeSpill: () => void): RunSink {
  return {
    ...sink,
    commit: async () => {
      closeSpill();
      await sink.commit();
    },
    discard: async () => {
      closeSpill();
      await sink.discard();
    },
  };
}
