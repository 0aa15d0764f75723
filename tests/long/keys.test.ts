import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Medpat, openMedpat } from '../e2e/support/medpat.js';

let medpat: Medpat;
beforeAll(() => {
  medpat = openMedpat();
});
afterAll(() => medpat?.remove());

test('keys on the machine: made, listed, limited, rotated, revoked', () => {
  const data = join(medpat.folder, 'keys');
  const keys = (...parameters: string[]) => {
    const outcome = medpat.run('keys', ...parameters, '--data', data, '--json');
    expect(outcome.code, outcome.stderr).toBe(0);
    return JSON.parse(outcome.stdout);
  };
  const made = keys('create', 'analyst', '--scopes', 'read', '--per-minute', '60');
  expect(made).toMatchObject({ name: 'analyst', scopes: ['read'], limits: { requestsPerMinute: 60 } });
  expect(keys('limits', made.id, '--jobs', '3', '--per-minute', 'none').limits).toMatchObject({
    concurrentJobs: 3,
    requestsPerMinute: null,
  });
  expect(keys('rotate', made.id).api_key).not.toBe(made.api_key);
  expect(keys('revoke', made.id).revokedAt).not.toBeNull();
  expect(keys('list')).toHaveLength(1);
  const nobody = medpat.run('keys', 'show', 'nobody', '--data', data);
  expect([nobody.code, nobody.stderr]).toEqual([1, 'There is no such key.\n']);
  const again = medpat.run('keys', 'rotate', made.id, '--data', data);
  expect([again.code, again.stderr]).toEqual([1, 'This key has been revoked: it gets no new secret.\n']);
  const late = medpat.run('keys', 'create', 'late', '--expires', '2020-01-01', '--data', data);
  expect([late.code, late.stderr]).toEqual([2, '--expires lies in the past: "2020-01-01".\n']);
});
