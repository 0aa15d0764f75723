import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type CallOptions, callService } from '../testing/call-service.js';
import { databaseKinds } from '../testing/databases.js';
import { findTestServices } from '../testing/services.js';
import { startTestService, type TestService } from '../testing/test-service.js';

const services = await findTestServices();
const CLASSIC = { configuration: { name: 'x', total_patients: 5 }, output_formats: ['json'] };
const NATIVE = { schema: 1, name: 'Native', days: 2, casualties: { total: 40 } };

describe.each(databaseKinds(services))('the API on %s', (kind) => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService(kind, services);
  });
  afterAll(() => service?.close());

  const call = (method: string, path: string, options?: CallOptions): Promise<Answer> =>
    callService(service, method, path, options);

  async function runJob(body: object, key: string = service.adminKey): Promise<string> {
    const started = await call('POST', '/api/v1/generation/', { body, key });
    expect(started.status, started.text).toBe(201);
    const id = started.body.job_id as string;
    await expect
      .poll(async () => (await call('GET', `/api/v1/jobs/${id}`, { key })).body.status, { timeout: 60_000 })
      .toBe('completed');
    return id;
  }

  test('the smallest request of the earlier service yields classic records', async () => {
    const id = await runJob(CLASSIC);
    const { body: job } = await call('GET', `/api/v1/jobs/${id}/`);
    expect(job).toMatchObject({
      job_id: id,
      status: 'completed',
      progress: 100,
      error: null,
      config: { record: 'classic', total_patients: 5, output_formats: ['json'], use_encryption: false },
      progress_details: { patients_generated: 5, completed_steps: job.progress_details.total_steps },
    });
    expect(Date.parse(job.completed_at)).toBeGreaterThanOrEqual(Date.parse(job.created_at));
    expect(job.output_files.length).toBeGreaterThan(0);
    expect(job.summary).not.toBeNull();
    const { body: results } = await call('GET', `/api/v1/jobs/${id}/results?per_page=2&page=2`);
    expect(results).toMatchObject({ job_id: id, total: 5, page: 2, per_page: 2, total_pages: 3 });
    expect(results.patients).toHaveLength(2);
    expect(Object.keys(results.patients[0])).toEqual(
      expect.arrayContaining(['id', 'nationality', 'triage_category', 'movement_timeline', 'final_status']),
    );
    const { body: full } = await call('GET', `/api/v1/jobs/${id}/results?record=full&per_page=1`);
    expect(full.patients[0]).toMatchObject({ number: 1 });
  });

  test('a native scenario: filters, one patient in any format, charts, sample', async () => {
    const id = await runJob({ configuration: NATIVE, output_formats: ['ndjson', 'csv'], seed: 7 });
    const { body: all } = await call('GET', `/api/v1/jobs/${id}/results?per_page=500&sort=iss`);
    expect(all.patients).toHaveLength(40);
    const ofDisease = all.patients.filter(
      (patient: { incident: { class: string } }) => patient.incident.class === 'disease',
    );
    const { body: filtered } = await call('GET', `/api/v1/jobs/${id}/results?class=disease`);
    expect(filtered.total).toBe(ofDisease.length);
    const { body: shouted } = await call('GET', `/api/v1/jobs/${id}/results?class=DISEASE`);
    expect(shouted.total).toBe(ofDisease.length);
    for (const wrong of ['triage=T9', 'class=diseases', 'outcome=banana']) {
      const refused = await call('GET', `/api/v1/jobs/${id}/results?${wrong}`);
      const path = `query.${wrong.split('=')[0]}`;
      expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([422, path]);
    }
    const one = await call('GET', `/api/v1/jobs/${id}/patients/3`);
    expect(one.body).toMatchObject({ number: 3 });
    const again = await call('GET', `/api/v1/jobs/${id}/patients/3`, {
      headers: { 'if-none-match': one.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    const classic = await call('GET', `/api/v1/jobs/${id}/patients/3?format=classic`);
    expect(classic.body).toHaveProperty('movement_timeline');
    expect((await call('GET', `/api/v1/jobs/${id}/patients/41`)).status).toBe(404);
    expect((await call('GET', `/api/v1/jobs/${id}/patients/0`)).status).toBe(404);
    const { body: dashboard } = await call('GET', `/api/v1/visualizations/dashboard-data?job_id=${id}`);
    expect(dashboard.totals.casualties).toBe(40);
    const { body: sample } = await call('GET', '/api/v1/visualizations/sample-patients?limit=4');
    expect(sample).toHaveLength(4);
    const detail = await call('GET', `/api/v1/visualizations/patient-detail/${sample[0].id}?job_id=${id}`);
    expect(detail.body).toEqual(sample[0]);
  });

  test('downloads: a ZIP, one format, ranges, tags', async () => {
    const id = await runJob({ configuration: NATIVE, output_formats: ['json', 'csv'] });
    const path = `/api/v1/downloads/${id}`;
    const whole = await fetch(`${service.url}${path}`, { headers: { 'x-api-key': service.adminKey } });
    const bytes = new Uint8Array(await whole.arrayBuffer());
    expect(whole.headers.get('content-type')).toBe('application/zip');
    expect(whole.headers.get('content-disposition')).toBe(`attachment; filename="${id}.zip"`);
    expect(Number(whole.headers.get('content-length'))).toBe(bytes.length);
    expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b]);
    const headers = { 'x-api-key': service.adminKey, range: 'bytes=10-29' };
    const part = await fetch(`${service.url}${path}`, { headers });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 10-29/${bytes.length}`);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(10, 30));
    const etag = whole.headers.get('etag') ?? '';
    expect((await call('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await call('GET', path, { headers: { range: `bytes=${bytes.length}-` } })).status).toBe(416);
    const changed = await call('GET', path, { headers: { range: 'bytes=0-1', 'if-range': '"other"' } });
    expect(changed.status).toBe(200);
    const head = await call('HEAD', path);
    expect([head.status, Number(head.headers.get('content-length'))]).toEqual([200, bytes.length]);
    const json = await call('GET', `${path}?format=json`);
    expect(json.body).toHaveLength(40);
    const other = await call('GET', `${path}?format=ndjson`);
    expect([other.status, other.body.code]).toEqual([422, 'format_not_available']);
  });

  test('mistakes come in one answer, each with its path', async () => {
    const paths = async (path: string, body: object, method = 'POST'): Promise<unknown> => {
      const answer = await call(method, path, { body });
      expect(answer.status, answer.text).toBe(422);
      return answer.body.errors.map((error: { readonly path: string }) => error.path);
    };
    const start = '/api/v1/generation/';
    const formats = await call('POST', start, {
      body: { configuration: NATIVE, output_formats: ['jsn', 'json', 'pdf'] },
    });
    expect(formats.body).toMatchObject({
      code: 'format_not_available',
      errors: [{ path: 'output_formats[0]' }, { path: 'output_formats[2]' }],
    });
    expect(formats.body.errors[0].message).toContain('"json" may be meant');
    expect(await paths(start, { configuration: { ...NATIVE, dayz: 3 }, output_formats: ['pdf'] })).toEqual([
      'configuration.dayz',
      'output_formats[0]',
    ]);
    expect(await paths(start, { configuration: NATIVE, total_patients: 9_999_999 })).toEqual([
      'total_patients',
    ]);
    expect(await paths('/api/v1/configurations/', { schema: 1, days: -2, nam: 1 })).toEqual(
      expect.arrayContaining(['days', 'nam']),
    );
  });

  test('an older version of a configuration has its own name', async () => {
    const { body: first } = await call('POST', '/api/v1/configurations/', { body: NATIVE });
    const path = `/api/v1/configurations/${first.id}`;
    await call('PUT', path, { body: { ...NATIVE, name: 'Renamed' } });
    expect((await call('GET', `${path}/versions/1`)).body.name).toBe('Native');
    expect((await call('GET', `${path}/versions/2`)).body.name).toBe('Renamed');
  });

  test('progress comes as events and can be taken up again', async () => {
    const { body: started } = await call('POST', '/api/v1/generation/', { body: { configuration: NATIVE } });
    const events = await call('GET', `/api/v1/jobs/${started.job_id}/events`);
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    expect(events.text).toMatch(/event: completed\ndata: \{.*"progress":100/);
    const ids = [...events.text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    const last = { 'last-event-id': String(ids.at(-1)) };
    const resumed = await call('GET', `/api/v1/jobs/${started.job_id}/events`, { headers: last });
    expect([...resumed.text.matchAll(/^event: /gm)]).toHaveLength(1);
  });

  test('an Idempotency-Key starts one job, and refuses another request', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await call('POST', '/api/v1/generation/', { body: CLASSIC, headers });
    const second = await call('POST', '/api/v1/generation', { body: CLASSIC, headers });
    expect(second.status).toBe(201);
    expect(second.body.job_id).toBe(first.body.job_id);
    expect(second.body.seed).toBe(first.body.seed);
    const other = await call('POST', '/api/v1/generation', { body: { ...CLASSIC, seed: 1 }, headers });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_conflict']);
  });

  test('a running job is cancelled, an ended one is not', async () => {
    const body = { configuration: { ...NATIVE, days: 20, casualties: { total: 200_000 } } };
    const { body: started } = await call('POST', '/api/v1/generation/', { body });
    const path = `/api/v1/jobs/${started.job_id}`;
    const cancelled = await call('POST', `${path}/cancel`);
    expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled']);
    const again = await call('POST', `${path}/cancel/`);
    expect([again.status, again.body.code]).toEqual([409, 'state_conflict']);
    expect((await call('GET', `${path}/results`)).status).toBe(409);
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
  });

  test('streams patients as NDJSON and as JSON, the same for the same seed', async () => {
    const body = { configuration: NATIVE, seed: 'stream' };
    const headers = { accept: 'application/x-ndjson' };
    const lines = await call('POST', '/api/v1/streaming/generate', { body, headers });
    const records = lines.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toHaveLength(40);
    const list = await call('POST', '/api/v1/streaming/generate/', { body });
    expect(list.body).toEqual(records);
    const classic = await call(
      'GET',
      '/api/v1/streaming/generate?preset=default&total_patients=30&record=classic',
    );
    expect(classic.body).toHaveLength(30);
    expect(classic.body[0]).toHaveProperty('final_status');
  });

  test('configurations: versions, tags, lost updates, paging', async () => {
    const created = await call('POST', '/api/v1/configurations/', { body: NATIVE });
    expect(created.status).toBe(201);
    const path = `/api/v1/configurations/${created.body.id}`;
    const read = await call('GET', `${path}/`);
    expect(read.body).toMatchObject({ version: 1, record: 'full', configuration: NATIVE });
    const etag = read.headers.get('etag') ?? '';
    expect((await call('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const changed = { ...NATIVE, days: 3 };
    const updated = await call('PUT', path, { body: changed, headers: { 'if-match': etag } });
    expect([updated.status, updated.body.version]).toEqual([200, 2]);
    const lost = await call('PUT', path, { body: NATIVE, headers: { 'if-match': etag } });
    expect([lost.status, lost.body.code]).toEqual([412, 'precondition_failed']);
    expect((await call('GET', path)).body.configuration.days).toBe(3);
    const versions = await call('GET', `${path}/versions`);
    expect(versions.body.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    expect((await call('GET', `${path}/versions/1`)).body.configuration.days).toBe(2);
    await call('POST', '/api/v1/configurations/', { body: { ...NATIVE, name: 'Second' } });
    const page = await call('GET', '/api/v1/configurations/?limit=1');
    expect(page.body).toHaveLength(1);
    const [, next] = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '') ?? [];
    const rest = await call('GET', next ?? '');
    expect(rest.body.map(({ id }: { id: string }) => id)).toContain(created.body.id);
    const job = await runJob({ configuration_id: created.body.id, total_patients: 6 });
    expect((await call('GET', `/api/v1/jobs/${job}`)).body.config).toMatchObject({
      configuration_id: created.body.id,
      configuration_version: 2,
      total_patients: 6,
    });
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
  });

  test('keys: scopes, own jobs only, limits, rotation, revocation', async () => {
    const create = async (body: object) => (await call('POST', '/api/v1/keys', { body })).body;
    const user = await create({ name: 'user', limits: { patients_per_request: 50 } });
    const reader = await create({ name: 'reader', scopes: ['read'] });
    const job = await runJob(CLASSIC, user.api_key);
    expect((await call('GET', `/api/v1/jobs/${job}`, { key: reader.api_key })).status).toBe(404);
    expect((await call('GET', '/api/v1/jobs/', { key: reader.api_key })).body).toEqual([]);
    const refused = await call('POST', '/api/v1/generation/', { body: CLASSIC, key: reader.api_key });
    expect([refused.status, refused.body.code]).toEqual([403, 'scope_missing']);
    expect((await call('GET', '/api/v1/keys', { key: user.api_key })).status).toBe(403);
    const many = { configuration: { name: 'x', total_patients: 51 } };
    const tooMany = await call('POST', '/api/v1/generation/', { body: many, key: user.api_key });
    expect([tooMany.status, tooMany.body.code]).toEqual([422, 'patients_exceeded']);
    const limited = await call('PUT', `/api/v1/keys/${user.id}/limits`, { body: { requests_per_minute: 3 } });
    expect(limited.body.limits).toMatchObject({ requests_per_minute: 3, patients_per_request: 50 });
    const codes = [];
    for (let at = 0; at < 12; at++) codes.push(await call('GET', '/api/v1/jobs/', { key: user.api_key }));
    const stopped = codes.find(({ status }) => status === 429);
    expect(Number(stopped?.headers.get('retry-after'))).toBeGreaterThan(0);
    const bearer = await call('GET', '/api/v1/jobs/', {
      key: null,
      headers: { authorization: `Bearer ${reader.api_key}` },
    });
    expect(bearer.status).toBe(200);
    const rotated = await call('POST', `/api/v1/keys/${reader.id}/rotate`);
    expect((await call('GET', '/api/v1/jobs/', { key: reader.api_key })).status).toBe(401);
    expect((await call('GET', '/api/v1/jobs/', { key: rotated.body.api_key })).status).toBe(200);
    await call('POST', `/api/v1/keys/${reader.id}/revoke`);
    const revoked = await call('GET', '/api/v1/jobs/', { key: rotated.body.api_key });
    expect([revoked.status, revoked.body.code]).toEqual([401, 'key_revoked']);
    expect((await call('GET', '/api/v1/jobs/', { key: null })).body.code).toBe('key_missing');
    await service.foundation.keys.flushUsage();
    const usage = await call('GET', `/api/v1/keys/${user.id}/usage`);
    expect(usage.body[0]).toMatchObject({ jobs: 1, patients: 5 });
  });

  test('problems are problem documents with every field', async () => {
    const wrong = await call('POST', '/api/v1/generation/', {
      body: { configuration: { schema: 1, days: 'x', intensity: 'hgh' }, output_formats: ['pdf'] },
    });
    expect(wrong.status).toBe(422);
    expect(wrong.headers.get('content-type')).toContain('application/problem+json');
    expect(wrong.body).toMatchObject({ code: 'scenario_invalid', status: 422, error: wrong.body.detail });
    expect(wrong.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'configuration.days',
      'configuration.intensity',
      'output_formats[0]',
    ]);
    expect(wrong.body.request_id).toBe(wrong.headers.get('x-request-id'));
    const format = await call('POST', '/api/v1/generation/', {
      body: { ...CLASSIC, output_formats: ['tiff'] },
    });
    expect(format.body).toMatchObject({
      code: 'format_not_available',
      available: expect.arrayContaining(['json']),
    });
    const unknown = await call('POST', '/api/v1/generation/', {
      body: { ...CLASSIC, output_format: ['json'], colour: 'red' },
    });
    expect(unknown.status).toBe(422);
    expect(unknown.body.detail).toBe(
      'output_format: There is no such field; "output_formats" may be meant. There are 2 problems in all.',
    );
    expect(unknown.body.errors).toEqual([
      {
        code: 'unrecognized_keys',
        path: 'output_format',
        message: 'There is no such field; "output_formats" may be meant',
      },
      {
        code: 'unrecognized_keys',
        path: 'colour',
        message: expect.stringMatching(
          /^There is no such field; there are .*configuration, .*output_formats/,
        ),
      },
    ]);
    for (const [body, status] of [
      ['{', 400],
      ['{"name":"a\\u0000b"}', 400],
      ['['.repeat(100), 400],
      [`"${'x'.repeat(2_000_000)}"`, 413],
    ] as const) {
      expect((await call('POST', '/api/v1/generation/', { body })).status).toBe(status);
    }
    expect((await call('GET', '/api/v1/nowhere')).body.code).toBe('not_found');
    expect((await call('GET', '/api/v1/jobs/?limit=0')).body.errors[0].path).toBe('query.limit');
  });

  test('reference data and presets are cacheable', async () => {
    for (const path of [
      '/api/v1/configurations/reference/nationalities/',
      '/api/v1/configurations/reference/condition-types',
      '/api/v1/configurations/reference/facility-types/',
      '/api/v1/configurations/reference/static-fronts/',
      '/api/v1/presets',
      '/api/v1/presets/nato_article_5',
      '/api/v1/presets/categories/list',
      '/api/v1/schema',
    ]) {
      const first = await call('GET', path);
      expect([first.status, first.headers.get('cache-control')], path).toEqual([
        200,
        'private, max-age=3600',
      ]);
      const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
      expect((await call('GET', path, { headers })).status).toBe(304);
    }
  });

  test('health, metrics and documentation; nothing comes from elsewhere', async () => {
    const health = await call('GET', '/api/v1/health');
    expect(health.body).toMatchObject({
      status: 'ok',
      checks: { database: { status: 'ok' }, queue: { status: 'ok' } },
    });
    expect((await call('GET', '/health/live', { key: null })).status).toBe(200);
    const metrics = await call('GET', '/metrics', { key: null });
    expect(metrics.text).toMatch(
      /http_requests_total\{method="GET",route="\/api\/v1\/health",status="200"\} [1-9]/,
    );
    expect((await call('GET', '/', { key: null })).text).toContain('swagger-ui-bundle.js');
    const page = await call('GET', '/docs/', { key: null });
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.text).not.toMatch(/https?:\/\//);
    expect((await call('GET', '/docs/swagger-ui-bundle.js', { key: null })).status).toBe(200);
    const { body: document } = await call('GET', '/openapi.json', { key: null });
    expect(document.openapi).toBe('3.1.0');
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g);
    for (const [, kindOfPart = '', name = ''] of references) {
      expect(document.components[kindOfPart][name], name).toBeDefined();
    }
  });

  test('encryption: the password opens the archive and is nowhere else', async () => {
    const body = { ...CLASSIC, use_encryption: true, encryption_password: 'correct horse battery' };
    const id = await runJob(body);
    const download = await call('GET', `/api/v1/downloads/${id}`);
    expect(download.status).toBe(200);
    const results = await call('GET', `/api/v1/jobs/${id}/results`);
    expect([results.status, results.body.code]).toEqual([409, 'job_encrypted']);
    const job = await call('GET', `/api/v1/jobs/${id}`);
    expect(job.text).not.toContain('correct horse');
    const short = await call('POST', '/api/v1/generation/', {
      body: { ...body, encryption_password: 'short' },
    });
    expect(short.body.errors[0].path).toBe('encryption_password');
  });
});
