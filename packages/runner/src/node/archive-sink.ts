import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createArchive } from '@medical-patients/writers';
import type { RunSink } from '../sink.js';
import { diskFailure } from './disk-failure.js';
import { GrowingFile } from './growing-file.js';
import { PieceChannel } from './piece-channel.js';
import { openSpoolFile, type SpoolFile } from './spool-file.js';
import type { Staging } from './staging.js';

/**
 * Packs a run into one ZIP archive, encrypted with AES-256 where a password is given. Entries of an archive come one
 * after another, while the files of a run grow together: the first file goes straight in, the others wait on the disk.
 */
export async function createArchiveSink(staging: Staging, password: string | null): Promise<RunSink> {
  const archivePath = join(staging.folder, 'archive.zip');
  const archive = createArchive({
    compress: true,
    ...(password === null ? {} : { encryption: { password } }),
  });
  const handle = await open(archivePath, 'wx').catch((error: unknown) => {
    throw diskFailure(error, archivePath);
  });
  const output = new GrowingFile(handle, true);
  const written = copyTo(output, archive.bytes);
  written.catch(ignore);

  const channel = new PieceChannel();
  const spools = new Map<string, Promise<SpoolFile>>();
  let firstPath: string | null = null;
  let first: Promise<void> = Promise.resolve();

  /** The archive's own failure is the cause; what happens to those who feed it follows from it. */
  const orFailure = async (step: Promise<void>): Promise<void> => {
    step.catch(ignore);
    await Promise.race([step, written.then(() => step)]);
  };
  const spoolOf = (path: string): Promise<SpoolFile> => {
    const name = join(staging.folder, `entry-${spools.size}`);
    const spool = spools.get(path) ?? openSpoolFile(name, password !== null);
    spools.set(path, spool);
    return spool;
  };
  const closeAll = async (): Promise<void> => {
    const opened = await Promise.allSettled(spools.values());
    spools.clear();
    for (const spool of opened) if (spool.status === 'fulfilled') await spool.value.close();
    await output.close();
  };

  return {
    write: async (path, bytes) => {
      try {
        if (firstPath === null) {
          firstPath = path;
          first = archive.add(path, channel);
          first.catch(ignore);
        }
        if (path === firstPath) await orFailure(channel.push(bytes));
        else await (await spoolOf(path)).write(bytes);
      } catch (error) {
        throw diskFailure(error, 'the archive');
      }
    },
    commit: async () => {
      try {
        channel.end();
        await orFailure(first);
        for (const [path, spool] of spools) await orFailure(archive.add(path, (await spool).read()));
        await orFailure(archive.close());
        await written;
        await output.sync();
        await closeAll();
      } catch (error) {
        throw diskFailure(error, 'the archive');
      }
      await staging.publish(archivePath);
    },
    discard: async () => {
      channel.end();
      await closeAll();
      await staging.remove();
    },
  };
}

async function copyTo(output: GrowingFile, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of bytes) await output.append(piece);
}

function ignore(): void {}
