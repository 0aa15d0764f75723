import { expect, test } from 'vitest';
import { createWriter, encodeStream, FORMATS, findFormat, UnknownFormatError } from './formats.js';
import { createRecords } from './testing/records.js';
import { join, OPTIONS, toTexts, writeText, writeTexts } from './testing/write-all.js';

test('the table and the writers agree', () => {
  expect(FORMATS.map((format) => format.name)).toEqual(['json', 'ndjson', 'csv', 'classic']);
  for (const format of FORMATS) {
    const writer = createWriter(format.name, OPTIONS);
    expect(writer.name).toBe(format.name);
    expect(writer.files).toEqual(format.files);
    expect(format.streams).toBe(format.files.length === 1);
  }
});

test('an unknown format is an error that lists those there are', () => {
  expect(() => findFormat('fhri')).toThrow(UnknownFormatError);
  expect(() => createWriter('fhri', OPTIONS)).toThrow(
    'There is no format "fhri". Available: json, ndjson, csv, classic.',
  );
});

test('json is one array with a record on each line, also when it is empty', () => {
  const lines = writeText('json', 'patients.json', createRecords(3)).split('\n');
  expect(lines.map((line) => line.slice(0, 12))).toEqual(['[', ...Array(3).fill('{"schema":1,'), ']', '']);
  expect(JSON.parse(writeText('json', 'patients.json', []))).toEqual([]);
});

test('ndjson is a record a line', () => {
  const lines = writeText('ndjson', 'patients.ndjson', createRecords(3)).split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line))).toEqual(createRecords(3));
  expect(writeText('ndjson', 'patients.ndjson', [])).toBe('');
});

test.each(FORMATS.map((format) => format.name))('%s as a stream yields the same files', async (name) => {
  async function* chunks() {
    yield [];
    yield createRecords(5);
    yield createRecords(2, 5);
  }
  const pieces = new Map<string, Uint8Array[]>();
  for await (const { file, bytes } of encodeStream(createWriter(name, OPTIONS), chunks())) {
    pieces.set(file.path, [...(pieces.get(file.path) ?? []), bytes]);
  }
  const files = new Map([...pieces].map(([path, parts]) => [path, join(parts)]));
  expect(toTexts(files)).toEqual(writeTexts(name, createRecords(7)));
});

test.each(FORMATS.map((format) => format.name))('%s taken once holds what was written in steps', (name) => {
  const whole = createWriter(name, OPTIONS);
  whole.write(createRecords(7), true);
  const steps = createWriter(name, OPTIONS);
  steps.write(createRecords(1), true);
  steps.write(createRecords(4, 1), false);
  steps.write(createRecords(2, 5), false);
  expect(steps.take()).toEqual(whole.take());
  expect(steps.take().every((part) => part.length === 0)).toBe(true);
});

test('the bytes taken stay what they are when more is written', () => {
  const writer = createWriter('json', OPTIONS);
  writer.write(createRecords(2), true);
  const [first] = writer.take();
  const copy = first!.slice();
  writer.write(createRecords(9, 2), false);
  expect(new TextDecoder().decode(first)).toBe(new TextDecoder().decode(copy));
});
