import { describe, expect, test } from 'vitest';
import { ServiceError } from '../errors.js';
import { describeSettings, readSettings } from './settings.js';

function problemsOf(variables: NodeJS.ProcessEnv): string[] {
  try {
    readSettings(variables);
    return [];
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'settings_invalid') throw error;
    return error.message.split('\n');
  }
}

describe('settings', () => {
  test('nothing set is a complete embedded installation on the loopback address', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ host: '127.0.0.1', port: 8000, databaseUrl: null, redisUrl: null });
    expect(settings.trustedProxies).toEqual([]);
    expect(Object.isFrozen(settings)).toBe(true);
  });

  test('an empty variable counts as left out', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '' })).toEqual(readSettings({}));
  });

  test('all problems are told at once, and no value of a secret', () => {
    const problems = problemsOf({
      PORT: '70000',
      DATABASE_URL: 'mysql://me:hunter2@host/db',
      MEDPAT_LOG_LEVEL: 'loud',
      MEDPAT_SECRET_KEY: 'too-short-hunter2',
      MEDPAT_DATA_DIRECTRY: '/data',
      MEDPAT_RETENTION_HOURS: 'many',
    });
    expect(problems).toHaveLength(6);
    const text = problems.join('\n');
    expect(text).toContain('PORT must be from 0 to 65535');
    expect(text).toContain(
      'MEDPAT_DATA_DIRECTRY is not one of our variables. Did you mean MEDPAT_DATA_DIRECTORY?',
    );
    expect(text).toContain('MEDPAT_LOG_LEVEL must be one of trace, debug');
    expect(text).not.toContain('hunter2');
  });

  test('variables of our other programs and of the tests are left alone', () => {
    expect(problemsOf({ MEDPAT_PASSWORD: 'x', MEDPAT_TEST_7Z: '/usr/bin/7z', OTHER: '1' })).toEqual([]);
  });

  test.each([
    ['hexadecimal', 'ab'.repeat(32)],
    ['base64', Buffer.alloc(32, 0xab).toString('base64')],
    ['base64url', Buffer.alloc(32, 0xab).toString('base64url')],
  ])('a secret key may be %s', (_form, text) => {
    expect(readSettings({ MEDPAT_SECRET_KEY: text }).secretKey).toEqual(Buffer.alloc(32, 0xab));
  });

  test('every setting is described, once', () => {
    const descriptions = describeSettings();
    expect(new Set(descriptions.map((each) => each.variable)).size).toBe(descriptions.length);
    expect(descriptions.filter((each) => each.secret).map((each) => each.variable)).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
      'MEDPAT_SECRET_KEY',
    ]);
    for (const { about } of descriptions) expect(about).toMatch(/^[A-Z].*\.$/s);
  });
});
