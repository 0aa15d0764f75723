import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseKinds } from '../../apps/server/src/testing/databases.js';
import { fuzz } from '../../apps/server/src/testing/fuzz.js';
import { findTestServices } from '../../apps/server/src/testing/services.js';
import { startTestService, type TestService } from '../../apps/server/src/testing/test-service.js';

const runs = Number(process.env.MEDPAT_FUZZ_RUNS ?? 20_000);
const seed = Number(process.env.MEDPAT_FUZZ_SEED ?? 20_261_125);
const REQUEST_MS = 100;
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

  test(
    `${runs} requests made from the description, seed ${seed}: no 5xx, no hang, no leak`,
    async () => {
      const { findings, statuses } = await fuzz(service, runs, seed);
      console.log(`${kind}: ${JSON.stringify(statuses)}`);
      expect(findings).toEqual([]);
      expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
    },
    60_000 + runs * REQUEST_MS,
  );
});
