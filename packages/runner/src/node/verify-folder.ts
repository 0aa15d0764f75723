import { createHash } from 'node:crypto';
import type { ReferenceData } from '@medical-patients/contract';
import { MANIFEST_PATH } from '../manifest.js';
import { checkCapacity } from '../verify/check-capacity.js';
import { type FindingGroup, Findings } from '../verify/findings.js';
import { collectConcepts, STRUCTURAL_CHECK } from '../verify/structural-checks.js';
import { type StructuralRow, structuralRows } from '../verify/structural-rows.js';
import { verifyRecords } from '../verify/verify-records.js';
import type { RunFolder } from './run-folder.js';
import { generateAgain } from './verify-again.js';

export interface VerifyOptions {
  readonly run: RunFolder;
  /** For runs without full records: they are generated again. */
  readonly referenceData: ReferenceData;
  readonly onProgress?: (records: number) => void;
}

export interface Verification {
  readonly isSound: boolean;
  readonly files: number;
  /** Records that were read and checked. */
  readonly records: number;
  /** Where the records came from. */
  readonly source: 'file' | 'generated-again';
  readonly findings: readonly FindingGroup[];
  /** The structural checks of the scorecard, answered. */
  readonly rows: readonly StructuralRow[];
}

/** Files of full records, in the order in which they are preferred. */
const RECORD_FILES = ['patients.ndjson', 'patients.json'];

/**
 * Checks a run folder: every file against its hash, every record against every invariant, and the summary against the
 * records. Memory stays flat.
 *
 * @throws MedpatError `not-a-run` without a readable summary, or where records are missing and another version made
 *   the run
 */
export async function verifyFolder({ run, referenceData, onProgress }: VerifyOptions): Promise<Verification> {
  const { manifest } = run;
  const findings = new Findings();
  await verifyFiles(run, findings);
  const summary = await run.readSummary();
  if (JSON.stringify(summary.totals) !== JSON.stringify(manifest.counts)) {
    findings.add('summary', 'the counts of the manifest are not those of the summary');
  }
  const path = RECORD_FILES.find((file) => manifest.files.some((listed) => listed.path === file));
  const concepts = collectConcepts([referenceData.clinical, referenceData.people, referenceData.model]);
  const verify = (name: string, pieces: AsyncIterable<Uint8Array>) =>
    verifyRecords(
      {
        path: name,
        pieces,
        datasetId: manifest.dataset_id,
        start: manifest.scenario.start,
        summary,
        isKnownConcept: (code) => concepts.has(code),
        ...(onProgress === undefined ? {} : { onProgress }),
      },
      findings,
    );
  const { records, tallies } =
    path === undefined
      ? await generateAgain(run, referenceData, findings, verify)
      : await verify(path, run.stream(path));
  const capacity = checkCapacity(summary, findings);
  return {
    isSound: findings.isEmpty,
    files: manifest.files.length,
    records,
    source: path === undefined ? 'generated-again' : 'file',
    findings: findings.list(),
    rows: structuralRows(summary, new Map([...tallies, [STRUCTURAL_CHECK.capacity, capacity]])),
  };
}

async function verifyFiles(run: RunFolder, findings: Findings): Promise<void> {
  const present = await run.listFiles();
  const listed = new Set([MANIFEST_PATH]);
  for (const file of run.manifest.files) {
    listed.add(file.path);
    if (!present.includes(file.path)) {
      findings.add('file', `${file.path}: missing`);
      continue;
    }
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of run.stream(file.path)) {
      hash.update(piece);
      bytes += piece.length;
    }
    if (bytes !== file.bytes) {
      findings.add('file', `${file.path}: ${bytes} bytes, ${file.bytes} in the manifest`);
    } else if (hash.digest('hex') !== file.sha256) {
      findings.add('file', `${file.path}: another hash than in the manifest`);
    }
  }
  for (const path of present) {
    if (!listed.has(path)) findings.add('file', `${path}: not in the manifest`);
  }
}
