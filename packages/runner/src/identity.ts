import { canonicalJson, type Scenario, upstreamOfCare } from '@medical-patients/contract';
import { ENGINE_VERSION, type Plan } from '@medical-patients/engine';
import { hashText, type RunHost } from './host.js';

/** Versions that the bytes of a run depend on. */
export interface RunVersions {
  readonly engine: string;
  readonly reference_data: string;
}

/** What a run is called and what makes it the same as another. */
export interface RunIdentity {
  /** The first 16 digits of the hash; patient ids begin with it. */
  readonly datasetId: string;
  /** SHA-256 of the canonical scenario, the seed and the versions. */
  readonly datasetHash: string;
  /** SHA-256 of everything upstream of care: two runs that agree in it have the same casualties. */
  readonly streamHash: string;
  readonly versions: RunVersions;
}

const ID_DIGITS = 16;

/** Names a run. The formats do not count: they change the files, not the casualties. */
export function identifyRun(plan: Plan, host: RunHost): RunIdentity {
  const versions: RunVersions = { engine: ENGINE_VERSION, reference_data: plan.referenceData.version };
  const { output: _output, ...content } = asRun(plan);
  const datasetHash = hashText(host, canonicalJson({ scenario: content, seed: plan.seed, versions }));
  const streamHash = hashText(
    host,
    canonicalJson({ upstream: upstreamOfCare(asRun(plan)), seed: plan.seed, versions }),
  );
  return { datasetId: datasetHash.slice(0, ID_DIGITS), datasetHash, streamHash, versions };
}

/** The scenario with the seed it ran with: everything that is needed to run it again. */
export function asRun(plan: Plan): Scenario {
  return { ...plan.scenario, seed: plan.seed };
}
