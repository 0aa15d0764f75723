import type { Scenario, Summary } from '@medical-patients/contract';
import type { Plan } from '@medical-patients/engine';
import { asRun, type RunIdentity, type RunVersions } from './identity.js';

/** A file of a run folder, as its manifest lists it. */
export interface ManifestFile {
  /** Path inside the run folder, with `/`. */
  readonly path: string;
  readonly media_type: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * What a run folder holds and how to make it again. Nothing in it depends on the clock, the machine or the number of
 * threads.
 */
export interface Manifest {
  readonly schema: 1;
  readonly notice: string;
  readonly dataset_id: string;
  readonly dataset_sha256: string;
  readonly stream_sha256: string;
  readonly seed: string;
  readonly versions: RunVersions;
  /** Options that change content. */
  readonly options: { readonly formats: readonly string[] };
  readonly counts: Summary['totals'];
  readonly scenario: Scenario;
  readonly files: readonly ManifestFile[];
}

export const MANIFEST_PATH = 'manifest.json';
export const SUMMARY_PATH = 'summary.json';
export const SUMMARY_PAGE_PATH = 'summary.html';

export interface ManifestParts {
  readonly plan: Plan;
  readonly identity: RunIdentity;
  readonly formats: readonly string[];
  readonly counts: Summary['totals'];
  readonly files: readonly ManifestFile[];
}

export function buildManifest({ plan, identity, formats, counts, files }: ManifestParts): Manifest {
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

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a manifest.
 *
 * @returns null where the text is no manifest of a version that this software reads
 */
export function readManifest(text: string): Manifest | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Text that is not JSON is no manifest: null says so.
    return null;
  }
  if (!isObject(value) || value.schema !== 1 || !Array.isArray(value.files)) return null;
  const texts = ['dataset_id', 'dataset_sha256', 'stream_sha256', 'seed'];
  if (texts.some((key) => typeof value[key] !== 'string')) return null;
  if (!['versions', 'options', 'counts', 'scenario'].every((key) => isObject(value[key]))) return null;
  const isFile = (file: unknown): boolean =>
    isObject(file) &&
    typeof file.path === 'string' &&
    typeof file.sha256 === 'string' &&
    typeof file.bytes === 'number';
  if (!value.files.every(isFile)) return null;
  return value as unknown as Manifest;
}
