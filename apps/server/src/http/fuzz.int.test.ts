import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseKinds } from '../testing/databases.js';
import { fuzz } from '../testing/fuzz.js';
import { findTestServices } from '../testing/services.js';
import { startTestService, type TestService } from '../testing/test-service.js';

const RUNS = 1000;
const SEED = 20_261_124;
const services = await findTestServices();

describe.each(databaseKinds(services))('hostile requests on %s', (kind) => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService(kind, services, {
      MEDPAT_MAX_CONCURRENT_JOBS_PER_KEY: '10000',
      MEDPAT_MAX_PATIENTS_PER_JOB: '2000',
      MEDPAT_MAX_QUEUE_LENGTH: '100000',
    });
  });
  afterAll(() => service?.close());

  test(`${RUNS} requests made from the description: no 5xx, no hang, no leak`, async () => {
    const { findings, statuses } = await fuzz(service, RUNS, SEED);
    expect(findings).toEqual([]);
    // They must get past the door to prove anything.
    expect(statuses[200] ?? 0).toBeGreaterThan(RUNS / 20);
    expect(statuses[422] ?? 0).toBeGreaterThan(RUNS / 20);
    const alive = await fetch(`${service.url}/health/ready`);
    expect(alive.status).toBe(200);
  }, 240_000);
});
