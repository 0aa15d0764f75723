import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitUntil } from '../../apps/server/src/testing/condition.js';
import { hashesOf, readBack, runAlone } from '../../apps/server/src/testing/job-files.js';
import { type JobSystem, openJobSystem } from '../../apps/server/src/testing/job-system.js';
import { keepLosingThreads } from '../../apps/server/src/testing/lose-threads.js';

const NO_SERVICES = { postgresUrl: null, redisUrl: null };
const DOCUMENT = { name: 'lost', seed: 'lost', casualties: { total: 3_000 } };

describe('a thread of an embedded service that is lost', () => {
  let system: JobSystem;
  beforeAll(async () => {
    system = await openJobSystem('embedded', NO_SERVICES, { threads: 1 });
  });
  afterAll(() => system?.close());

  const start = async () => (await system.services.jobs.start(system.request(DOCUMENT))).job.id;
  const statusOf = async (id: string) => (await system.services.jobs.find(id, null)).status;

  /** Ends the only thread as soon as it works. */
  async function loseThread(): Promise<void> {
    await waitUntil(() => system.threads.pending > 0, 'the thread works', 60_000);
    await system.threads.pick().end();
  }

  test('is replaced, and its job ends with the same bytes', async () => {
    const id = await start();
    await loseThread();
    await loseThread();
    expect(await statusOf(id)).toBe('running');
    expect((await system.untilEnded(id)).status).toBe('completed');
    expect(await readBack(system, id)).toEqual(hashesOf(await runAlone(DOCUMENT, ['json'])));
  }, 120_000);

  test('again and again fails its job, which says where to look, and the next job works', async () => {
    const id = await start();
    const stopLosing = keepLosingThreads(system.threads);
    const ended = await system.untilEnded(id);
    await stopLosing();
    expect([ended.status, ended.error?.code]).toEqual(['failed', 'task_failed']);
    expect(ended.error?.message).toContain('simulate');
    await waitUntil(
      async () => (await system.foundation.artifacts.list(`${id}/`)).length === 0,
      'its files are gone',
    );
    await system.foundation.database.ping();
    expect((await system.untilEnded(await start())).status).toBe('completed');
  }, 120_000);
});
