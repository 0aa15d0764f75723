import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseKinds } from '../testing/databases.js';
import { findTestServices } from '../testing/services.js';
import { startTestService, type TestService } from '../testing/test-service.js';

const services = await findTestServices();
const [kind = 'embedded'] = databaseKinds(services);

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly description?: string }>>>>;
}

describe('keys in states that do not permit it', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, services);
  });
  afterAll(() => service?.close());

  async function call(method: string, path: string, body?: object) {
    const answer = await fetch(`${service.url}/api/v1${path}`, {
      method,
      headers: {
        'x-api-key': service.adminKey,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  }

  test('a revoked key is shown, and gets no new secret', async () => {
    const { body: key } = await call('POST', '/keys', { name: 'revoked' });
    await call('POST', `/keys/${key.id}/revoke`);
    expect((await call('GET', `/keys/${key.id}`)).body.revoked_at).not.toBeNull();
    const rotated = await call('POST', `/keys/${key.id}/rotate`);
    expect([rotated.status, rotated.body.code]).toEqual([409, 'state_conflict']);
    const nobody = await call('POST', '/keys/00000000-0000-4000-8000-000000000000/rotate');
    expect(nobody.status).toBe(404);
  });

  test('a key that has expired already is not made', async () => {
    const at = (ms: number) =>
      call('POST', '/keys', { name: 'short', expires_at: new Date(Date.now() + ms).toISOString() });
    const past = await at(-1000);
    expect([past.status, past.body.code]).toEqual([422, 'validation_failed']);
    expect(past.body.errors).toEqual([
      { code: 'custom', path: 'expires_at', message: 'must lie in the future' },
    ]);
    expect((await at(60_000)).status).toBe(201);
  });

  test('limits that a change leaves out stay as they are, as the description of the API says', async () => {
    const limits = { patients_per_request: 50, requests_per_day: 1000 };
    const { body: key } = await call('POST', '/keys', { name: 'limited', limits });
    const changed = await call('PUT', `/keys/${key.id}/limits`, { requests_per_day: null });
    expect(changed.body.limits).toMatchObject({ patients_per_request: 50, requests_per_day: null });
    const { paths } = (await (await fetch(`${service.url}/openapi.json`)).json()) as OpenApi;
    expect(paths['/api/v1/keys/{id}/limits']?.put?.description).toContain('left out stays');
    expect(paths['/api/v1/jobs/{id}']?.delete?.description).toContain('scope admin');
  });
});
