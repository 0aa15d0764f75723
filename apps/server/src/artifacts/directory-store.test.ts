import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { createDirectoryStore, prepareStoreFolder } from './directory-store.js';

const root = mkdtempSync(join(tmpdir(), 'medpat-artifacts-'));
const store = createDirectoryStore(root);
afterAll(() => rmSync(root, { recursive: true }));

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

describe('artifacts in a directory', () => {
  test('come back as they were put, whole or in part, with size and checksums', async () => {
    const place = `${randomUUID()}/csv/patients.csv`;
    const stored = await store.put(place, chunks('hello ', '', 'world'));
    expect(stored).toEqual({
      place,
      bytes: 11,
      sha256: createHash('sha256').update('hello world').digest('hex'),
      crc32: crc32('hello world'),
    });
    expect((await collect(store.get(place))).toString()).toBe('hello world');
    expect((await collect(store.get(place, { start: 6, end: 9 }))).toString()).toBe('wor');
    expect(Buffer.from(await store.read(place, { start: 6, end: 100 })).toString()).toBe('world');
    expect(await store.size(place)).toBe(11);
  });

  test('of a job go while a task of it still writes', async () => {
    for (let round = 0; round < 20; round++) {
      const job = randomUUID();
      const writing = Array.from({ length: 30 }, (_, at) =>
        // Whoever writes into a folder that has just gone fails; that is the task's to deal with.
        store.put(`${job}/${at % 5}/${at}`, chunks('x')).catch(() => undefined),
      );
      await store.deleteJob(job);
      await Promise.all(writing);
      await store.deleteJob(job);
      expect(await store.list(`${job}/`)).toEqual([]);
    }
  });

  test('large ones go through in constant pieces, and a buffer may be used again', async () => {
    const place = `${randomUUID()}/large`;
    const piece = Buffer.alloc(1000);
    const stored = await store.put(
      place,
      (async function* () {
        for (let i = 0; i < 3000; i++) {
          piece.fill(i % 251);
          yield piece;
        }
      })(),
    );
    const bytes = await collect(store.get(place));
    expect(bytes.length).toBe(3_000_000);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(stored.sha256);
    expect(bytes[1_234_000]).toBe(1234 % 251);
  });

  test('what is not complete cannot be seen, and leaves nothing', async () => {
    const jobId = randomUUID();
    const place = `${jobId}/patients.json`;
    const failing = store.put(
      place,
      (async function* () {
        yield Buffer.from('half');
        expect(await store.list(`${jobId}/`)).toEqual([]);
        expect(await store.size(place)).toBeUndefined();
        throw new Error('the writer broke');
      })(),
    );
    await expect(failing).rejects.toThrow('the writer broke');
    expect(readdirSync(join(root, jobId))).toEqual([]);
  });

  test('an abort stops the writing', async () => {
    const controller = new AbortController();
    const place = `${randomUUID()}/endless`;
    const endless = (async function* () {
      for (let i = 0; ; i++) {
        if (i === 10) controller.abort();
        yield Buffer.from('x');
      }
    })();
    await expect(store.put(place, endless, { signal: controller.signal })).rejects.toThrow(/abort/i);
    expect(await store.size(place)).toBeUndefined();
  });

  test('a repeated put replaces, whoever ends last', async () => {
    const place = `${randomUUID()}/same`;
    await Promise.all([store.put(place, chunks('same')), store.put(place, chunks('same'))]);
    expect((await collect(store.get(place))).toString()).toBe('same');
  });

  test('lists and deletes by job', async () => {
    const jobId = randomUUID();
    for (const name of ['segments/2', 'segments/1', 'manifest.json'])
      await store.put(`${jobId}/${name}`, chunks('x'));
    writeFileSync(join(root, jobId, '.unfinished-left-behind'), 'x');
    expect(await store.list(`${jobId}/`)).toEqual([
      `${jobId}/manifest.json`,
      `${jobId}/segments/1`,
      `${jobId}/segments/2`,
    ]);
    expect(await store.list(`${jobId}/segments/`)).toHaveLength(2);
    await store.delete(`${jobId}/segments/1`);
    await store.delete(`${jobId}/segments/1`);
    expect(await store.list(`${jobId}/segments/`)).toHaveLength(1);
    expect(await store.listJobs()).toContain(jobId);
    await store.deleteJob(jobId);
    await store.deleteJob(jobId);
    expect(await store.listJobs()).not.toContain(jobId);
    await expect(collect(store.get(`${jobId}/manifest.json`))).rejects.toMatchObject({
      code: 'artifact_missing',
    });
  });

  test.each([
    '../../etc/passwd',
    '/etc/passwd',
    `${randomUUID()}/../x`,
    `${randomUUID()}/.hidden`,
    `${randomUUID()}`,
  ])('a place that leads elsewhere is a bug of ours: %s', async (place) => {
    await expect(store.put(place, chunks('x'))).rejects.toThrow(RangeError);
    await expect(collect(store.get(place))).rejects.toThrow(RangeError);
  });
});

test('the folder of a store is made, and one that cannot be is told', async () => {
  const folder = join(root, 'data', 'artifacts');
  await prepareStoreFolder(folder);
  await prepareStoreFolder(folder);
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(join(root, 'file'), '');
  await expect(prepareStoreFolder(join(root, 'file', 'artifacts'))).rejects.toMatchObject({
    code: 'ENOTDIR',
  });
});
