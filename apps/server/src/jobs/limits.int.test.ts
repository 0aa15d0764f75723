import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JobSystem, openJobSystem } from '../testing/job-system.js';
import { newJob } from '../testing/rows.js';
import { findTestServices } from '../testing/services.js';
import { createJobRecords } from './job-records.js';
import { createCaretaker } from './retention.js';

const services = await findTestServices();
const kind = services.postgresUrl === null ? 'embedded' : 'postgres';

describe('limits of an installation without a worker', () => {
  let system: JobSystem;
  beforeAll(async () => {
    const variables = { MEDPAT_MAX_QUEUE_LENGTH: '2', MEDPAT_MAX_PATIENTS_PER_JOB: '1000' };
    system = await openJobSystem(kind, services, { works: false, variables, threads: 1 });
  });
  afterAll(() => system?.close());

  const start = (total: number) =>
    system.services.jobs.start(system.request({ name: 'x', casualties: { total } }));
  const caretaker = () => {
    const { foundation } = system;
    return createCaretaker({
      ...foundation,
      records: createJobRecords({ ...foundation, retentionHours: 1 }),
    });
  };

  test('a full queue refuses jobs for a while', async () => {
    await expect(start(1001)).rejects.toMatchObject({ code: 'patients_exceeded' });
    const started = [await start(10), await start(10)];
    // What the gate knows of the queue is a little old.
    await expect
      .poll(
        () =>
          start(10).then(
            ({ job }) => started.push({ job } as never),
            (error) => error.code,
          ),
        {
          interval: 200,
          timeout: 5_000,
        },
      )
      .toBe('overloaded');
    await expect(start(10)).rejects.toMatchObject({ code: 'overloaded', retryAfterSeconds: 5 });
    for (const { job } of started) await system.services.jobs.delete(job.id, null);
  });

  test('a job that the queue knows nothing of fails', async () => {
    const { foundation } = system;
    const job = await foundation.database.transact(({ repositories }) =>
      repositories.jobs.insert(newJob(system.caller.keyId)),
    );
    const { reconcile } = caretaker();
    await reconcile();
    expect((await system.services.jobs.find(job.id, null)).status).toBe('queued');
    await reconcile(new Date(Date.now() + 60_000));
    const failed = await foundation.database.repositories.jobs.find(job.id, null);
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'task_lost' } });
  });

  test('a job goes at the end of its retention, and so do files that no job has', async () => {
    const { foundation } = system;
    const { database, artifacts } = foundation;
    const id = '00000000-0000-4000-8000-000000000002';
    await database.repositories.jobs.insert(newJob(system.caller.keyId, { id }));
    await database.repositories.jobs.transition(id, ['queued'], 'completed', {
      keepHours: 1,
    });
    const orphan = '00000000-0000-4000-8000-000000000003';
    for (const job of [id, orphan]) await artifacts.put(`${job}/file`, pieces());
    await caretaker().clean();
    expect(await artifacts.listJobs()).toEqual([id]);
    await caretaker().clean(new Date(Date.now() + 7_200_000));
    expect(await artifacts.listJobs()).toEqual([]);
    expect(await database.repositories.jobs.find(id, null)).toBe(undefined);
  });
});

async function* pieces(): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from('content');
}
