import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addCompression, encodingFor } from './compress.js';

test.each([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['gzip', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['gzip;q=1, br;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0, gzip;q=0', null],
  ['*', 'br'],
  ['*;q=0', null],
  ['GZIP ; Q=0.3', 'gzip'],
  ['gzip;q=x', null],
] as const)('of "%s" it is %s', (header, expected) => {
  expect(encodingFor(header)).toBe(expected);
});

describe('an answer', () => {
  const api = Fastify();
  const large = JSON.stringify(Array.from({ length: 5000 }, (_, at) => ({ at })));
  const json = 'application/json; charset=utf-8';
  beforeAll(() => {
    addCompression(api);
    const route = (path: string, type: string, body: string, headers = {}, config = {}) =>
      api.get(path, { config }, (_request, reply) => reply.type(type).headers(headers).send(body));
    route('/large', json, large, { etag: '"one"', vary: 'Origin' });
    route('/problem', 'application/problem+json', large);
    route('/small', json, '{"a":1}');
    route('/download', json, large, { 'content-disposition': 'attachment' });
    route('/events', 'text/event-stream', large);
    route('/keys', json, large, {}, { access: 'admin' });
  });
  afterAll(() => api.close());

  const get = (url: string, encoding: string, method: 'GET' | 'HEAD' = 'GET') =>
    api.inject({ method, url, headers: { 'accept-encoding': encoding } });

  test('that is large is compressed as the client asks, and is the same', async () => {
    const zipped = await get('/large', 'gzip');
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', etag: 'W/"one"' });
    expect(zipped.headers.vary).toBe('Origin, Accept-Encoding');
    expect(Number(zipped.headers['content-length'])).toBe(zipped.rawPayload.length);
    expect(zipped.rawPayload.length).toBeLessThan(large.length / 2);
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(large);
    const brotli = await get('/problem', 'gzip, br');
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(large);
  });

  test('is left as it is for who does not ask, when it is small, a file, a stream, or holds keys', async () => {
    const plain = await get('/large', 'identity');
    expect([plain.body, plain.headers.etag]).toEqual([large, '"one"']);
    for (const path of ['/small', '/download', '/events', '/keys']) {
      expect((await get(path, 'gzip, br')).headers['content-encoding'], path).toBeUndefined();
    }
    expect((await get('/large', 'br', 'HEAD')).headers['content-encoding']).toBeUndefined();
  });
});
