import { afterAll, beforeAll, expect, test } from 'vitest';
import { callService } from '../testing/call-service.js';
import { findTestServices } from '../testing/services.js';
import { startTestService, type TestService } from '../testing/test-service.js';

const services = await findTestServices();
const SCENARIO = { schema: 1, name: 'Native', days: 2, casualties: { total: 10 } };
let service: TestService;

beforeAll(async () => {
  service = await startTestService('embedded', services);
});
afterAll(() => service.close());

test('what a body should hold is not taken from the query in silence', async () => {
  for (const path of ['/api/v1/generation/?seed=1', '/api/v1/streaming/generate?record=classic']) {
    const { status, body } = await callService(service, 'POST', path, { body: { configuration: SCENARIO } });
    expect([status, body.errors[0].path]).toEqual([
      422,
      path.includes('seed') ? 'query.seed' : 'query.record',
    ]);
  }
});

test('a stream is of one scenario', async () => {
  const path = '/api/v1/streaming/generate?preset=default&configuration_id=x';
  const { status, text } = await callService(service, 'GET', path);
  expect([status, text]).toEqual([422, expect.stringContaining('not both')]);
});

test('a stream comes in the type that is accepted, or not at all', async () => {
  const path = '/api/v1/streaming/generate?preset=training';
  const typeFor = async (accept: string) => {
    const answer = await callService(service, 'GET', path, { headers: { accept } });
    return answer.status === 200 ? answer.headers.get('content-type') : answer.status;
  };
  expect(await typeFor('application/x-ndjson')).toBe('application/x-ndjson');
  expect(await typeFor('*/*')).toContain('application/json');
  expect(await typeFor('text/html,application/xhtml+xml')).toContain('application/json');
  expect(await typeFor('text/csv')).toBe(406);
});

test('one patient as NDJSON says so', async () => {
  const body = { configuration: SCENARIO };
  const { job_id: id } = (await callService(service, 'POST', '/api/v1/generation/', { body })).body;
  await expect
    .poll(async () => (await callService(service, 'GET', `/api/v1/jobs/${id}`)).body.status, {
      timeout: 60_000,
    })
    .toBe('completed');
  const patient = await callService(service, 'GET', `/api/v1/jobs/${id}/patients/1?format=ndjson`);
  expect(patient.headers.get('content-type')).toBe('application/x-ndjson');
  const { paths } = (await callService(service, 'GET', '/openapi.json')).body;
  const { responses } = paths['/api/v1/jobs/{id}/patients/{number}'].get;
  expect(Object.keys(responses[200].content)).toEqual(
    expect.arrayContaining(['application/json', 'application/x-ndjson', 'application/zip']),
  );
});
