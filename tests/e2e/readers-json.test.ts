import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWriter, toClassicRecord } from '@medical-patients/writers';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { awkwardRecord } from '../../packages/writers/src/testing/arbitrary-records.js';
import { writeAll } from '../../packages/writers/src/testing/write-all.js';
import { findPython } from '../support/tools.js';

const python = findPython();
const folder = mkdtempSync(join(tmpdir(), 'medpat-readers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RECORDS = fc.sample(awkwardRecord, { numRuns: 300, seed: 20_260_601 });

/** What Python's json module reads, written again in ASCII, so that lone surrogates come through. */
function readWithPython(bytes: Uint8Array, lines: boolean): unknown {
  const path = join(folder, 'in.json');
  writeFileSync(path, bytes);
  const script = [
    'import json, sys',
    'text = open(sys.argv[1], encoding="utf-8", newline="").read()',
    lines ? 'value = [json.loads(line) for line in text.split("\\n") if line]' : 'value = json.loads(text)',
    'sys.stdout.write(json.dumps(value))',
  ].join('\n');
  const output = execFileSync(python!, ['-c', script, path], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return JSON.parse(output);
}

test.skipIf(!python)('python reads json, ndjson and classic to the same values', () => {
  const plain = JSON.parse(JSON.stringify(RECORDS));
  const bytesOf = (format: string): Uint8Array => [...writeAll(format, RECORDS).values()][0]!;
  expect(readWithPython(bytesOf('json'), false)).toEqual(plain);
  expect(readWithPython(bytesOf('ndjson'), true)).toEqual(plain);
  expect(readWithPython(bytesOf('classic'), false)).toEqual(
    JSON.parse(JSON.stringify(RECORDS.map(toClassicRecord))),
  );
});

test.skipIf(!python)(
  'python parses the times of the classic record as it would those of the earlier files',
  () => {
    const path = join(folder, 'classic.json');
    writeFileSync(path, [...writeAll('classic', RECORDS).values()][0]!);
    const script = [
      'import json, sys, datetime',
      'for patient in json.load(open(sys.argv[1], encoding="utf-8")):',
      '    injured = datetime.datetime.fromisoformat(patient["injury_timestamp"])',
      '    for event in patient["movement_timeline"]:',
      '        at = datetime.datetime.fromisoformat(event["timestamp"])',
      '        hours = (at - injured).total_seconds() / 3600',
      '        assert abs(hours - event["hours_since_injury"]) < 0.001, event',
      'print("ok")',
    ].join('\n');
    expect(execFileSync(python!, ['-c', script, path], { encoding: 'utf8' }).trim()).toBe('ok');
  },
);

test('the face of the package is enough to write a file', () => {
  const writer = createWriter('ndjson', {
    dataset: { id: 'x-1', name: 'x', seed: '1', start: '2026-06-01T00:00:00Z' },
  });
  writer.write(RECORDS.slice(0, 1), true);
  const [bytes] = writer.take();
  expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual(JSON.parse(JSON.stringify(RECORDS[0])));
});
