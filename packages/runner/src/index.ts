/** One interface to run the engine and the writers, whatever the host. What needs Node stands in `./node`. */

export {
  type ChunkEncoder,
  createChunkEncoder,
  type EncodingJob,
  encodeChunk,
} from './chunk-encoder.js';
export { CHUNK_CASUALTIES } from './chunk-size.js';
export { type Comparison, compareRuns, type Ending, type OutcomeChange } from './compare/compare-runs.js';
export { upstreamDifferences } from './compare/upstream-difference.js';
export { FAILURE_KINDS, type FailureCode, type FailureKind, MedpatError } from './errors.js';
export { type GenerateOptions, generate, type RunResult } from './generate.js';
export type { Digest, RunHost } from './host.js';
export { asRun, identifyRun, type RunIdentity, type RunVersions } from './identity.js';
export { toJsonText } from './json-text.js';
export {
  buildManifest,
  MANIFEST_PATH,
  type Manifest,
  type ManifestFile,
  readManifest,
  SUMMARY_PAGE_PATH,
  SUMMARY_PATH,
} from './manifest.js';
export { type ChunkRenderer, createInlineRenderer } from './renderer.js';
export { type RunReplication, replicate, replicationSeed, type StudyOptions, study } from './replicate.js';
export { createRunFigures, type RunFigures } from './run-figures.js';
export { MemorySink, type RunSink } from './sink.js';
export { FINDING_KINDS, type FindingGroup, type FindingKind } from './verify/findings.js';
export type { StructuralRow } from './verify/structural-rows.js';
