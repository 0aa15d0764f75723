import { createHash } from 'node:crypto';
import { parseScenario } from '@medical-patients/contract';
import { compilePlan, type Plan, simulate } from '@medical-patients/engine';
import { referenceData } from '@medical-patients/reference-data';
import { generate, identifyRun, MemorySink } from '@medical-patients/runner';
import { nodeHost } from '@medical-patients/runner/node';
import { fileDetailsOf, readFile } from '../results/job-file.js';
import type { JobSystem } from './job-system.js';

/** SHA-256 of every file, by its path. */
export type FileHashes = Readonly<Record<string, string>>;

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function planOf(document: unknown): Plan {
  const parsed = parseScenario(document);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { seed } = parsed.scenario;
  if (seed === undefined) throw new Error('the document has no seed');
  return compilePlan({ scenario: parsed.scenario, seed, referenceData });
}

/** How many casualties a document that has a seed brings. */
export function casualtiesOf(document: unknown): number {
  let casualties = 0;
  for (const { count } of simulate(planOf(document))) casualties += count;
  return casualties;
}

/** What the runner, alone and in memory, makes of a document that has a seed. */
export async function runAlone(document: unknown, formats: readonly string[]): Promise<MemorySink> {
  const plan = planOf(document);
  const sink = new MemorySink();
  await generate({ plan, identity: identifyRun(plan, nodeHost), formats, sink, host: nodeHost });
  return sink;
}

export function hashesOf(sink: MemorySink): FileHashes {
  return Object.fromEntries(sink.paths.map((path) => [path, hashOf(sink.read(path))]));
}

/** Every file that a job has stored, read back. @throws Error where one is not what its row says */
export async function readBack(
  { foundation }: Pick<JobSystem, 'foundation'>,
  jobId: string,
): Promise<FileHashes> {
  const rows = await foundation.database.repositories.artifacts.list(jobId, ['output', 'manifest']);
  const hashes: Record<string, string> = {};
  for (const row of rows) {
    const content = await collect(readFile(foundation.artifacts, fileDetailsOf(row).parts));
    hashes[row.name] = hashOf(content);
    if (row.sha256 !== hashes[row.name] || row.bytes !== content.length) {
      throw new Error(`${row.name} is not what its row says`);
    }
  }
  return hashes;
}

export async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const held: Uint8Array[] = [];
  for await (const piece of pieces) held.push(piece);
  return Buffer.concat(held);
}
