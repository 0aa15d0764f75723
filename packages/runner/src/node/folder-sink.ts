import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RunSink } from '../sink.js';
import { diskFailure } from './disk-failure.js';
import { GrowingFile } from './growing-file.js';
import { fileInRun } from './run-paths.js';
import { type Staging, syncFolder } from './staging.js';

/** Writes a run folder: into the staging folder first, which takes its name when everything is on the disk. */
export function createFolderSink(staging: Staging): RunSink {
  const files = new Map<string, Promise<GrowingFile>>();
  const folders = new Set<string>([staging.folder]);

  const openFile = async (path: string): Promise<GrowingFile> => {
    const file = fileInRun(staging.folder, path);
    await mkdir(dirname(file), { recursive: true });
    folders.add(dirname(file));
    return new GrowingFile(await open(file, 'wx'), true);
  };
  const fileOf = (path: string): Promise<GrowingFile> => {
    const found = files.get(path) ?? openFile(path);
    files.set(path, found);
    return found;
  };
  const closeAll = async (): Promise<void> => {
    const opened = await Promise.allSettled(files.values());
    files.clear();
    for (const file of opened) if (file.status === 'fulfilled') await file.value.close();
  };

  return {
    releasesBytes: true,
    write: async (path, bytes) => {
      try {
        await (await fileOf(path)).append(bytes);
      } catch (error) {
        throw diskFailure(error, path);
      }
    },
    commit: async () => {
      try {
        for (const file of files.values()) await (await file).sync();
        await closeAll();
        for (const folder of folders) await syncFolder(folder);
      } catch (error) {
        throw diskFailure(error, staging.folder);
      }
      await staging.publish(staging.folder);
    },
    discard: async () => {
      await closeAll();
      await staging.remove();
    },
  };
}
