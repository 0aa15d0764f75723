import type { Condition, WoundKindWord, WoundRegion } from '@medical-patients/contract';
import type { KeyedRandom } from '../random/keyed-random.js';
import { PATHWAY, REGION_WORDS } from '../record/codes.js';

export const WOUND_KINDS: readonly WoundKindWord[] = [
  'fragment',
  'gunshot',
  'blast',
  'burn',
  'crush',
  'blunt',
];

/** Where a wound is drawn: finer than the tables' groups, so that neck and head keep their own diagnoses. */
export const SITES = ['head', 'neck', 'face', 'thorax', 'abdomen', 'upper_limb', 'lower_limb'] as const;
export const SITE = { head: 0, neck: 1, face: 2, thorax: 3, abdomen: 4, upperLimb: 5, lowerLimb: 6 } as const;

const SITE_REGION: readonly WoundRegion[] = [
  'head-neck',
  'head-neck',
  'face',
  'thorax',
  'abdomen',
  'upper-limb',
  'lower-limb',
];
const MAX_AIS = 6;
/** Pathway words of the catalogue by `PATHWAY` number; those a wound's diagnosis can show. */
const SHOWN_PATHWAYS = [
  'limb-bleeding',
  'junctional-bleeding',
  'torso-bleeding',
  'airway',
  'tension-pneumothorax',
  'brain',
  'burn',
] as const;
const NO_PATHWAY = SHOWN_PATHWAYS.length;

interface Candidates {
  readonly rows: Uint16Array;
  readonly sums: Float64Array;
}

/** Finds the diagnosis of a wound: every combination's candidates are listed once, a draw is one search. */
export class ConditionIndex {
  readonly #table: (Candidates | null)[];
  readonly regionOf: Uint8Array;
  readonly #conditions: readonly Condition[];

  constructor(conditions: readonly Condition[]) {
    this.#conditions = conditions;
    this.regionOf = Uint8Array.from(conditions, ({ region }) => REGION_WORDS.indexOf(region));
    this.#table = [];
    for (let site = 0; site < SITES.length; site++) {
      for (let kind = 0; kind < WOUND_KINDS.length; kind++) {
        for (let ais = 1; ais <= MAX_AIS; ais++) {
          for (let pathway = 0; pathway <= NO_PATHWAY; pathway++) {
            for (const regions of [1, 3]) {
              this.#table.push(this.#candidates(site, kind, ais, pathway, regions));
            }
          }
        }
      }
    }
  }

  /**
   * @param pathways bits of `PATHWAY` that the wound opened
   * @param regionCount distinct sites wounded, for diagnoses of several regions
   * @returns row of the condition table
   */
  pick(
    site: number,
    kind: number,
    ais: number,
    pathways: number,
    regionCount: number,
    random: KeyedRandom,
  ): number {
    let pathway: number = NO_PATHWAY;
    for (let bit = 0; bit < NO_PATHWAY; bit++) {
      if (pathways & (1 << bit)) {
        pathway = bit;
        break;
      }
    }
    if (pathways & (1 << PATHWAY.brain)) pathway = PATHWAY.brain;
    const at =
      (((site * WOUND_KINDS.length + kind) * MAX_AIS + (ais - 1)) * (NO_PATHWAY + 1) + pathway) * 2 +
      (regionCount >= 3 ? 1 : 0);
    const candidates = this.#table[at];
    if (candidates === null)
      throw new Error(`no condition for ${SITES[site]} ${WOUND_KINDS[kind]} AIS ${ais}`);
    return candidates.rows[random.pick(candidates.sums)];
  }

  /** The strictest set that is not empty: right pathway and site, then any pathway, then a lower AIS, then any kind. */
  #candidates(site: number, kind: number, ais: number, pathway: number, regions: number): Candidates | null {
    for (const anyKind of [false, true]) {
      for (let level = ais; level >= 1; level--) {
        for (const strict of [true, false]) {
          const found = this.#match(site, anyKind ? -1 : kind, level, pathway, regions, strict);
          if (found !== null) return found;
        }
      }
      for (let level = ais + 1; level <= MAX_AIS; level++) {
        const found = this.#match(site, anyKind ? -1 : kind, level, pathway, regions, false);
        if (found !== null) return found;
      }
    }
    return null;
  }

  #match(
    site: number,
    kind: number,
    ais: number,
    pathway: number,
    regions: number,
    strict: boolean,
  ): Candidates | null {
    const rows: number[] = [];
    const sums: number[] = [];
    let sum = 0;
    this.#conditions.forEach((condition, row) => {
      if (condition.weights.battle <= 0 || condition.minRegions > regions) return;
      if (!condition.woundRegions.includes(SITE_REGION[site])) return;
      if (strict && site === SITE.head && condition.region === 'neck') return;
      if (strict && site === SITE.neck && condition.region !== 'neck' && condition.region !== 'spine') return;
      if (kind >= 0 && !condition.woundKinds.includes(WOUND_KINDS[kind])) return;
      if (ais < condition.aisMin || ais > condition.aisMax) return;
      const carries = pathway !== NO_PATHWAY && condition.pathways.includes(SHOWN_PATHWAYS[pathway]);
      if (condition.requiresPathway && !carries) return;
      if (strict && pathway !== NO_PATHWAY && !carries) return;
      sum += condition.weights.battle;
      rows.push(row);
      sums.push(sum);
    });
    return rows.length === 0 ? null : { rows: Uint16Array.from(rows), sums: Float64Array.from(sums) };
  }
}
