import { afterEach, expect, test, vi } from 'vitest';
import { type ArchiveOptions, createArchive, type EntryContent } from './archive.js';
import { join } from './testing/write-all.js';

afterEach(() => vi.unstubAllGlobals());

const TEXT = new TextEncoder().encode('"id","name"\r\n"1","Łukasz"\r\n'.repeat(5_000));

function* inPieces(size: number): Generator<Uint8Array> {
  for (let from = 0; from < TEXT.length; from += size) yield TEXT.slice(from, from + size);
}

async function pack(
  options: ArchiveOptions,
  entries: Readonly<Record<string, EntryContent>>,
): Promise<Uint8Array> {
  const archive = createArchive(options);
  const parts: Uint8Array[] = [];
  const reading = (async () => {
    for await (const part of archive.bytes) parts.push(part);
  })();
  for (const [path, content] of Object.entries(entries)) await archive.add(path, content);
  await archive.close();
  await reading;
  return join(parts);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test.each([true, false])(
  'the same entries give the same bytes, however they are cut (compress: %s)',
  async (compress) => {
    const entries = (size: number) => ({ 'csv/patients.csv': inPieces(size), 'empty.txt': [] });
    const once = hex(await pack({ compress }, entries(TEXT.length)));
    expect(hex(await pack({ compress }, entries(1_000)))).toBe(once);
    vi.stubEnv('TZ', 'America/New_York');
    expect(hex(await pack({ compress }, entries(77_777)))).toBe(once);
    vi.unstubAllEnvs();
    const size = once.length / 2;
    if (compress) expect(size).toBeLessThan(TEXT.length / 10);
    else expect(size).toBeGreaterThan(TEXT.length);
  },
);

test('content may be a web stream, an async or a plain iterable', async () => {
  async function* later() {
    yield* inPieces(5_000);
  }
  const stream = new Blob([TEXT]).stream() as ReadableStream<Uint8Array>;
  const plain = await pack({ compress: true }, { 'a.csv': inPieces(5_000) });
  expect(hex(await pack({ compress: true }, { 'a.csv': later() }))).toBe(hex(plain));
  expect(hex(await pack({ compress: true }, { 'a.csv': stream }))).toBe(hex(plain));
});

test('an encrypted archive holds neither the text nor the password, and differs each time', async () => {
  const options = { compress: false, encryption: { password: 'correct horse' } };
  const first = await pack(options, { 'a.csv': inPieces(5_000) });
  expect(Buffer.from(first).includes('Łukasz')).toBe(false);
  expect(Buffer.from(first).includes('correct horse')).toBe(false);
  expect(hex(await pack(options, { 'a.csv': inPieces(5_000) }))).not.toBe(hex(first));
});

test('entries added at once are packed one after another', async () => {
  const archive = createArchive({ compress: false });
  const order: string[] = [];
  function* noting(name: string) {
    for (let piece = 0; piece < 3; piece++) {
      order.push(name);
      yield TEXT;
    }
  }
  const reading = (async () => {
    for await (const _ of archive.bytes);
  })();
  await Promise.all([archive.add('a', noting('a')), archive.add('b', noting('b')), archive.close()]);
  await reading;
  expect(order.join('')).toBe('aaabbb');
});

test('a failing entry fails the archive, for the writer and for the reader', async () => {
  const archive = createArchive({ compress: true });
  function* failing() {
    yield TEXT;
    throw new Error('disk gone');
  }
  const reading = (async () => {
    for await (const _ of archive.bytes);
  })();
  const results = await Promise.allSettled([archive.add('a', failing()), archive.add('b', [TEXT]), reading]);
  expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected']);
  for (const result of results) expect(result).toHaveProperty('reason.message', 'disk gone');
});

test('who stops reading stops the packing', async () => {
  const archive = createArchive({ compress: false });
  let produced = 0;
  function* endless() {
    for (;;) {
      produced += 1;
      yield TEXT;
    }
  }
  const adding = archive.add('a', endless()).then(
    () => 'done',
    () => 'stopped',
  );
  for await (const part of archive.bytes) if (part.length > 1_000) break;
  expect(await adding).toBe('stopped');
  expect(produced).toBeLessThan(100);
});

test('nothing is fetched and no worker is started', async () => {
  const fetched: string[] = [];
  const realFetch = globalThis.fetch;
  vi.stubGlobal('fetch', (url: unknown, init?: RequestInit) => {
    fetched.push(String(url).slice(0, 22));
    return realFetch(url as string, init);
  });
  vi.stubGlobal('Worker', () => {
    throw new Error('a worker was started');
  });
  await pack({ compress: true, encryption: { password: 'secret' } }, { 'a.csv': inPieces(5_000) });
  // The deflate module is carried inside the library as a data URI.
  for (const url of fetched) expect(url).toMatch(/^data:/);
});
