import { createHash } from 'node:crypto';
import { parseScenario } from '@medical-patients/contract';
import { compilePlan } from '@medical-patients/engine';
import { referenceData } from '@medical-patients/reference-data';
import { generate, identifyRun, MemorySink } from '@medical-patients/runner';
import { nodeHost } from '@medical-patients/runner/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileDetailsOf, readFile } from '../results/job-file.js';
import { waitUntil } from '../testing/condition.js';
import { databaseKinds } from '../testing/databases.js';
import { type JobSystem, openJobSystem } from '../testing/job-system.js';
import { findTestServices } from '../testing/services.js';

const services = await findTestServices();

/** What the runner writes for the same scenario: hash of every file. */
async function runAlone(document: unknown, formats: readonly string[]): Promise<Record<string, string>> {
  const parsed = parseScenario(document);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const plan = compilePlan({ scenario: parsed.scenario, seed: parsed.scenario.seed ?? '', referenceData });
  const sink = new MemorySink();
  await generate({ plan, identity: identifyRun(plan, nodeHost), formats, sink, host: nodeHost });
  return Object.fromEntries(sink.paths.map((path) => [path, hashOf(sink.read(path))]));
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What the job has stored: hash of every file, read back. */
async function readBack({ foundation }: JobSystem, jobId: string): Promise<Record<string, string>> {
  const rows = await foundation.database.repositories.artifacts.list(jobId, ['output', 'manifest']);
  const hashes: Record<string, string> = {};
  for (const row of rows) {
    const digest = createHash('sha256');
    for await (const piece of readFile(foundation.artifacts, fileDetailsOf(row).parts)) digest.update(piece);
    hashes[row.name] = digest.digest('hex');
    expect(row.sha256).toBe(hashes[row.name]);
  }
  return hashes;
}

describe.each(databaseKinds(services))('jobs on %s', (kind) => {
  let system: JobSystem;
  beforeAll(async () => {
    system = await openJobSystem(kind, services);
  });
  afterAll(() => system?.close());

  test('a job ends with the bytes of the runner', async () => {
    const document = { name: 'one', seed: '7', casualties: { total: 200 } };
    const formats = ['json', 'csv', 'ndjson'];
    const { job, repeated } = await system.services.jobs.start(system.request(document, { formats }));
    expect(repeated).toBe(false);
    expect(job.status).toBe('queued');
    const ended = await system.untilEnded(job.id);
    expect(ended.error).toBe(null);
    expect(ended.status).toBe('completed');
    expect(ended.progress).toMatchObject({ percent: 100, patientsGenerated: 200 });
    expect(await readBack(system, job.id)).toEqual(await runAlone(document, formats));
  });
});
