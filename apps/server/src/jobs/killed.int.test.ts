import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitUntil } from '../testing/condition.js';
import { hashesOf, readBack, runAlone } from '../testing/job-files.js';
import { type JobSystem, openJobSystem } from '../testing/job-system.js';
import { findTestServices } from '../testing/services.js';
import { buildWorker, type WorkerStarter } from '../testing/worker-process.js';

const services = await findTestServices();
/** Where a job stands, in order. */
const STEPS = ['queued', 'simulate', 'render', 'finish', 'completed'];
const DOCUMENT = { name: 'killed', seed: 'killed', casualties: { total: 25_000 } };

describe.skipIf(services.postgresUrl === null)('worker processes', () => {
  let system: JobSystem;
  let starter: WorkerStarter;
  const workers: ChildProcess[] = [];
  beforeAll(async () => {
    starter = await buildWorker();
    system = await openJobSystem('postgres', services, { works: false, threads: 1 });
  });
  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await system?.close();
  });

  const startWorker = (): ChildProcess => {
    const worker = starter.start({ ...system.environment, MEDPAT_WORKER_THREADS: '1' });
    workers.push(worker);
    return worker;
  };
  const ended = (worker: ChildProcess): Promise<number | null> =>
    new Promise((resolve) => {
      worker.once('exit', resolve);
    });

  test('a job whose worker is killed is finished by another one, with the same bytes', async () => {
    const { jobs } = system.services;
    const { job } = await jobs.start(system.request(DOCUMENT, { formats: ['classic'] }));
    const steps = new Set<string>();
    system.foundation.caches.onJobStatus((row) => {
      if (row.id === job.id) steps.add(row.progress.currentStep);
    });
    for (const until of ['simulate', 'render']) {
      const worker = startWorker();
      const gone = ended(worker);
      await waitUntil(
        async () => {
          const { progress } = (await system.foundation.database.repositories.jobs.find(job.id, null)) ?? job;
          // Progress is written once a second at most, so a short step may be over before anyone reads of it.
          return STEPS.indexOf(progress.currentStep) >= STEPS.indexOf(until);
        },
        `the job has come to "${until}"`,
        40_000,
      );
      worker.kill('SIGKILL');
      await gone;
      // What is half written has no name that anybody sees.
      const names = await system.foundation.artifacts.list(`${job.id}/`);
      expect(names.filter((name) => name.includes('unfinished'))).toEqual([]);
    }
    const last = startWorker();
    const completed = await system.untilEnded(job.id, 90_000);
    expect(completed.status).toBe('completed');
    expect(await readBack(system, job.id)).toEqual(hashesOf(await runAlone(DOCUMENT, ['classic'])));
    const gone = ended(last);
    last.kill('SIGTERM');
    expect(await gone).toBe(0);
  }, 180_000);
});
