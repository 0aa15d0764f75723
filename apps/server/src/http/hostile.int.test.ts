import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseKinds } from '../testing/databases.js';
import { findTestServices } from '../testing/services.js';
import { startTestService, type TestService } from '../testing/test-service.js';

const services = await findTestServices();
const [kind = 'embedded'] = databaseKinds(services);

describe('what clients should not do', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService(kind, services, {
      MEDPAT_REQUEST_TIMEOUT_SECONDS: '1',
      MEDPAT_CORS_ORIGINS: 'https://known.example',
    });
  });
  afterAll(() => service?.close());

  /** Writes to the service as it is told, and reads until the connection ends. */
  function speak(text: string): Promise<string> {
    const { hostname, port } = new URL(service.url);
    return new Promise((resolve, reject) => {
      let heard = '';
      const socket = connect(Number(port), hostname, () => socket.write(text));
      socket.on('data', (piece) => {
        heard += piece;
      });
      socket.on('close', () => resolve(heard));
      socket.on('error', reject);
    });
  }

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${service.url}${path}`, { headers });

  test('what is no HTTP gets a problem document', async () => {
    const heard = await speak('HELLO\r\n\r\n');
    expect(heard).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(heard.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'malformed', status: 400 });
  });

  test('headers without end are refused', async () => {
    const heard = await speak(
      `GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`,
    );
    expect(heard).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('a body that does not come is not waited for', async () => {
    const head = ['POST /api/v1/generation/ HTTP/1.1', 'Host: localhost', `X-API-Key: ${service.adminKey}`];
    const heard = await speak(
      [...head, 'Content-Type: application/json', 'Content-Length: 100', '', '{"configuration"'].join('\r\n'),
    );
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(heard).toContain('"code":"request_timeout"');
  }, 60_000);

  test('another Host is refused: pages elsewhere cannot reach us by a name of theirs', async () => {
    const heard = await speak('GET /health/live HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n');
    expect(heard).toMatch(/^HTTP\/1\.1 400 /);
    expect(heard).toContain('"code":"host_not_allowed"');
  });

  test('pages of other origins may not call, those of listed ones may', async () => {
    const preflight = (origin: string): Promise<Response> =>
      fetch(`${service.url}/api/v1/jobs/`, { method: 'OPTIONS', headers: { origin } });
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    const known = await preflight('https://known.example');
    expect([known.status, known.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://known.example',
    ]);
    const plain = await get('/health/live', { origin: 'https://known.example' });
    expect(plain.headers.get('access-control-allow-origin')).toBe('https://known.example');
  });

  test('every answer has the security headers, problems too', async () => {
    for (const path of ['/health/live', '/nowhere', '/api/v1/jobs/', '/docs']) {
      const { headers } = await get(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test('paths lead nowhere but to routes', async () => {
    for (const path of [
      '/docs/../../package.json',
      '/docs/..%2f..%2fpackage.json',
      '/docs/%2e%2e/x',
      '/docs/start.js%00',
    ]) {
      const answer = await get(path);
      expect(answer.status, path).toBe(404);
    }
    const key = { 'x-api-key': service.adminKey };
    for (const id of ['..%2f..%2fetc%2fpasswd', '%00', 'a%0d%0ab']) {
      expect((await get(`/api/v1/downloads/${id}`, key)).status).toBe(404);
    }
  });

  test('a packed body is not unpacked, and is told so', async () => {
    const answer = await fetch(`${service.url}/api/v1/generation/`, {
      method: 'POST',
      headers: {
        'x-api-key': service.adminKey,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      body: gzipSync('{"configuration":{"name":"packed"}}'),
    });
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({
      code: 'unsupported_media_type',
      detail: expect.stringContaining('Content-Encoding'),
    });
  });

  test('keys cannot be guessed at speed, and who has a right one is not kept out before that', async () => {
    const wrong = { 'x-api-key': 'mp_0123456789abcdef.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' };
    const statuses = [];
    for (let at = 0; at < 20; at++) statuses.push((await get('/api/v1/jobs/', wrong)).status);
    expect(new Set(statuses)).toEqual(new Set([401]));
    expect((await get('/api/v1/jobs/', { 'x-api-key': service.adminKey })).status).toBe(200);
    for (let at = 0; at < 15; at++) statuses.push((await get('/api/v1/jobs/', wrong)).status);
    expect(statuses.at(-1)).toBe(429);
    const refused = await get('/api/v1/jobs/', wrong);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // The key that was right from here before is, still; one that guessing found in the meantime is not looked at.
    expect((await get('/api/v1/jobs/', { 'x-api-key': service.adminKey })).status).toBe(200);
    const { token } = await service.foundation.keys.create({ name: 'found', scopes: ['read'] });
    expect((await get('/api/v1/jobs/', { 'x-api-key': token })).status).toBe(429);
  });

  test('a body that drips in is cut off as well: the whole request has its time', async () => {
    const { hostname, port } = new URL(service.url);
    const heard = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), hostname, () => {
        const head = [
          'POST /api/v1/generation/ HTTP/1.1',
          'Host: localhost',
          `X-API-Key: ${service.adminKey}`,
        ];
        socket.write(
          [...head, 'Content-Type: application/json', 'Content-Length: 1000', '', '{'].join('\r\n'),
        );
      });
      const drip = setInterval(() => socket.write(' '), 100);
      socket.on('data', (piece) => {
        text += piece;
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(drip);
        resolve(text);
      });
    });
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
  }, 60_000);
});
