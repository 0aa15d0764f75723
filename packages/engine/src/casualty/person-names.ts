import type { NameLanguage, NameList, Transliteration } from '@medical-patients/contract';
import { toAsciiName } from './person-ascii.js';

/** A list of names made ready for drawing: ASCII forms are worked out when first needed and kept. */
export interface NameDeck {
  readonly names: readonly string[];
  readonly ascii: (string | undefined)[];
  readonly system: Transliteration;
  readonly commonCount: number;
  readonly commonShare: number;
}

export interface LanguageDecks {
  readonly familyNames: 1 | 2;
  readonly givenMale: NameDeck;
  readonly givenFemale: NameDeck;
  readonly familyMale: NameDeck;
  readonly familyFemale: NameDeck;
}

function createDeck(list: NameList, system: Transliteration): NameDeck {
  const names = [...list.common, ...list.other];
  const onlyOne = list.other.length === 0 ? 1 : list.common.length === 0 ? 0 : list.commonShare;
  return {
    names,
    ascii: new Array<string | undefined>(names.length).fill(undefined),
    system,
    commonCount: list.common.length,
    commonShare: onlyOne,
  };
}

export function createLanguageDecks(language: NameLanguage): LanguageDecks {
  const { given, family, transliteration } = language;
  const familyMale = createDeck(family.male, transliteration);
  return {
    familyNames: language.familyNames,
    givenMale: createDeck(given.male, transliteration),
    givenFemale: createDeck(given.female, transliteration),
    familyMale,
    familyFemale: family.female ? createDeck(family.female, transliteration) : familyMale,
  };
}

/** Position in a deck for a uniform number in [0, 1). */
export function pickName(deck: NameDeck, uniform: number): number {
  const { commonShare, commonCount } = deck;
  if (uniform < commonShare) return Math.floor((uniform / commonShare) * commonCount);
  const rest = deck.names.length - commonCount;
  // Rounding may bring the quotient up to 1.
  return commonCount + Math.min(rest - 1, Math.floor(((uniform - commonShare) / (1 - commonShare)) * rest));
}

/** ASCII form of the name at a position. */
export function asciiName(deck: NameDeck, position: number): string {
  const known = deck.ascii[position];
  if (known !== undefined) return known;
  const ascii = toAsciiName(deck.names[position], deck.system);
  deck.ascii[position] = ascii;
  return ascii;
}
