import { existsSync, rmSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MedpatError } from '../errors.js';
import { MANIFEST_PATH } from '../manifest.js';
import { diskFailure } from './disk-failure.js';
import { processOfStaging, type RunPaths } from './run-paths.js';

/**
 * The folder in which a run is written until it is whole. Whatever happens to the process short of a power cut or a
 * kill, it disappears or becomes the result.
 */
export interface Staging {
  readonly folder: string;
  /** Puts `result` (the staging folder or a file in it) where the target belongs, and the rest away. */
  publish(result: string): Promise<void>;
  remove(): Promise<void>;
}

/**
 * @param isForced whether an existing target may be replaced
 * @throws MedpatError `run-exists`, `folder-in-the-way`, `output-unwritable`
 */
export async function openStaging(paths: RunPaths, isForced: boolean): Promise<Staging> {
  const parent = dirname(paths.target);
  try {
    await makeFolder(parent);
    await refuseTarget(paths.target, isForced);
    await removeStale(parent);
    await rm(paths.staging, { recursive: true, force: true });
    await mkdir(paths.staging);
  } catch (error) {
    throw diskFailure(error, parent);
  }
  // The last resort: the process ends before the run does.
  const removeAtExit = (): void => rmSync(paths.staging, { recursive: true, force: true });
  process.once('exit', removeAtExit);

  const remove = async (): Promise<void> => {
    await rm(paths.staging, { recursive: true, force: true });
    process.removeListener('exit', removeAtExit);
  };
  return {
    folder: paths.staging,
    remove,
    publish: async (result) => {
      try {
        await refuseTarget(paths.target, isForced);
        await replace(result, paths);
        await syncFolder(parent);
      } catch (error) {
        throw diskFailure(error, paths.target);
      }
      await remove();
    },
  };
}

/** The folder and those above it. Node's own way of doing that never ends under /proc. */
async function makeFolder(path: string): Promise<void> {
  const above = dirname(path);
  if (above !== path && !existsSync(above)) await makeFolder(above);
  try {
    await mkdir(path);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST' && (await stat(path)).isDirectory();
    if (!isThere) throw error;
  }
}

/** Renames the result to the target; what stood there goes aside first and is deleted last. */
async function replace(result: string, { target, replaced }: RunPaths): Promise<void> {
  const isReplacing = existsSync(target);
  if (isReplacing) await rename(target, replaced);
  try {
    await rename(result, target);
  } catch (error) {
    if (isReplacing) await rename(replaced, target);
    throw error;
  }
  if (isReplacing) await rm(replaced, { recursive: true, force: true });
}

/**
 * @throws MedpatError `run-exists` where the target is there and may not be replaced, `folder-in-the-way` where it is
 *   somebody's folder and no run
 */
export async function refuseTarget(target: string, isForced: boolean): Promise<void> {
  const found = await stat(target).catch(() => null);
  if (found === null) return;
  if (!isForced) {
    throw new MedpatError('run-exists', `${target} exists already; --force replaces it.`);
  }
  if (!found.isDirectory()) return;
  const content = await readdir(target);
  if (content.length > 0 && !content.includes(MANIFEST_PATH)) {
    throw new MedpatError(
      'folder-in-the-way',
      `${target} is not a run folder (it has no ${MANIFEST_PATH}), so that --force does not replace it.`,
    );
  }
}

/** Deletes what processes that are no more left behind. */
async function removeStale(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const owner = processOfStaging(name);
    if (owner === null || isAlive(owner)) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Makes a rename survive a power cut, where the system can sync a folder. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems refuse to sync a folder; the rename itself is done.
    if (!['EINVAL', 'ENOTSUP', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle.close();
  }
}
