import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseScenario, type Scenario } from '@medical-patients/contract';
import { compilePlan, simulate } from '@medical-patients/engine';
import { findPreset, referenceData } from '@medical-patients/reference-data';
import { encodeChunk, generate, identifyRun, type Manifest, MemorySink } from '@medical-patients/runner';
import { createThreadPool, nodeHost, runToDisk } from '@medical-patients/runner/node';
import { FORMATS } from '@medical-patients/writers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Medpat, openMedpat } from './support/medpat.js';

const CASUALTIES = 1100;
const formats = FORMATS.map(({ name }) => name);

let medpat: Medpat;
let reference: string;
beforeAll(async () => {
  medpat = openMedpat();
  reference = await hashes({ threads: 1, chunkSize: 1000 });
});
afterAll(() => medpat.remove());

function scenarioOf(changes: Readonly<Record<string, unknown>> = {}): Scenario {
  const overrides = Object.entries({ 'casualties.total': CASUALTIES, ...changes });
  const result = parseScenario(findPreset('lsco-battle')?.yaml, { format: 'yaml', overrides });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.scenario;
}

const planOf = (seed = '42', scenario = scenarioOf()) => compilePlan({ scenario, seed, referenceData });

/** The manifest of a run on so many threads: it holds the hash of every file. */
async function hashes({ threads, chunkSize }: { threads: number; chunkSize: number }): Promise<string> {
  const plan = planOf();
  const pool = threads > 1 ? createThreadPool(medpat.worker, threads - 1) : undefined;
  const parent = join(medpat.folder, `out-${threads}-${chunkSize}`);
  try {
    const { path } = await runToDisk({
      plan,
      identity: identifyRun(plan, nodeHost),
      formats,
      parent,
      isForced: false,
      packing: 'folder',
      chunkSize,
      ...(pool === undefined ? {} : { pool }),
    });
    return readFileSync(join(path, 'manifest.json'), 'utf8');
  } finally {
    await pool?.close();
    rmSync(parent, { recursive: true, force: true });
  }
}

describe('the same bytes', () => {
  test.each([
    { threads: 1, chunkSize: 100 },
    { threads: 1, chunkSize: 10_000 },
    { threads: 2, chunkSize: 100 },
    { threads: 2, chunkSize: 1000 },
    { threads: 4, chunkSize: 317 },
    { threads: 4, chunkSize: 10_000 },
  ])('on $threads threads in chunks of $chunkSize', async (options) => {
    expect(await hashes(options)).toBe(reference);
  });

  test.each(['1', '2', '4'])('from the program on %s threads', (threads) => {
    const { code } = medpat.run(
      ...[
        'generate',
        '--preset',
        'lsco-battle',
        '-p',
        String(CASUALTIES),
        '-s',
        '42',
        '-f',
        formats.join(','),
      ],
      ...['--threads', threads, '-o', `cli-${threads}`],
    );
    expect(code).toBe(0);
    const [folder] = readdirSync(join(medpat.folder, `cli-${threads}`));
    expect(readFileSync(join(medpat.folder, `cli-${threads}`, folder ?? '', 'manifest.json'), 'utf8')).toBe(
      reference,
    );
  });

  test('in memory, without a disk', async () => {
    const plan = planOf();
    const sink = new MemorySink();
    const { manifest } = await generate({
      plan,
      identity: identifyRun(plan, nodeHost),
      formats,
      sink,
      host: nodeHost,
    });
    expect(manifest).toEqual(JSON.parse(reference));
    expect(new TextDecoder().decode(sink.read('manifest.json'))).toBe(reference);
  });

  test('from the manifest of an earlier run', () => {
    const { scenario, seed }: Manifest = JSON.parse(reference);
    const result = parseScenario(scenario);
    if (!result.ok) throw new Error('the scenario of a manifest is a scenario');
    const { datasetId } = identifyRun(planOf(seed, result.scenario), nodeHost);
    expect(datasetId).toBe(JSON.parse(reference).dataset_id);
  });
});

describe('other bytes', () => {
  test('for another seed', async () => {
    const plan = planOf('43');
    const sink = new MemorySink();
    const { manifest } = await generate({
      plan,
      identity: identifyRun(plan, nodeHost),
      formats,
      sink,
      host: nodeHost,
    });
    const earlier: Manifest = JSON.parse(reference);
    expect(manifest.dataset_id).not.toBe(earlier.dataset_id);
    for (const [index, file] of manifest.files.entries()) {
      // The dictionary says what columns mean, whatever they hold.
      if (file.path.includes('dictionary')) continue;
      expect(file.sha256, file.path).not.toBe(earlier.files[index]?.sha256);
    }
  });
});

describe('common random numbers', () => {
  // Hashes: a difference of two runs must not print all of both.
  const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
  const recordsOf = async (changes: Readonly<Record<string, unknown>>) => {
    const plan = planOf('42', scenarioOf({ 'casualties.total': 600, ...changes }));
    const identity = identifyRun(plan, nodeHost);
    const sink = new MemorySink();
    await generate({ plan, identity, formats: ['ndjson'], sink, host: nodeHost });
    const lines = new TextDecoder().decode(sink.read('patients.ndjson')).trimEnd().split('\n');
    return { identity, records: lines.map((line) => JSON.parse(line)) };
  };
  const upstream = ({
    number,
    identity,
    history,
    incident,
    injuries,
    iss,
    niss,
    disease,
  }: Record<string, unknown>) =>
    hashOf({ number, identity, history, incident, injuries, iss, niss, disease });

  test.each([
    ['no capacity limits', { 'medical.capacity': 'unlimited' }],
    ['less skilled aid', { 'medical.care.tourniquet_success': 0.2 }],
    ['fewer vehicles', { 'medical.fleets.0.vehicles': 1 }],
    ['fewer tables', { 'medical.facilities.r2-left.operating_tables': 1 }],
  ])('%s: another course, the same casualties', async (_name, changes) => {
    const [a, b] = [await recordsOf({}), await recordsOf(changes)];
    expect(b.identity.streamHash).toBe(a.identity.streamHash);
    expect(b.identity.datasetId).not.toBe(a.identity.datasetId);
    expect(b.records.map(upstream)).toEqual(a.records.map(upstream));
    expect(b.records.map(hashOf)).not.toEqual(a.records.map(hashOf));
  });

  test('what decides who is hurt changes the stream hash', () => {
    const hash = (changes: Readonly<Record<string, unknown>>) =>
      identifyRun(planOf('42', scenarioOf(changes)), nodeHost).streamHash;
    const same = hash({});
    expect(hash({ name: 'Another name' })).toBe(same);
    expect(hash({ 'output.formats': ['csv'] })).toBe(same);
    expect(hash({ intensity: 'low' })).not.toBe(same);
    expect(hash({ days: 12 })).not.toBe(same);
  });
});

test('chunks encoded one by one, as other machines do, are the parts of the file', async () => {
  const plan = planOf('42', scenarioOf({ 'casualties.total': 600 }));
  const { datasetId } = identifyRun(plan, nodeHost);
  const job = { plan, datasetId, formats: ['ndjson'] };
  const buffers = [...simulate(plan, { chunkSize: 150 })].map(({ buffer }) => buffer);
  expect(buffers).toHaveLength(4);
  // The last one first: a chunk needs none before it.
  const parts = buffers.toReversed().map((buffer) => Buffer.concat(encodeChunk(job, buffer)[0]!));
  const sink = new MemorySink();
  await generate({ plan, identity: identifyRun(plan, nodeHost), formats: ['ndjson'], sink, host: nodeHost });
  expect(Buffer.concat(parts.toReversed()).equals(sink.read('patients.ndjson'))).toBe(true);
});
