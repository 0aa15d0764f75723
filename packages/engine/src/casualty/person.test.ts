import { referenceData } from '@medical-patients/reference-data';
import { describe, expect, test } from 'vitest';
import { KeyedRandom } from '../random/keyed-random.js';
import { chiSquareZ } from '../random/testing/statistics.js';
import { completedYears, parseCivilDate } from './civil-date.js';
import { createPersonFactory, nationIndexOf } from './person.js';
import { ageProbabilities, createAgeRankTable } from './person-age-rank.js';
import { checkLetter, formatServiceNumber } from './person-service-number.js';

const { people } = referenceData;
const START = '2026-06-01T00:00:00Z';
const BLOOD_GROUPS = ['O+', 'A+', 'B+', 'AB+', 'O-', 'A-', 'B-', 'AB-'];
const factory = createPersonFactory(people, START);
const random = new KeyedRandom('people test');
const { demographics } = people;

/** All statistical tests below are of one fixed seed; 4.5 standard deviations are a false alarm in 150,000. */
const LIMIT = 4.5;

describe('a person', () => {
  test('depends on seed, number, nation and class alone', () => {
    const first = structuredClone(factory.draw(random, 77, 5, 'disease'));
    factory.draw(random, 78, 5, 'disease');
    expect(factory.draw(random, 77, 5, 'disease')).toEqual(first);
    expect(createPersonFactory(people, START).draw(new KeyedRandom('people test'), 77, 5, 'disease')).toEqual(
      first,
    );
    expect(factory.draw(new KeyedRandom('another'), 77, 5, 'disease')).not.toEqual(first);
    expect(factory.draw(random, 77, 6, 'disease').identity.nationality).not.toBe(first.identity.nationality);
  });

  test('is overwritten entirely when an earlier one is given', () => {
    const used = factory.draw(random, 1, 0, 'disease');
    for (let number = 2; number < 400; number++) {
      const nation = number % people.nations.length;
      const reused = factory.draw(random, number, nation, 'disease', used);
      expect(reused).toBe(used);
      expect(reused).toEqual(factory.draw(random, number, nation, 'disease'));
    }
  });

  test.each(people.nations.map(({ alpha3 }, index) => [alpha3, index] as const))(
    'of %s is sound',
    (alpha3, nation) => {
      const start = parseCivilDate(START);
      const { wording, nameOrder } = people.nations[nation];
      const unitNumber = /70(1[1-9])/;
      for (let number = 1; number <= 600; number++) {
        const { identity, history } = factory.draw(
          random,
          number,
          nation,
          number % 2 ? 'battle-injury' : 'disease',
        );
        expect(identity.nationality).toBe(alpha3);
        expect(identity.family_name_ascii).toMatch(/^[A-Za-z][A-Za-z '-]*$/);
        expect(identity.given_name_ascii).toMatch(/^[A-Za-z][A-Za-z '-]*$/);
        const parts = [identity.given_name, identity.family_name];
        expect(identity.display_name).toBe(
          (nameOrder === 'family-first' ? parts.reverse() : parts).join(' '),
        );
        expect(identity.birth_date).toMatch(/-01$/);
        expect(completedYears(parseCivilDate(identity.birth_date), start)).toBe(identity.age);
        expect(identity.age).toBeGreaterThanOrEqual(18);
        expect(identity.age).toBeLessThanOrEqual(58);
        const rank = demographics.ranks.find(({ code }) => code === identity.rank.code);
        expect(identity.age).toBeGreaterThanOrEqual(rank?.minimumYears ?? 99);
        expect(wording.flatMap(({ ranks }) => Object.values(ranks))).toContain(identity.rank.title);
        expect(identity.unit).toMatch(unitNumber);
        expect(identity.unit).not.toMatch(/[{}]/);
        expect(identity.service_number).toMatch(new RegExp(`^EX-${alpha3}-\\d{7}-[A-HJ-NP-TV-Z]$`));
        expect(BLOOD_GROUPS).toContain(identity.blood_group);
        const index = identity.weight_kg / (identity.height_cm / 100) ** 2;
        expect(index).toBeGreaterThan(17);
        expect(index).toBeLessThan(40);
        expect(history.allergies).toHaveLength(1);
        for (const list of [history.medications, history.problems]) {
          expect(new Set(list.map(({ code }) => code)).size).toBe(list.length);
        }
      }
    },
  );

  test('takes the forms of name that its nation has', () => {
    const names = (alpha3: string, sex: string) => {
      const nation = nationIndexOf(people, alpha3);
      const drawn = Array.from(
        { length: 4000 },
        (_, i) => factory.draw(random, i + 1, nation, 'disease').identity,
      );
      return drawn.filter((identity) => identity.sex === sex);
    };
    for (const { family_name } of names('ISL', 'female')) expect(family_name).toMatch(/dóttir$/);
    for (const { family_name } of names('ISL', 'male')) expect(family_name).toMatch(/son$/);
    for (const { family_name } of names('ESP', 'male')) expect(family_name).toMatch(/ /);
    for (const { family_name } of names('BGR', 'female')) expect(family_name).toMatch(/а$/);
    for (const { family_name } of names('CZE', 'female')) expect(family_name).toMatch(/(ová|á|í|ů|Le|Pham)$/);
    const french = names('CAN', 'male').filter(({ unit }) => /^(Compagnie|Escadron|Batterie)/.test(unit));
    expect(french.length / names('CAN', 'male').length).toBeCloseTo(0.24, 1);
    for (const { rank } of french) expect(rank.title).not.toMatch(/Private|Master/);
  });

  test('of a nation that is not there is refused', () => {
    expect(() => factory.draw(random, 1, 32, 'disease')).toThrow(RangeError);
    expect(() => nationIndexOf(people, 'CHE')).toThrow(RangeError);
    expect(nationIndexOf(people, 'ALB')).toBe(0);
    expect(() => createPersonFactory(people, 'soon')).toThrow(RangeError);
  });
});

describe('shares of many persons', () => {
  const n = 40_000;
  const usa = nationIndexOf(people, 'USA');
  const draw = (nation: number, kind: 'battle-injury' | 'disease', count = n) =>
    Array.from({ length: count }, (_, i) => factory.draw(random, i + 1, nation, kind));
  const soldiers = draw(usa, 'battle-injury');
  const sick = draw(usa, 'disease');
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const zOfShare = (count: number, total: number, p: number) =>
    (count - total * p) / Math.sqrt(total * p * (1 - p));

  test('ages have the means of calibration 7.1', () => {
    const battleMean = meanOf(soldiers.map(({ identity }) => identity.age));
    const sickMean = meanOf(sick.map(({ identity }) => identity.age));
    expect(battleMean).toBeGreaterThan(25.8);
    expect(battleMean).toBeLessThan(26.2);
    expect(sickMean).toBeGreaterThan(26.6);
    expect(sickMean).toBeLessThan(27);
  });

  test('ages and ranks follow their tables', () => {
    const expected = Array.from(ageProbabilities(demographics.age.battle), (p) => p * n);
    const ages = new Array<number>(expected.length).fill(0);
    const ranks = new Array<number>(demographics.ranks.length).fill(0);
    for (const { identity } of soldiers) {
      ages[identity.age - 18]++;
      ranks[demographics.ranks.findIndex(({ code }) => code === identity.rank.code)]++;
    }
    // The oldest share a cell, so that each expects more than a handful.
    const tail = 27;
    const folded = (values: readonly number[]) => [
      ...values.slice(0, tail),
      values.slice(tail).reduce((sum, value) => sum + value, 0),
    ];
    expect(Math.abs(chiSquareZ(folded(ages), folded(expected)))).toBeLessThan(LIMIT);
    const shares = demographics.ranks.map(({ percent }) => (percent / 100) * n);
    expect(Math.abs(chiSquareZ(ranks, shares))).toBeLessThan(LIMIT);
  });

  test('women are as many as the force and the class have', () => {
    const women = (drawn: typeof sick) => drawn.filter(({ identity }) => identity.sex === 'female').length;
    expect(Math.abs(zOfShare(women(sick), n, 0.17))).toBeLessThan(LIMIT);
    expect(Math.abs(zOfShare(women(soldiers), n, 0.017))).toBeLessThan(LIMIT);
  });

  test.each(people.nations.map(({ alpha3 }, index) => [alpha3, index] as const))(
    'blood groups of %s',
    (_, nation) => {
      const weights = people.nations[nation].bloodGroupWeights;
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const count = 5000;
      const seen = new Array<number>(8).fill(0);
      for (const { identity } of draw(nation, 'disease', count))
        seen[BLOOD_GROUPS.indexOf(identity.blood_group)]++;
      const expected = weights.map((weight) => (count * weight) / total);
      expect(Math.abs(chiSquareZ(seen, expected))).toBeLessThan(LIMIT);
    },
  );

  test('bodies are those of calibration 7.1', () => {
    const men = sick.filter(({ identity }) => identity.sex === 'male').map(({ identity }) => identity);
    const heights = men.map((man) => man.height_cm);
    const weights = men.map((man) => man.weight_kg);
    const sdOf = (values: readonly number[]) => {
      const mean = meanOf(values);
      return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
    };
    expect(meanOf(heights)).toBeCloseTo(177, 0);
    expect(sdOf(heights)).toBeCloseTo(7, 0);
    expect(meanOf(weights)).toBeGreaterThan(80);
    expect(meanOf(weights)).toBeLessThan(86);
    const weightMean = meanOf(weights);
    const weightSd = sdOf(weights);
    expect(weightSd).toBeGreaterThan(10);
    expect(weightSd).toBeLessThan(14);
    const together = meanOf(men.map((man) => (man.height_cm - 177) * (man.weight_kg - weightMean)));
    expect(together / (7 * weightSd)).toBeGreaterThan(0.3);
  });

  test('history has the prevalences of its tables', () => {
    const men = sick.filter(({ identity }) => identity.sex === 'male');
    const women = sick.filter(({ identity }) => identity.sex === 'female');
    for (const [drawn, sex] of [
      [men, 'male'],
      [women, 'female'],
    ] as const) {
      const count = (part: 'allergies' | 'problems' | 'medications', code: string) =>
        drawn.filter(({ history }) => history[part].some((coding) => coding.code === code)).length;
      for (const part of ['allergies', 'problems'] as const) {
        for (const { coding, probability } of people[part].entries) {
          expect(Math.abs(zOfShare(count(part, coding.code), drawn.length, probability[sex]))).toBeLessThan(
            LIMIT,
          );
        }
      }
      for (const { id, coding, probability } of people.medications.entries) {
        let without = 1 - probability[sex];
        for (const problem of people.problems.entries) {
          if (problem.medication?.id !== id) continue;
          without *= 1 - problem.probability[sex] * problem.medication.probability;
        }
        const seen = count('medications', coding.code);
        if (without === 1) expect(seen).toBe(0);
        else expect(Math.abs(zOfShare(seen, drawn.length, 1 - without))).toBeLessThan(LIMIT);
      }
    }
  });
});

describe('the table of ages and ranks', () => {
  test('meets both margins', () => {
    const { ranks, age } = demographics;
    const table = createAgeRankTable(age.nonBattle, ranks);
    const ages = ageProbabilities(age.nonBattle);
    expect(ages.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    const shares = new Array<number>(ranks.length).fill(0);
    table.ranksByAge.forEach((sums, at) => {
      expect(sums[sums.length - 1]).toBeCloseTo(ages[at], 12);
      for (let rank = 0; rank < ranks.length; rank++) shares[rank] += sums[rank] - (sums[rank - 1] ?? 0);
    });
    ranks.forEach(({ percent }, rank) => {
      expect(Math.abs(shares[rank] - percent / 100)).toBeLessThan(0.001);
    });
  });
});

describe('service numbers', () => {
  test('differ for every casualty', () => {
    // The map is linear, so that it is a bijection if its multiplier is coprime to ten million; and a sample.
    const seen = new Set<string>();
    for (let number = 1; number <= 200_000; number++) seen.add(formatServiceNumber('EX-NOR-', number));
    for (let number = 9_900_000; number <= 10_000_000; number++)
      seen.add(formatServiceNumber('EX-NOR-', number));
    expect(seen.size).toBe(300_001);
    expect(formatServiceNumber('EX-NOR-', 1)).toBe(`EX-NOR-7654321-${checkLetter(7654321)}`);
  });

  test('show a wrong digit and swapped neighbours', () => {
    for (const text of ['0004217', '7654321', '9090909', '1000000']) {
      for (let at = 0; at < 7; at++) {
        for (let digit = 0; digit < 10; digit++) {
          const wrong = text.slice(0, at) + digit + text.slice(at + 1);
          if (wrong !== text) expect(checkLetter(Number(wrong))).not.toBe(checkLetter(Number(text)));
        }
        const swapped = text.slice(0, at) + (text[at + 1] ?? '') + text[at] + text.slice(at + 2);
        if (swapped !== text) expect(checkLetter(Number(swapped))).not.toBe(checkLetter(Number(text)));
      }
    }
  });
});
