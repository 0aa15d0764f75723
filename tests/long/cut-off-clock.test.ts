import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createJobRecords } from '../../apps/server/src/jobs/job-records.js';
import { createCaretaker } from '../../apps/server/src/jobs/retention.js';
import { waitUntil } from '../../apps/server/src/testing/condition.js';
import { databaseKinds } from '../../apps/server/src/testing/databases.js';
import { hashesOf, readBack, runAlone } from '../../apps/server/src/testing/job-files.js';
import { type JobSystem, openJobSystem } from '../../apps/server/src/testing/job-system.js';
import { NO_LIMITS } from '../../apps/server/src/testing/rows.js';
import { findTestServices } from '../../apps/server/src/testing/services.js';

const services = await findTestServices();
const [kind = 'embedded'] = databaseKinds(services);
const DAY_MS = 86_400_000;
const DOCUMENT = { name: 'clock', seed: 'clock', casualties: { total: 2_000 } };

/** A clock that goes on from another time. */
function jump(offsetMs: number): void {
  const RealDate = Date;
  class ShiftedDate extends RealDate {
    constructor(...parameters: ConstructorParameters<typeof Date> | []) {
      if (parameters.length === 0) super(RealDate.now() + offsetMs);
      else super(...(parameters as ConstructorParameters<typeof Date>));
    }
    static override now(): number {
      return RealDate.now() + offsetMs;
    }
  }
  vi.stubGlobal('Date', ShiftedDate);
}

/** The clock of the process alone is moved: that of the database, by which lives are reckoned, goes on. */
describe('a process whose clock jumps', () => {
  let system: JobSystem;
  beforeAll(async () => {
    const variables = {
      MEDPAT_RETENTION_HOURS: '1',
      MEDPAT_MAX_JOB_MINUTES: '30',
      MEDPAT_DATABASE_CONNECT_TIMEOUT_MS: '30000',
    };
    system = await openJobSystem(kind, services, { threads: 1, variables });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  afterAll(() => system?.close());

  const caretaker = () => {
    const { foundation } = system;
    return createCaretaker({
      ...foundation,
      records: createJobRecords({ ...foundation, retentionHours: 1 }),
    });
  };
  const start = async (key?: string) =>
    system.services.jobs.start(
      system.request(DOCUMENT, key === undefined ? {} : { idempotency: { key, requestHash: 'h' } }),
    );

  test.each([
    ['ahead', 10 * DAY_MS],
    ['back', -10 * DAY_MS],
  ])(
    '%s by ten days while a job runs: it is finished, kept, and known by its idempotency key',
    async (name, offset) => {
      const { job } = await start(name);
      await waitUntil(
        async () => (await system.services.jobs.find(job.id, null)).status === 'running',
        'the job runs',
        30_000,
      );
      jump(offset);
      const { reconcile, clean } = caretaker();
      await reconcile();
      await clean();
      const ended = await system.untilEnded(job.id, 240_000);
      expect([ended.status, ended.error]).toEqual(['completed', null]);
      expect(await readBack(system, job.id)).toEqual(hashesOf(await runAlone(DOCUMENT, ['json'])));
      await reconcile();
      await clean();
      expect((await system.foundation.database.repositories.jobs.find(job.id, null))?.status).toBe(
        'completed',
      );
      expect((await system.foundation.artifacts.list(`${job.id}/`)).length).toBeGreaterThan(0);
      expect(await start(name)).toMatchObject({ repeated: true, job: { id: job.id } });
    },
    120_000,
  );

  test('and jumps: the rate limit refuses for a minute at most, and never less than it should', async () => {
    const { key } = await system.foundation.keys.create({ name: 'rate', scopes: ['read'] });
    const limits = { ...NO_LIMITS, requestsPerMinute: 3 };
    const caller = { ...system.caller, keyId: key.id, limits };
    const ask = () => system.foundation.keys.countRequest(caller);
    // In the middle of a minute, so that none ends meanwhile.
    const middle = Math.floor(Date.now() / 60_000) * 60_000 + 30_000;
    for (const offset of [0, 3_600_000, -3_600_000]) {
      vi.useFakeTimers({ toFake: ['Date'], now: middle + offset });
      for (let at = 0; at < 3; at++) await ask();
      const refusal = await ask().catch((error: { code: string; retryAfterSeconds: number }) => error);
      expect(refusal).toMatchObject({ code: 'limit_exceeded', retryAfterSeconds: 30 });
    }
    // Back in a minute that was used up before.
    vi.useFakeTimers({ toFake: ['Date'], now: middle });
    await expect(ask()).rejects.toMatchObject({ code: 'limit_exceeded' });
  });
});
