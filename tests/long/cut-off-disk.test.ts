import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitUntil } from '../../apps/server/src/testing/condition.js';
import { hashesOf, readBack, runAlone } from '../../apps/server/src/testing/job-files.js';
import { type JobSystem, openJobSystem } from '../../apps/server/src/testing/job-system.js';
import { findTestServices } from '../../apps/server/src/testing/services.js';

const services = await findTestServices();
const TMPFS = { attach: 'mount', detach: 'umount' } as const;
const MEGABYTE = 1024 * 1024;
const SIZE_MEGABYTES = 12;
const DOCUMENT = { name: 'disk', seed: 'disk', casualties: { total: 200 } };

/** A small disk of its own, or null where the machine does not let us make one. */
function mountSmallDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    process.stderr.write('Test of a full disk left out: it needs Linux and root to mount a tmpfs\n');
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), 'medpat-disk-'));
  const { status, stderr } = spawnSync(
    TMPFS.attach,
    ['-t', 'tmpfs', '-o', `size=${SIZE_MEGABYTES}m`, 'tmpfs', folder],
    { encoding: 'utf8' },
  );
  if (status === 0) return folder;
  // A container may be root without being allowed to mount.
  process.stderr.write(`Test of a full disk left out: ${stderr}\n`);
  rmSync(folder, { recursive: true });
  return null;
}

const disk = services.postgresUrl === null ? null : mountSmallDisk();

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
