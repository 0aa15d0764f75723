import type {
  CasualtyClass,
  Demographics,
  History,
  Identity,
  PeopleTables,
} from '@medical-patients/contract';
import { oncePer } from '../compile/once-per.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';
import { firstOfMonthBefore, formatCivilDate, parseCivilDate } from './civil-date.js';
import { createAgeRankTable } from './person-age-rank.js';
import { createHistoryFactory } from './person-history.js';
import {
  asciiName,
  createLanguageDecks,
  type LanguageDecks,
  type NameDeck,
  pickName,
} from './person-names.js';
import { type PreparedNation, prepareNation } from './person-nation.js';
import { formatServiceNumber } from './person-service-number.js';

/** Order of calibration 7.2 and of the blood group weights of a nation. */
const BLOOD_GROUP_ORDER: readonly Identity['blood_group'][] = [
  'O+',
  'A+',
  'B+',
  'AB+',
  'O-',
  'A-',
  'B-',
  'AB-',
];

/** Who a casualty is and what they brought with them. */
export interface Person {
  identity: Identity;
  history: History;
}

export interface PersonFactory {
  /**
   * Draws the person behind a casualty. The result depends on the seed of `random`, the casualty number, the nation and
   * the class alone. The class decides how likely a woman is and which age model holds; a person is otherwise made from
   * the same numbers in every class and nation.
   *
   * Rank, codings and lists without entries are shared between persons: read them, do not change them.
   *
   * @param casualtyNumber order of injury, from 1; up to ten million have different service numbers
   * @param nationIndex position in `people.nations`
   * @param into an earlier result to overwrite; without it a new one is made
   * @throws RangeError if there is no such nation
   */
  draw(
    random: KeyedRandom,
    casualtyNumber: number,
    nationIndex: number,
    classOfCasualty: CasualtyClass,
    into?: Person,
  ): Person;
}

/**
 * Position of a nation in `people.nations`.
 *
 * @param alpha3 ISO 3166-1 alpha-3
 * @throws RangeError if it is not one of them
 */
export function nationIndexOf(people: PeopleTables, alpha3: string): number {
  const index = people.nations.findIndex((nation) => nation.alpha3 === alpha3);
  if (index < 0) throw new RangeError(`no people data for nation ${alpha3}`);
  return index;
}

function emptyPerson(): Person {
  return {
    identity: {
      family_name: '',
      given_name: '',
      family_name_ascii: '',
      given_name_ascii: '',
      display_name: '',
      sex: 'male',
      birth_date: '',
      age: 0,
      nationality: '',
      rank: { title: '', code: '' },
      unit: '',
      service_number: '',
      blood_group: 'O+',
      weight_kg: 0,
      height_cm: 0,
    },
    history: { allergies: [], medications: [], problems: [] },
  };
}

/** Folds a value that lies outside an interval back into it, once; what is still outside is cut. */
function reflect(value: number, low: number, high: number): number {
  const folded = value < low ? 2 * low - value : value > high ? 2 * high - value : value;
  return Math.min(high, Math.max(low, folded));
}

/** Birth dates by age and month: day 01 (calibration 7.4), each giving exactly that age on the first day. */
function birthDates(startIso: string, minimumYears: number, maximumYears: number): string[] {
  const start = parseCivilDate(startIso);
  const dates: string[] = [];
  for (let months = 12 * minimumYears; months < 12 * (maximumYears + 1); months++) {
    dates.push(formatCivilDate(firstOfMonthBefore(start, months)));
  }
  return dates;
}

const ageRanksOf = oncePer(({ age, ranks }: Demographics) => ({
  battle: createAgeRankTable(age.battle, ranks),
  nonBattle: createAgeRankTable(age.nonBattle, ranks),
}));

/**
 * Makes the factory of persons. Nations and languages are prepared when first drawn from.
 *
 * @param people tables of the reference data
 * @param scenarioStartIso first day of the scenario, ISO 8601 UTC: ages are completed years on it
 * @throws RangeError if the start is not a date or a table contradicts another
 */
export function createPersonFactory(people: PeopleTables, scenarioStartIso: string): PersonFactory {
  const { age, body, battleWomenFactor } = people.demographics;
  const { battle, nonBattle } = ageRanksOf(people.demographics);
  const youngest = Math.min(age.battle.minimumYears, age.nonBattle.minimumYears);
  const oldest = Math.max(age.battle.maximumYears, age.nonBattle.maximumYears);
  const births = birthDates(scenarioStartIso, youngest, oldest);
  const history = createHistoryFactory(people);
  const bodyMass = body.bodyMassIndex;

  const decks = new Map<string, LanguageDecks>();
  const decksOf = (id: string): LanguageDecks => {
    let found = decks.get(id);
    if (found === undefined) {
      const language = people.languages[id];
      if (language === undefined) throw new RangeError(`no name tables for language ${id}`);
      found = createLanguageDecks(language);
      decks.set(id, found);
    }
    return found;
  };
  const prepared: PreparedNation[] = [];
  const nationAt = (index: number): PreparedNation => {
    const nation = people.nations[index];
    if (nation === undefined) throw new RangeError(`no nation ${index}`);
    prepared[index] = prepareNation(nation, people, decksOf);
    return prepared[index];
  };

  function drawFamilyName(random: KeyedRandom, deck: NameDeck, count: 1 | 2, identity: Identity): void {
    const first = pickName(deck, random.uniform());
    if (count === 1) {
      identity.family_name = deck.names[first];
      identity.family_name_ascii = asciiName(deck, first);
      return;
    }
    const second = pickName(deck, random.uniform());
    identity.family_name = `${deck.names[first]} ${deck.names[second]}`;
    identity.family_name_ascii = `${asciiName(deck, first)} ${asciiName(deck, second)}`;
  }

  return {
    draw(random, casualtyNumber, nationIndex, classOfCasualty, into = emptyPerson()) {
      const nation = prepared[nationIndex] ?? nationAt(nationIndex);
      const isBattle = classOfCasualty === 'battle-injury';
      const ageRank = isBattle ? battle : nonBattle;
      const identity = into.identity;

      // The order of draws is part of every dataset. One position each; the second family name comes last.
      random.open(PURPOSE.person, casualtyNumber);
      const female = random.uniform() < nation.women * (isBattle ? battleWomenFactor : 1);
      const ageIndex = random.pick(ageRank.ages);
      const rankIndex = random.pick(ageRank.ranksByAge[ageIndex]);
      const bloodGroup = random.pick(nation.bloodGroups);
      const mean = female ? nation.heightFemaleCm : nation.heightMaleCm;
      const heightCm = random.normal(mean, body.heightSdCm);
      const build = female ? bodyMass.female : bodyMass.male;
      const index = reflect(random.normal(build.mean, build.sd), bodyMass.minimum, bodyMass.maximum);
      const birthMonth = Math.floor(random.uniform() * 12);
      const unit = random.uniform();
      const languageIndex = random.pick(nation.languageWeights);
      const language = nation.languages[languageIndex];
      const givenDeck = female ? language.givenFemale : language.givenMale;
      const given = pickName(givenDeck, random.uniform());
      drawFamilyName(
        random,
        female ? language.familyFemale : language.familyMale,
        language.familyNames,
        identity,
      );

      const { ranks: titles, units } = nation.wordings[languageIndex];
      const years = ageRank.minimumYears + ageIndex;
      identity.given_name = givenDeck.names[given];
      identity.given_name_ascii = asciiName(givenDeck, given);
      identity.display_name = nation.familyFirst
        ? `${identity.family_name} ${identity.given_name}`
        : `${identity.given_name} ${identity.family_name}`;
      identity.sex = female ? 'female' : 'male';
      identity.age = years;
      identity.birth_date = births[12 * (years - youngest) + birthMonth];
      identity.nationality = nation.alpha3;
      identity.rank = titles[rankIndex];
      identity.unit = units[Math.floor(unit * units.length)];
      identity.service_number = formatServiceNumber(nation.servicePrefix, casualtyNumber);
      identity.blood_group = BLOOD_GROUP_ORDER[bloodGroup];
      // The mass index, not the weight, is drawn: tall people weigh more and nobody's index leaves 17 to 40.
      const roundedCm = Math.round(reflect(heightCm, mean - 4 * body.heightSdCm, mean + 4 * body.heightSdCm));
      identity.height_cm = roundedCm;
      identity.weight_kg = Math.round((index * roundedCm * roundedCm) / 10_000);

      history.draw(random, casualtyNumber, female, into.history);
      return into;
    },
  };
}
