import { type PatientRecord, patientRecordSchema, type Summary } from '@medical-patients/contract';
import { checkRecord } from '@medical-patients/engine';
import type { Findings } from './findings.js';
import { readRecordLines } from './read-lines.js';
import { Recount } from './recount.js';
import { StructuralChecks } from './structural-checks.js';
import type { StructuralTally } from './structural-rows.js';

export interface RecordsToVerify {
  /** Path of the file, for people. */
  readonly path: string;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly datasetId: string;
  /** Start of the scenario, ISO 8601. */
  readonly start: string;
  readonly summary: Summary;
  /** Whether a SNOMED CT id is one of the catalogue's. */
  readonly isKnownConcept: (code: string) => boolean;
  readonly onProgress?: (records: number) => void;
}

const PROGRESS_RECORDS = 500;

export interface RecordsVerified {
  readonly records: number;
  /** Structural checks of the scorecard by number. */
  readonly tallies: ReadonlyMap<number, StructuralTally>;
}

/**
 * Reads every record of a file and checks it: shape, invariants, place in the sequence; then counts again what the
 * summary says. Memory holds one record.
 */
export async function verifyRecords(input: RecordsToVerify, findings: Findings): Promise<RecordsVerified> {
  const recount = new Recount(input.start);
  const structure = new StructuralChecks(input.isKnownConcept);
  let expected = 1;
  for await (const { line, value } of readRecordLines(input.pieces)) {
    const place = `${input.path}:${line}`;
    const parsed = patientRecordSchema.safeParse(value);
    if (!parsed.success) {
      findings.add('record-shape', `${place}: ${describeIssue(parsed.error.issues[0])}`);
      expected++;
      continue;
    }
    const record = parsed.data;
    checkSequence(record, expected, input.datasetId, place, findings);
    expected = record.number + 1;
    for (const violation of checkRecord(record)) {
      findings.add('invariant', `casualty ${record.number}: ${violation}`);
    }
    recount.add(record);
    structure.add(record);
    if (recount.casualties % PROGRESS_RECORDS === 0) input.onProgress?.(recount.casualties);
  }
  for (const difference of recount.differences(input.summary)) findings.add('summary', difference);
  return { records: recount.casualties, tallies: structure.tallies };
}

function checkSequence(
  record: PatientRecord,
  expected: number,
  datasetId: string,
  place: string,
  findings: Findings,
): void {
  if (record.number !== expected) {
    findings.add('sequence', `${place}: casualty ${record.number} stands where ${expected} should`);
  }
  if (record.id !== `${datasetId}-${record.number}`) {
    findings.add('sequence', `${place}: the id ${record.id} is not ${datasetId}-${record.number}`);
  }
}

function describeIssue(
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
) {
  if (issue === undefined) return 'not a record';
  const path = issue.path.map(String).join('.');
  return path === '' ? `not a record (${issue.message})` : `not a record: ${path}: ${issue.message}`;
}
