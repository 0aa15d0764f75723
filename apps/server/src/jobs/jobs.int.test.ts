import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitUntil } from '../testing/condition.js';
import { databaseKinds } from '../testing/databases.js';
import { casualtiesOf, hashesOf, readBack, runAlone } from '../testing/job-files.js';
import { type JobSystem, openJobSystem } from '../testing/job-system.js';
import { NO_LIMITS, newJob } from '../testing/rows.js';
import { findTestServices } from '../testing/services.js';

const services = await findTestServices();

/** Ten scenarios that differ in what they are and in what is written of them. */
const TEN = Array.from({ length: 10 }, (_, number) => ({
  document:
    number % 3 === 2
      ? { name: `classic ${number}`, total_patients: 60 + number, seed: String(number) }
      : {
          name: `scenario ${number}`,
          seed: String(number),
          days: 2 + number,
          casualties: { total: 40 + 15 * number },
        },
  formats: [['json'], ['csv', 'ndjson'], ['json']][number % 3] ?? [],
}));

describe.each(databaseKinds(services))('jobs on %s', (kind) => {
  let system: JobSystem;
  beforeAll(async () => {
    system = await openJobSystem(kind, services);
  });
  afterAll(() => system?.close());

  const start = (document: unknown, changes: Parameters<JobSystem['request']>[1] = {}) =>
    system.services.jobs.start(system.request(document, changes));
  const storedFiles = (id: string) => system.foundation.artifacts.list(`${id}/`);

  test('ten jobs at once each have the bytes of their scenario run alone', async () => {
    const started = await Promise.all(TEN.map(({ document, formats }) => start(document, { formats })));
    for (const [at, { job, repeated }] of started.entries()) {
      expect(repeated).toBe(false);
      const ended = await system.untilEnded(job.id);
      expect(ended.error).toBe(null);
      expect(ended.status).toBe('completed');
      expect(ended.progress).toMatchObject({ percent: 100, patientsGenerated: job.total_patients });
      const { document, formats } = TEN[at] ?? { document: null, formats: [] };
      const written = job.record === 'classic' ? ['classic'] : formats;
      expect(await readBack(system, job.id)).toEqual(hashesOf(await runAlone(document, written)));
    }
  });

  test('a job of several segments goes through the queue and has the same bytes', async () => {
    const document = { name: 'many', seed: 'many', casualties: { total: 10_100 } };
    const { job } = await start(document, { formats: ['classic'] });
    const seen = new Set<string>();
    const stop = system.foundation.caches.onJobStatus((row) => {
      if (row.id === job.id) seen.add(row.progress.currentStep);
    });
    expect((await system.untilEnded(job.id)).status).toBe('completed');
    // Whoever asks may know it before those who listen are told.
    await waitUntil(() => seen.has('completed'), 'the end is told');
    stop();
    const rows = await system.foundation.database.repositories.artifacts.list(job.id, ['output']);
    const patients = rows.find(({ name }) => name === 'classic/patients.json');
    expect(patients?.details).toMatchObject({ parts: [{}, {}] });
    expect(await readBack(system, job.id)).toEqual(hashesOf(await runAlone(document, ['classic'])));
    expect(await system.foundation.queue.hasLiveTasks(job.id)).toBe(false);
  });

  test('a cancelled job stops at once and leaves nothing', async () => {
    const { job } = await start({ name: 'long', casualties: { total: 400_000 } });
    const { jobs } = system.services;
    await waitUntil(async () => (await jobs.find(job.id, null)).status === 'running', 'the job runs');
    expect((await jobs.cancel(job.id, system.caller.keyId)).status).toBe('cancelled');
    // A second at the most on a machine that has nothing else to do; the simulation would take half a minute.
    await waitUntil(() => system.threads.pending === 0, 'the thread is free', 5_000);
    expect((await jobs.find(job.id, null)).status).toBe('cancelled');
    await expect(jobs.cancel(job.id, null)).rejects.toMatchObject({ code: 'state_conflict' });
    await waitUntil(async () => (await storedFiles(job.id)).length === 0, 'its files are gone');
    expect(await system.foundation.queue.hasLiveTasks(job.id)).toBe(false);
  });

  test('a request repeated with its key starts one job, another request with that key none', async () => {
    const document = { name: 'again', casualties: { total: 20 } };
    const idempotency = { key: randomUUID(), requestHash: 'a' };
    const answers = await Promise.all([1, 2, 3].map(() => start(document, { idempotency })));
    expect(new Set(answers.map(({ job }) => job.id)).size).toBe(1);
    expect(answers.filter(({ repeated }) => repeated)).toHaveLength(2);
    const other = start(document, { idempotency: { ...idempotency, requestHash: 'b' } });
    await expect(other).rejects.toMatchObject({ code: 'idempotency_conflict' });
    await system.untilEnded(answers[0]?.job.id ?? '');
  });

  test('another password makes another request', async () => {
    const document = { name: 'sealed', casualties: { total: 20 } };
    const idempotency = { key: randomUUID(), requestHash: 'a' };
    const startWith = (encryptionPassword: string) => start(document, { idempotency, encryptionPassword });
    const first = await startWith('correct horse');
    const again = await startWith('correct horse');
    expect([again.repeated, again.job.id]).toEqual([true, first.job.id]);
    await expect(startWith('wrong horse')).rejects.toMatchObject({ code: 'idempotency_conflict' });
    await system.untilEnded(first.job.id);
  });

  test('somebody else sees no job, and a deleted one is gone with its files', async () => {
    const { jobs } = system.services;
    const { job } = await start({ name: 'mine', casualties: { total: 10 } });
    await system.untilEnded(job.id);
    await expect(jobs.find(job.id, randomUUID())).rejects.toMatchObject({ code: 'not_found' });
    await expect(jobs.delete(job.id, randomUUID())).rejects.toMatchObject({ code: 'not_found' });
    expect((await jobs.list(system.caller.keyId, { limit: 1 })).rows[0]?.id).toBe(job.id);
    await jobs.delete(job.id, system.caller.keyId);
    await expect(jobs.find(job.id, null)).rejects.toMatchObject({ code: 'not_found' });
    const { rows } = await jobs.list(system.caller.keyId, { limit: 5 });
    expect(rows.map(({ id }) => id)).not.toContain(job.id);
    expect(await storedFiles(job.id)).toEqual([]);
  });

  test('the limit of patients bites where a scenario fixes no number: before the run, and in it', async () => {
    const limited = (patients: number) => ({
      ...system.caller,
      limits: { ...NO_LIMITS, patientsPerRequest: patients },
    });
    const survivors = { name: 'x', casualties: { surviving_injury: 1000 } };
    await expect(start(survivors, { caller: limited(1000) })).rejects.toMatchObject({
      code: 'patients_exceeded',
      details: { limit: 1000, patients: 1070 },
    });
    const byRates = (seed: string) => ({
      name: 'rates',
      seed,
      days: 3,
      fronts: [{ id: 'f', name: 'F', nations: { USA: 1 }, population_at_risk: 2000 }],
      casualties: { rates: { campaign: 'okinawa', non_battle_injury: 0, disease: 0 } },
    });
    // 2 thousand, 3 days, 8.49 a day and thousand.
    const mean = 51;
    await expect(start(byRates('1'), { caller: limited(mean - 1) })).rejects.toMatchObject({
      code: 'patients_exceeded',
      details: { patients: mean },
    });
    const ended = { below: false, above: false };
    for (let seed = 1; !ended.below || !ended.above; seed++) {
      const document = byRates(String(seed));
      const side = casualtiesOf(document) > mean ? 'above' : 'below';
      if (ended[side]) continue;
      ended[side] = true;
      const { job } = await start(document, { caller: limited(mean) });
      const { status, error } = await system.untilEnded(job.id);
      if (side === 'below') expect(status).toBe('completed');
      else {
        expect([status, error?.code]).toEqual(['failed', 'patients_exceeded']);
        expect(error?.message).toContain(`more than ${mean} casualties`);
        expect(await storedFiles(job.id)).toEqual([]);
      }
    }
  });

  test('the limits of patients and of jobs at once bite', async () => {
    const few = { ...system.caller, limits: { ...NO_LIMITS, patientsPerRequest: 10 } };
    const tooMany = start({ name: 'x', casualties: { total: 11 } }, { caller: few });
    await expect(tooMany).rejects.toMatchObject({ code: 'patients_exceeded', details: { limit: 10 } });

    const { key } = await system.foundation.keys.create({ name: 'one at a time', scopes: ['generate'] });
    const one = { ...system.caller, keyId: key.id, limits: { ...NO_LIMITS, concurrentJobs: 1 } };
    const document = { name: 'x', casualties: { total: 100_000 } };
    const results = await Promise.allSettled([1, 2, 3].map(() => start(document, { caller: one })));
    const started = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.job] : []));
    expect(started).toHaveLength(1);
    expect(results.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'concurrent_jobs_exceeded' } },
      { reason: { code: 'concurrent_jobs_exceeded' } },
    ]);
    await system.services.jobs.delete(started[0]?.id ?? '', one.keyId);
  });

  test('a job whose tasks keep failing fails with an error that says where to look', async () => {
    const { database, queue } = system.foundation;
    const broken = newJob(system.caller.keyId, { config: { name: 'no scenario' } });
    const job = await database.repositories.jobs.insert(broken);
    await queue.send({ type: 'simulate', payload: { jobId: job.id, requestId: null }, priority: 'normal' });
    const ended = await system.untilEnded(job.id);
    expect(ended.status).toBe('failed');
    expect(ended.error?.code).toBe('task_failed');
    expect(ended.error?.message).toContain('simulate');
  });
});
