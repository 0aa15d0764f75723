import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../apps/server/src/database/database.js';
import { createMetrics } from '../../apps/server/src/metrics/metrics.js';
import { waitUntil } from '../../apps/server/src/testing/condition.js';
import { openTestEmbedded } from '../../apps/server/src/testing/databases.js';
import { hashesOf, readBack, runAlone } from '../../apps/server/src/testing/job-files.js';
import { type JobSystem, openJobSystem } from '../../apps/server/src/testing/job-system.js';
import { findTestServices } from '../../apps/server/src/testing/services.js';

const services = await findTestServices();
const TMPFS = { attach: 'mount', detach: 'umount' } as const;
const MEGABYTE = 1024 * 1024;
const SIZE_MEGABYTES = 12;
/** An embedded database begins with 40 MB. */
const EMBEDDED_MEGABYTES = 70;
const DOCUMENT = { name: 'disk', seed: 'disk', casualties: { total: 200 } };

/** A small disk of its own, or null where the machine does not let us make one. */
function mountSmallDisk(megabytes: number): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    process.stderr.write('Test of a full disk left out: it needs Linux and root to mount a tmpfs\n');
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), 'medpat-disk-'));
  const { status, stderr } = spawnSync(
    TMPFS.attach,
    ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder],
    { encoding: 'utf8' },
  );
  if (status === 0) return folder;
  // A container may be root without being allowed to mount.
  process.stderr.write(`Test of a full disk left out: ${stderr}\n`);
  rmSync(folder, { recursive: true });
  return null;
}

const disk = services.postgresUrl === null ? null : mountSmallDisk(SIZE_MEGABYTES);
const embeddedDisk = mountSmallDisk(EMBEDDED_MEGABYTES);

describe.skipIf(disk === null)('a full disk under the artifacts', () => {
  const folder = disk as string;
  let system: JobSystem;
  beforeAll(async () => {
    const variables = { MEDPAT_DATA_DIRECTORY: folder };
    system = await openJobSystem('postgres', services, { threads: 1, variables });
  });
  afterAll(async () => {
    await system?.close();
    spawnSync(TMPFS.detach, [folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  test('fails a job with words for its owner, leaves nothing, and the next one works when there is room', async () => {
    const filler = join(folder, 'filler');
    writeFileSync(filler, Buffer.alloc((SIZE_MEGABYTES - 1) * MEGABYTE));
    const start = async () => (await system.services.jobs.start(system.request(DOCUMENT))).job.id;
    const failed = await start();
    const ended = await system.untilEnded(failed);
    expect([ended.status, ended.error?.code]).toEqual(['failed', 'disk_full']);
    expect(ended.error?.message).toContain('disk');
    const { artifacts, database } = system.foundation;
    // What it had goes right after its end is told.
    await waitUntil(async () => (await artifacts.listJobs()).length === 0, 'its files are gone');
    expect(await database.repositories.artifacts.list(failed)).toEqual([]);

    rmSync(filler);
    const next = await start();
    expect((await system.untilEnded(next)).status).toBe('completed');
    expect(await readBack(system, next)).toEqual(hashesOf(await runAlone(DOCUMENT, ['json'])));
  });
});

describe.skipIf(embeddedDisk === null)('a full disk under the embedded database', () => {
  const folder = embeddedDisk as string;
  const data = join(folder, 'data');
  const filler = join(folder, 'filler');
  const metrics = createMetrics();
  const open = () => openTestEmbedded(data, { metrics, statementTimeoutMs: 10_000, connectTimeoutMs: 500 });
  afterAll(() => {
    metrics.close();
    spawnSync(TMPFS.detach, [folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  test('is told at the first start, which leaves nothing', async () => {
    writeFileSync(filler, Buffer.alloc(50 * MEGABYTE));
    await expect(open()).rejects.toThrow('The embedded database does not start: the disk is full.');
    expect(readdirSync(data)).toEqual([]);
    rmSync(filler);
  });

  test('refuses writes and loses none that it has confirmed', async () => {
    const database = await open();
    await database.connections.query('create table note (number integer, text text)');
    const write = (number: number) =>
      database.connections.query('insert into note values ($1, $2)', [number, 'x'.repeat(100_000)]);
    fillUp(filler);
    let confirmed = 0;
    const failure = await (async () => {
      for (;;) {
        const error = await write(confirmed + 1).then(
          () => undefined,
          (cause: unknown) => cause,
        );
        if (error !== undefined) return error;
        confirmed++;
      }
    })();
    expect(failure).toMatchObject({ code: 'disk_full' });
    await expect(write(0)).rejects.toMatchObject({ code: 'disk_full' });
    const numbers = async (of: Database) =>
      (await of.connections.query<{ number: number }>('select number from note order by number')).rows.map(
        ({ number }) => number,
      );
    const kept = Array.from({ length: confirmed }, (_, at) => at + 1);
    expect(await numbers(database)).toEqual(kept);

    rmSync(filler);
    await write(confirmed + 1);
    await database.close();
    const again = await open();
    expect(await numbers(again)).toEqual([...kept, confirmed + 1]);
    await again.close();
  });
});

/** Leaves no room on the disk. */
function fillUp(path: string): void {
  const file = openSync(path, 'w');
  const piece = Buffer.alloc(4096);
  try {
    for (;;) writeSync(file, piece);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}
