import type { PatientRecord, Scenario } from '@medical-patients/contract';
import { CASUALTY_CLASSES, NATIONS, OUTCOMES, TRIAGE_CATEGORIES } from '@medical-patients/contract/words';

/*
 * What results can be filtered by, packed into one unsigned number of 32 bits, so that a filter is a mask and a value:
 * triage 3 bits, outcome 3, class 2, nation 6, front 16, from the lowest on.
 */
const TRIAGE = { shift: 0, mask: 0b111 } as const;
const OUTCOME = { shift: 3, mask: 0b111 } as const;
const CLASS = { shift: 6, mask: 0b11 } as const;
const NATION = { shift: 8, mask: 0b11_1111 } as const;
const FRONT = { shift: 14, mask: 0xffff } as const;

type Field = { readonly shift: number; readonly mask: number };

/** Category of who was never assessed: no filter finds it. */
const NEVER_ASSESSED = TRIAGE.mask;

/** What to look for; what is left out may be anything. */
export interface FacetFilter {
  /** Category of the first assessment. */
  readonly triage?: string | undefined;
  readonly outcome?: string | undefined;
  readonly nation?: string | undefined;
  readonly front?: string | undefined;
  readonly class?: string | undefined;
}

/** Facets match where `(facets & mask) === value`, both as signed numbers of 32 bits. */
export interface FacetMask {
  readonly mask: number;
  readonly value: number;
}

/** Packs what a record can be found by. */
export function createFacetEncoder(fronts: Scenario['fronts']): (record: PatientRecord) => number {
  const frontNumbers = new Map(fronts.map(({ id }, index) => [id, index]));
  const nationNumbers = new Map<string, number>(NATIONS.map((nation, index) => [nation, index]));
  return (record) => {
    const assessed = record.triage[0]?.category;
    const triage = assessed === undefined ? NEVER_ASSESSED : TRIAGE_CATEGORIES.indexOf(assessed);
    return (
      (triage << TRIAGE.shift) |
      (OUTCOMES.indexOf(record.outcome.status) << OUTCOME.shift) |
      (CASUALTY_CLASSES.indexOf(record.incident.class) << CLASS.shift) |
      ((nationNumbers.get(record.identity.nationality) ?? NATION.mask) << NATION.shift) |
      ((frontNumbers.get(record.incident.front.id) ?? FRONT.mask) << FRONT.shift)
    );
  };
}

/**
 * The filter as mask and value.
 *
 * @returns null where it names something that there is not: nobody is found
 */
export function compileFilter(filter: FacetFilter, fronts: Scenario['fronts']): FacetMask | null {
  let mask = 0;
  let value = 0;
  const wanted: readonly (readonly [string | undefined, readonly string[], Field])[] = [
    [filter.triage?.toUpperCase(), TRIAGE_CATEGORIES, TRIAGE],
    [filter.outcome, OUTCOMES, OUTCOME],
    [filter.class, CASUALTY_CLASSES, CLASS],
    [filter.nation?.toUpperCase(), NATIONS, NATION],
    [filter.front, fronts.map(({ id }) => id), FRONT],
  ];
  for (const [word, words, field] of wanted) {
    if (word === undefined) continue;
    const number = words.indexOf(word);
    if (number === -1) return null;
    mask |= field.mask << field.shift;
    value |= number << field.shift;
  }
  return { mask, value };
}
