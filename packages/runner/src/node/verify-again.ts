import type { ReferenceData } from '@medical-patients/contract';
import { compilePlan, ENGINE_VERSION } from '@medical-patients/engine';
import { MedpatError } from '../errors.js';
import { generate } from '../generate.js';
import { identifyRun } from '../identity.js';
import type { RunSink } from '../sink.js';
import type { Findings } from '../verify/findings.js';
import { nodeHost } from './node-host.js';
import { PieceChannel } from './piece-channel.js';
import type { RunFolder } from './run-folder.js';

const RECORDS_FORMAT = 'ndjson';
const RECORDS_PATH = 'patients.ndjson';

/**
 * Generates a run again from its manifest and compares the hashes of the files; for runs without full records.
 *
 * @param readRecords takes the records, one a line, as they come
 * @throws MedpatError `not-a-run` where another version made the run
 */
export async function generateAgain<Result>(
  run: RunFolder,
  referenceData: ReferenceData,
  findings: Findings,
  readRecords: (path: string, pieces: AsyncIterable<Uint8Array>) => Promise<Result>,
): Promise<Result> {
  const { scenario, seed, versions, options, files } = run.manifest;
  if (versions.engine !== ENGINE_VERSION || versions.reference_data !== referenceData.version) {
    throw new MedpatError(
      'not-a-run',
      `${run.path} has no full records (json or ndjson) and was made by another version (engine ${versions.engine}, reference data ${versions.reference_data}): the records cannot be made again.`,
    );
  }
  const plan = compilePlan({ scenario, seed, referenceData });
  const channel = new PieceChannel();
  const sink: RunSink = {
    write: (path, bytes) => (path === RECORDS_PATH ? channel.push(bytes) : Promise.resolve()),
    commit: async () => channel.end(),
    discard: async () => channel.end(),
  };
  const [again, result] = await Promise.all([
    generate({
      plan,
      identity: identifyRun(plan, nodeHost),
      formats: [...options.formats, RECORDS_FORMAT],
      sink,
      host: nodeHost,
    }),
    readRecords(`${RECORDS_PATH} (generated again)`, channel),
  ]);
  for (const { path, sha256 } of files) {
    const made = again.manifest.files.find((file) => file.path === path);
    if (made !== undefined && made.sha256 !== sha256) findings.add('regenerated', `${path}: other bytes`);
  }
  return result;
}
