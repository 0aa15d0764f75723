import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from './logger.js';

function capture(): { readonly lines: string[]; readonly stream: Writable } {
  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  return { lines, stream };
}

test('secrets are blotted out at any depth, and inside URLs', () => {
  const { lines, stream } = capture();
  const logger = createLogger(
    { logLevel: 'info', logFormat: 'json' },
    { process: 'test', destination: stream },
  );
  logger.info(
    { password: 'hunter2', body: { encryption_password: 'hunter2', deeper: { token: 'hunter2' } } },
    'one',
  );
  logger.info(
    { headers: { 'x-api-key': 'hunter2', authorization: 'Bearer hunter2', cookie: 'hunter2' } },
    'two',
  );
  logger.error(
    { err: new Error('cannot reach postgres://me:hunter2@host/db') },
    'three redis://:hunter2@host',
  );
  logger.child({ payload: { sealedPassword: 'hunter2' } }).warn('four');
  const text = lines.join('');
  expect(lines).toHaveLength(4);
  expect(text).not.toContain('hunter2');
  expect(text).toContain('postgres://[secret]@host/db');
});

test('a line carries the time, the level by name, the process, and the ids of its request and job', () => {
  const { lines, stream } = capture();
  const logger = createLogger(
    { logLevel: 'info', logFormat: 'json' },
    { process: 'worker', destination: stream },
  );
  logger.child({ request_id: 'r1', job_id: 'j1' }).info('started');
  logger.debug('unheard');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] as string)).toMatchObject({
    level: 'info',
    process: 'worker',
    request_id: 'r1',
    job_id: 'j1',
    msg: 'started',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  });
});
