import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSealer } from './aes-sealer.js';
import { findSecretKey } from './secret-key.js';

const key = Buffer.alloc(32, 7);

describe('sealed passwords', () => {
  test('open under the same key and context only', () => {
    const sealed = createSealer(key).seal('correct horse ü', 'job-1');
    expect(sealed).not.toContain('correct');
    expect(createSealer(key).open(sealed, 'job-1')).toBe('correct horse ü');
    const unreadable = expect.objectContaining({ code: 'sealed_value_unreadable' });
    expect(() => createSealer(key).open(sealed, 'job-2')).toThrow(unreadable);
    expect(() => createSealer(Buffer.alloc(32, 8)).open(sealed, 'job-1')).toThrow(unreadable);
    expect(() => createSealer(key).open(`${sealed.slice(0, -2)}AA`, 'job-1')).toThrow(unreadable);
    expect(() => createSealer(key).open('v1.', 'job-1')).toThrow(unreadable);
    expect(() => createSealer(key).open('nonsense', 'job-1')).toThrow(unreadable);
  });

  test('are never the same twice', () => {
    const sealer = createSealer(key);
    expect(sealer.seal('same', 'job')).not.toBe(sealer.seal('same', 'job'));
  });

  test('without a key there is no sealing', () => {
    const sealer = createSealer(null);
    expect(sealer.available).toBe(false);
    expect(() => sealer.seal('x', 'job')).toThrow(
      expect.objectContaining({ code: 'encryption_unavailable' }),
    );
  });

  test('the embedded mode makes a key of its own, for its owner only; a service has the one it was given', () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'medpat-secret-'));
    try {
      const embedded = { secretKey: null, databaseUrl: null, dataDirectory };
      const made = findSecretKey(embedded);
      expect(made).toHaveLength(32);
      expect(findSecretKey(embedded)).toEqual(made);
      expect(statSync(join(dataDirectory, 'secret-key')).mode & 0o777).toBe(0o600);
      expect(findSecretKey({ ...embedded, databaseUrl: 'postgres://x' })).toBeNull();
      expect(findSecretKey({ ...embedded, secretKey: key })).toBe(key);
    } finally {
      rmSync(dataDirectory, { recursive: true });
    }
  });
});
