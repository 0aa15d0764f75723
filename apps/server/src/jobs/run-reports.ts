import type { Scenario, Summary } from '@medical-patients/contract';
import { asRun, type Manifest, type ManifestFile } from '@medical-patients/runner';
import type { CompiledRun } from './run-plans.js';

/** The files of a run folder beside its data, as the runner names and writes them: byte for byte the same. */
export const MANIFEST_PATH = 'manifest.json';
export const SUMMARY_PATH = 'summary.json';
export const SUMMARY_PAGE_PATH = 'summary.html';

/** JSON for people: two spaces of indent, and lists of numbers on one line. */
export function toJsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(/\[\s+(?:-?[\d.eE+-]+|null)(?:,\s+(?:-?[\d.eE+-]+|null))*\s+\]/g, (list) => list.replace(/\s+/g, ''))}\n`;
}

export interface ManifestContent {
  readonly compiled: CompiledRun;
  readonly formats: readonly string[];
  readonly counts: Summary['totals'];
  readonly files: readonly ManifestFile[];
}

export function buildManifest({ compiled, formats, counts, files }: ManifestContent): Manifest {
  const { plan, identity } = compiled;
  return {
    schema: 1,
    notice: 'Exercise: all data is synthetic.',
    dataset_id: identity.datasetId,
    dataset_sha256: identity.datasetHash,
    stream_sha256: identity.streamHash,
    seed: plan.seed,
    versions: identity.versions,
    options: { formats },
    counts,
    scenario: { ...asRun(plan), output: { formats } } as Scenario,
    files,
  };
}
