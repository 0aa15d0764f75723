import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { type ArchiveOptions, createArchive } from '@medical-patients/writers';
import { build } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../packages/writers/src/testing/records.js';
import { writeAll } from '../../packages/writers/src/testing/write-all.js';
import { findPython, findSevenZip, findUnzip } from '../support/tools.js';

const python = findPython();
const unzip = findUnzip();
const sevenZip = findSevenZip();
const folder = mkdtempSync(join(tmpdir(), 'medpat-archive-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FILES: ReadonlyMap<string, Uint8Array> = new Map([
  ...writeAll('csv', createRecords(200)),
  ...writeAll('json', createRecords(200)),
  ['empty.txt', new Uint8Array(0)],
  ['zażółć.txt', new TextEncoder().encode('gęślą jaźń')],
]);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function pack(name: string, options: ArchiveOptions): Promise<string> {
  const path = join(folder, name);
  const archive = createArchive(options);
  const written = pipeline(Readable.from(archive.bytes), createWriteStream(path));
  for (const [file, bytes] of FILES) await archive.add(file, [bytes.slice()]);
  await archive.close();
  await written;
  return path;
}

describe('an archive, opened by others', () => {
  test.skipIf(!unzip || !python || !sevenZip).each([true, false])('compress: %s', async (compress) => {
    const path = await pack(`plain-${compress}.zip`, { compress });
    expect(execFileSync(unzip!, ['-t', path], { encoding: 'utf8' })).toContain('No errors detected');
    expect(execFileSync(sevenZip!, ['t', path], { encoding: 'utf8' })).toContain('Everything is Ok');
    const script = [
      'import hashlib, json, sys, zipfile',
      'with zipfile.ZipFile(sys.argv[1]) as archive:',
      '    assert archive.testzip() is None',
      '    print(json.dumps({i.filename: [i.date_time, hashlib.sha256(archive.read(i)).hexdigest()]',
      '                      for i in archive.infolist()}))',
    ].join('\n');
    const read = JSON.parse(execFileSync(python!, ['-c', script, path], { encoding: 'utf8' }));
    const expected = [...FILES].map(([file, bytes]) => [file, [[1980, 1, 1, 0, 0, 0], sha256(bytes)]]);
    expect(read).toEqual(Object.fromEntries(expected));
  });

  test.skipIf(!sevenZip).each([true, false])(
    '7-Zip opens an encrypted one with the password only (compress: %s)',
    async (compress) => {
      const path = await pack(`secret-${compress}.zip`, { compress, encryption: { password: 'Zażółć 7!' } });
      expect(execFileSync(sevenZip!, ['t', '-pZażółć 7!', path], { encoding: 'utf8' })).toContain(
        'Everything is Ok',
      );
      const listing = execFileSync(sevenZip!, ['l', '-slt', path], { encoding: 'utf8' });
      const methods = [...listing.matchAll(/^Method = (.*)$/gm)].map((match) => match[1]);
      expect(methods).toHaveLength(FILES.size);
      for (const method of methods) expect(method).toContain('AES-256');
      const wrong = spawnSync(sevenZip!, ['t', '-pguess', path], { encoding: 'utf8' });
      expect(wrong.status).not.toBe(0);
      expect(wrong.stdout + wrong.stderr).toContain('Wrong password');
      const out = join(folder, `out-${compress}`);
      execFileSync(sevenZip!, ['x', '-y', '-pZażółć 7!', `-o${out}`, path]);
      for (const [file, bytes] of FILES) expect(sha256(readFileSync(join(out, file)))).toBe(sha256(bytes));
    },
  );
});

test('300 MB go through in flat memory', { timeout: 120_000 }, async () => {
  const entry = join(folder, 'large.ts');
  const source = fileURLToPath(new URL('../../packages/writers/src/archive.ts', import.meta.url));
  writeFileSync(entry, LARGE_ENTRY.replace('ARCHIVE_SOURCE', JSON.stringify(source)));
  const script = join(folder, 'large.mjs');
  await build({
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['source'],
    logLevel: 'error',
  });
  const peakMib = (megabytes: number, mode: string): number =>
    Number(execFileSync(process.execPath, [script, String(megabytes), mode], { encoding: 'utf8' }));
  for (const mode of ['store', 'deflate-and-encrypt']) {
    const small = peakMib(20, mode);
    const large = peakMib(300, mode);
    expect(large, `${mode}: ${small} MiB for 20 MB, ${large} MiB for 300 MB`).toBeLessThan(small + 40);
  }
});

/** Packs an entry of so many megabytes, counts the bytes, prints the peak of resident memory in MiB. */
const LARGE_ENTRY = `
import { createArchive } from ARCHIVE_SOURCE;

const [megabytes, mode] = process.argv.slice(2);
const archive = createArchive({
  compress: mode !== 'store',
  ...(mode !== 'store' ? { encryption: { password: 'secret' } } : {}),
});
function* content() {
  const line = new TextEncoder().encode(JSON.stringify({ name: 'Kowalski', heart_rate: 88 }) + '\\n');
  for (let sent = 0; sent < megabytes * 1e6; ) {
    const piece = new Uint8Array(1_000_000);
    for (let at = 0; at + line.length < piece.length; at += line.length) piece.set(line, at);
    piece[sent % piece.length] = sent % 251;
    sent += piece.length;
    yield piece;
  }
}
let bytes = 0;
const reading = (async () => {
  for await (const part of archive.bytes) bytes += part.length;
})();
await archive.add('large.ndjson', content());
await archive.close();
await reading;
if (mode === 'store' && bytes < megabytes * 1e6) throw new Error('bytes are missing: ' + bytes);
console.log(Math.round(process.resourceUsage().maxRSS / 1024));
`;
