import type {
  Identity,
  NationPeople,
  NationWording,
  PeopleTables,
  RankShare,
} from '@medical-patients/contract';
import { cumulate } from '../random/keyed-random.js';
import type { LanguageDecks } from './person-names.js';

type Rank = Identity['rank'];

/** Rank titles and unit names in one working language, ready to be put into records. */
interface Wording {
  /** In the order of the demographics table; shared by every record that needs them. */
  readonly ranks: readonly Rank[];
  readonly units: readonly string[];
}

/** A nation made ready for drawing. */
export interface PreparedNation {
  readonly alpha3: string;
  readonly servicePrefix: string;
  readonly familyFirst: boolean;
  /** Probability that a member of the force is a woman. */
  readonly women: number;
  readonly heightMaleCm: number;
  readonly heightFemaleCm: number;
  readonly bloodGroups: Float64Array;
  readonly languageWeights: Float64Array;
  readonly languages: readonly LanguageDecks[];
  /** For each language of `languages`, the words its bearers use. */
  readonly wordings: readonly Wording[];
}

/** Title of each rank; a code the nation does not use takes the next lower title of its group, else the next higher. */
function rankTitles({ ranks }: NationWording, shares: readonly RankShare[], alpha3: string): Rank[] {
  return shares.map(({ code }, index) => {
    const group = shares.filter((share) => share.code.slice(0, 2) === code.slice(0, 2));
    const at = group.indexOf(shares[index]);
    const order = [...group.slice(0, at + 1).reverse(), ...group.slice(at + 1)];
    const used = order.find((share) => ranks[share.code] !== undefined);
    if (used === undefined) throw new RangeError(`${alpha3} has no rank in the group of ${code}`);
    return { title: ranks[used.code] as string, code: used.code };
  });
}

function unitNames({ unitPatterns }: NationWording, units: PeopleTables['demographics']['units']): string[] {
  const names: string[] = [];
  for (const pattern of unitPatterns) {
    for (let battalion = 0; battalion < units.battalions; battalion++) {
      for (let company = 1; company <= units.companies; company++) {
        const name = pattern
          .replace('{n}', String(units.firstBattalion + battalion))
          .replace('{c}', String(company))
          .replace('{C}', 'ABCDEFGH'[company - 1]);
        names.push(name);
      }
    }
  }
  return names;
}

/**
 * Works out what drawing members of a nation needs.
 *
 * @param decksOf names of a language
 * @throws RangeError if the nation names a language without tables or wording
 */
export function prepareNation(
  nation: NationPeople,
  people: PeopleTables,
  decksOf: (language: string) => LanguageDecks,
): PreparedNation {
  const wordings = nation.wording.map((wording) => ({
    ranks: rankTitles(wording, people.demographics.ranks, nation.alpha3),
    units: unitNames(wording, people.demographics.units),
  }));
  return {
    alpha3: nation.alpha3,
    servicePrefix: `EX-${nation.alpha3}-`,
    familyFirst: nation.nameOrder === 'family-first',
    women: nation.womenPercent / 100,
    heightMaleCm: nation.heightCm.male,
    heightFemaleCm: nation.heightCm.female,
    bloodGroups: cumulate(nation.bloodGroupWeights),
    languageWeights: cumulate(nation.nameLanguages.map(({ weight }) => weight)),
    languages: nation.nameLanguages.map(({ language }) => decksOf(language)),
    wordings: nation.nameLanguages.map(({ language }) => {
      const at = nation.wording.findIndex(
        ({ languages }) => languages.length === 0 || languages.includes(language),
      );
      if (at < 0) throw new RangeError(`${nation.alpha3} has no wording for ${language}`);
      return wordings[at];
    }),
  };
}
