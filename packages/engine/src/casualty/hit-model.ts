import type {
  HitClass,
  ModelTables,
  PathwayRules,
  RegionGroup,
  Scenario,
  WarfareType,
  WoundRules,
} from '@medical-patients/contract';
import { cumulate } from '../random/keyed-random.js';
import { WOUND_KINDS } from './condition-index.js';

const HIT_CLASSES: readonly HitClass[] = ['minor', 'moderate', 'severe', 'catastrophic'];
export const CATASTROPHIC = 3;
const REGION_GROUPS: readonly RegionGroup[] = ['head_neck', 'face', 'thorax', 'abdomen', 'limb'];

/** One mechanism's tables in the form draws take. */
export interface CompiledHit {
  readonly kinds: Float64Array;
  readonly severity: readonly number[];
  readonly meanWounds: number;
  readonly regions: Float64Array;
  readonly unsurvivable: number;
}

/** Tables of battle wounds in the form draws take. */
export interface HitModel {
  /** By mechanism number; null for mechanisms that do not wound. */
  readonly hits: readonly (CompiledHit | null)[];
  /** By warfare type: mechanism numbers and their cumulative weights. */
  readonly mechanismRows: readonly Uint8Array[];
  readonly mechanismSums: readonly Float64Array[];
  /** Cumulative AIS weights by hit class. */
  readonly ais: readonly Float64Array[];
  readonly countFactor: readonly number[];
  readonly wounds: WoundRules;
  readonly pathways: PathwayRules;
  readonly severity: number;
}

export function compileHitModel(
  tables: ModelTables,
  scenario: Scenario,
  warfareTypes: readonly WarfareType[],
): HitModel {
  const numberOf = new Map(tables.mechanisms.map(({ id }, number) => [id, number]));
  const mixes = warfareTypes.map((type) =>
    Object.entries(scenario.mechanisms[type] ?? tables.warfare[type].mechanisms).filter(
      ([, weight]) => (weight ?? 0) > 0,
    ),
  );
  return {
    hits: tables.mechanisms.map(({ hit }) =>
      hit === null
        ? null
        : {
            kinds: cumulate(WOUND_KINDS.map((kind) => hit.woundKinds[kind] ?? 0)),
            severity: HIT_CLASSES.map((name) => hit.severity[name]),
            meanWounds: hit.meanWounds,
            regions: cumulate(REGION_GROUPS.map((group) => hit.regions[group])),
            unsurvivable: hit.unsurvivable,
          },
    ),
    mechanismRows: mixes.map((mix) => Uint8Array.from(mix, ([id]) => numberOf.get(id) ?? 0)),
    mechanismSums: mixes.map((mix) => cumulate(mix.map(([, weight]) => weight ?? 0))),
    ais: HIT_CLASSES.map((name) => cumulate(tables.wounds.ais[name])),
    countFactor: HIT_CLASSES.map((name) => tables.wounds.countFactor[name]),
    wounds: tables.wounds,
    pathways: tables.pathways,
    severity: scenario.severity,
  };
}

/**
 * Cumulative weights of the four hit classes under a severity s: the weights times s^−½, 1, s^½, s.
 * Source: starting parameters.
 */
export function classSums(hit: CompiledHit, severity: number, into: Float64Array): Float64Array {
  const root = Math.sqrt(severity);
  into[0] = hit.severity[0] / root;
  into[1] = into[0] + hit.severity[1];
  into[2] = into[1] + hit.severity[2] * root;
  into[3] = into[2] + hit.severity[3] * severity;
  return into;
}
