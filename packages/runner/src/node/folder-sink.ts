import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RunSink } from '../sink.js';
import { diskFailure } from './disk-failure.js';
import { fileInRun } from './run-paths.js';
import { type Staging, syncFolder } from './staging.js';
import { writeAll } from './write-all.js';

/** Writes a run folder: into the staging folder first, which takes its name when everything is on the disk. */
export function createFolderSink(staging: Staging): RunSink {
  const handles = new Map<string, FileHandle>();
  const folders = new Set<string>([staging.folder]);

  const openFile = async (path: string): Promise<FileHandle> => {
    const file = fileInRun(staging.folder, path);
    await mkdir(dirname(file), { recursive: true });
    folders.add(dirname(file));
    const handle = await open(file, 'wx');
    handles.set(path, handle);
    return handle;
  };
  const closeAll = async (): Promise<void> => {
    const open = [...handles.values()];
    handles.clear();
    for (const handle of open) await handle.close();
  };

  return {
    releasesBytes: true,
    write: async (path, bytes) => {
      try {
        await writeAll(handles.get(path) ?? (await openFile(path)), bytes);
      } catch (error) {
        throw diskFailure(error, path);
      }
    },
    commit: async () => {
      try {
        for (const handle of handles.values()) await handle.sync();
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
