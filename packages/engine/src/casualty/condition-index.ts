import type { Condition, WoundKindWord, WoundRegion } from '@medical-patients/contract';
import { oncePer } from '../compile/once-per.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import { PATHWAY, REGION_WORDS } from '../record/codes.js';
import { LostParts } from './lost-parts.js';

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

/** The index of a condition table. */
export const conditionIndexOf = oncePer((conditions: readonly Condition[]) => new ConditionIndex(conditions));

/**
 * Finds the diagnosis of a wound. The candidates of a combination are listed when it first occurs, since most of the
 * 8,000 never do; after that a draw is one search.
 */
export class ConditionIndex {
  readonly regionOf: Uint8Array;
  readonly lostParts: LostParts;
  readonly #table: (Candidates | undefined)[];
  readonly #conditions: readonly Condition[];

  constructor(conditions: readonly Condition[]) {
    this.#conditions = conditions;
    this.lostParts = new LostParts(conditions);
    this.regionOf = Uint8Array.from(conditions, ({ region }) => REGION_WORDS.indexOf(region));
    this.#table = new Array(SITES.length * WOUND_KINDS.length * MAX_AIS * (NO_PATHWAY + 1) * 2);
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
    const { rows, sums } = this.#candidatesFor(site, kind, ais, pathways, regionCount);
    return rows[random.pick(sums)];
  }

  /**
   * The candidate after `row` that fits, in the order of the table and from its end on from the beginning; `row` itself
   * where none does. Takes what `pick` takes, but draws nothing.
   */
  another(
    site: number,
    kind: number,
    ais: number,
    pathways: number,
    regionCount: number,
    row: number,
    fits: (row: number) => boolean,
  ): number {
    const { rows } = this.#candidatesFor(site, kind, ais, pathways, regionCount);
    const at = rows.indexOf(row);
    for (let i = 1; i < rows.length; i++) {
      const other = rows[(at + i) % rows.length];
      if (fits(other)) return other;
    }
    return row;
  }

  #candidatesFor(site: number, kind: number, ais: number, pathways: number, regionCount: number): Candidates {
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
    let candidates = this.#table[at];
    if (candidates === undefined) {
      candidates = this.#candidates(site, kind, ais, pathway, regionCount >= 3 ? 3 : 1);
      this.#table[at] = candidates;
    }
    return candidates;
  }

  /** The strictest set that is not empty: right pathway and site, then any pathway, then a lower AIS, then any kind. */
  #candidates(site: number, kind: number, ais: number, pathway: number, regions: number): Candidates {
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
    throw new Error(`no condition for ${SITES[site]} ${WOUND_KINDS[kind]} AIS ${ais}`);
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
      // A head that is destroyed is never called a wound of the neck, nor the other way round.
      const isExact = strict || condition.aisMin === MAX_AIS;
      if (isExact && site === SITE.head && condition.region === 'neck') return;
      if (isExact && site === SITE.neck && condition.region !== 'neck' && condition.region !== 'spine')
        return;
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
