import type { NameList, RecordCoding } from '@medical-patients/contract';
import { describe, expect, test } from 'vitest';
import allowList from '../../data/clinical/snomed-allow-list.json' with { type: 'json' };
import { people } from './people.js';

const nameOf = (list: NameList | null) => (list ? [...list.common, ...list.other] : []);
const repeated = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at);

/** Verhoeff's check digit by the dihedral group of order 10, worked out rather than copied from a table. */
function passesVerhoeff(digits: string): boolean {
  const times = (a: number, b: number) =>
    a < 5 ? (b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5) : b < 5 ? ((a - b + 5) % 5) + 5 : (a - b + 5) % 5;
  const permute = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  let check = 0;
  [...digits].reverse().forEach((digit, position) => {
    let value = Number(digit);
    for (let i = 0; i < position % 8; i++) value = permute[value]!;
    check = times(check, value);
  });
  return check === 0;
}

const MEMBERS =
  'ALB BEL BGR CAN CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN ISL ITA LTU LUX LVA MKD MNE NLD NOR POL PRT ROU SVK SVN SWE TUR USA';
const CODES = 'OR-1 OR-2 OR-3 OR-4 OR-5 OR-6 OR-7 OR-8 OR-9 OF-1 OF-2 OF-3 OF-4 OF-5 OF-6'.split(' ');

describe('nations', () => {
  test('are the 32 members in order', () => {
    expect(people.nations.map(({ alpha3 }) => alpha3).join(' ')).toBe(MEMBERS);
    expect(repeated(people.nations.map(({ alpha2 }) => alpha2))).toEqual([]);
    expect(repeated(people.nations.map(({ name }) => name))).toEqual([]);
  });

  test.each(people.nations.map((nation) => [nation.alpha3, nation] as const))('%s', (_, nation) => {
    expect(nation.alpha2).toMatch(/^[A-Z]{2}$/);
    expect(nation.bloodGroupWeights).toHaveLength(8);
    expect(Math.min(...nation.bloodGroupWeights)).toBeGreaterThan(0);
    const bloodTotal = nation.bloodGroupWeights.reduce((sum, weight) => sum + weight, 0);
    expect(bloodTotal).toBeGreaterThan(98);
    expect(bloodTotal).toBeLessThan(102);
    expect(nation.womenPercent).toBeGreaterThan(0);
    expect(nation.womenPercent).toBeLessThanOrEqual(20);
    expect(nation.heightCm.male - nation.heightCm.female).toBeGreaterThan(8);
    expect(['given-first', 'family-first']).toContain(nation.nameOrder);

    expect(repeated(nation.nameLanguages.map(({ language }) => language))).toEqual([]);
    for (const { language, weight } of nation.nameLanguages) {
      expect(people.languages[language]?.id).toBe(language);
      expect(weight).toBeGreaterThan(0);
      const served = nation.wording.filter(
        ({ languages }) => languages.length === 0 || languages.includes(language),
      );
      expect(served).toHaveLength(1);
    }

    for (const { languages, ranks, unitPatterns } of nation.wording) {
      for (const language of languages) {
        expect(nation.nameLanguages.map((entry) => entry.language)).toContain(language);
      }
      expect(Object.keys(ranks).filter((code) => !CODES.includes(code))).toEqual([]);
      expect(Object.values(ranks).filter((title) => title.trim() === '')).toEqual([]);
      // Iceland keeps no army; every other nation has at most three codes without a title of its own.
      expect(Object.keys(ranks).length).toBeGreaterThanOrEqual(nation.alpha3 === 'ISL' ? 9 : 12);
      expect(unitPatterns.length).toBeGreaterThanOrEqual(3);
      expect(repeated(unitPatterns)).toEqual([]);
      for (const pattern of unitPatterns) expect(pattern.match(/\{n\}|\{c\}|\{C\}/g)).toHaveLength(2);
    }
  });

  test.each(people.nations.map((nation) => [nation.alpha3, nation] as const))(
    '%s has names enough',
    (_, nation) => {
      const languages = nation.nameLanguages.map(({ language }) => people.languages[language]!);
      const distinct = (pick: (language: (typeof languages)[number]) => string[]) =>
        new Set(languages.flatMap(pick)).size;
      expect(distinct(({ given }) => nameOf(given.male))).toBeGreaterThanOrEqual(100);
      expect(distinct(({ given }) => nameOf(given.female))).toBeGreaterThanOrEqual(100);
      expect(distinct(({ family }) => nameOf(family.male))).toBeGreaterThanOrEqual(200);
      expect(distinct(({ family }) => nameOf(family.female ?? family.male))).toBeGreaterThanOrEqual(200);
    },
  );
});

describe('languages', () => {
  const used = new Set(
    people.nations.flatMap(({ nameLanguages }) => nameLanguages.map(({ language }) => language)),
  );

  test('are all used', () => {
    expect(Object.keys(people.languages).filter((id) => !used.has(id))).toEqual([]);
  });

  test.each(Object.entries(people.languages))('%s', (id, language) => {
    expect(language.id).toBe(id);
    expect([1, 2]).toContain(language.familyNames);
    const { given, family } = language;
    for (const list of [given.male, given.female, family.male, family.female]) {
      if (list === null) continue;
      const names = nameOf(list);
      expect(repeated(names)).toEqual([]);
      expect(names.length).toBeGreaterThanOrEqual(30);
      expect(names.filter((name) => name !== name.trim() || name !== name.normalize('NFC'))).toEqual([]);
      expect(list.commonShare).toBeGreaterThanOrEqual(0);
      expect(list.commonShare).toBeLessThanOrEqual(1);
      if (list.common.length === 0) expect(list.commonShare).toBe(0);
      if (list.other.length === 0) expect(list.commonShare).toBe(1);
    }
  });

  test.each([
    ['bg', /[\p{Script=Cyrillic}]/u],
    ['mk', /[\p{Script=Cyrillic}]/u],
    ['el', /[\p{Script=Greek}]/u],
    ['ru-EE', /[\p{Script=Latin}]/u],
    ['ru-LV', /[\p{Script=Latin}]/u],
  ])('%s keeps to its script', (id, script) => {
    const { given, family } = people.languages[id]!;
    const names = [given.male, given.female, family.male, family.female].flatMap(nameOf);
    expect(names.filter((name) => [...name].some((c) => /\p{L}/u.test(c) && !script.test(c)))).toEqual([]);
  });

  test.each([
    ['cs', 'Novotný', 'Novotná'],
    ['cs', 'Hájek', 'Hájková'],
    ['sk', 'Kováč', 'Kováčová'],
    ['pl', 'Kowalski', 'Kowalska'],
    ['pl', 'Nowak', 'Nowak'],
    ['bg', 'Иванов', 'Иванова'],
    ['mk', 'Божиновски', 'Божиновска'],
    ['lt', 'Kazlauskas', 'Kazlauskienė'],
    ['lt', 'Kazlauskas', 'Kazlauskaitė'],
    ['lt', 'Butkus', 'Butkutė'],
    ['lv', 'Andersons', 'Andersone'],
    ['is', 'Jónsson', 'Jónsdóttir'],
    ['is', 'Hjartarson', 'Hjartardóttir'],
    ['el', 'Παπαδόπουλος', 'Παπαδοπούλου'],
    ['el', 'Παπαδάκης', 'Παπαδάκη'],
    ['ru-EE', 'Sergejev', 'Sergejeva'],
    ['ru-LV', 'Ivanovs', 'Ivanova'],
  ])('%s: %s and %s', (id, male, female) => {
    const { family } = people.languages[id]!;
    expect(nameOf(family.male)).toContain(male);
    expect(nameOf(family.female)).toContain(female);
  });
});

describe('demographics', () => {
  const { ranks, age, body, units, battleWomenFactor } = people.demographics;
  const share = (codes: readonly string[]) =>
    ranks.filter(({ code }) => codes.includes(code)).reduce((sum, { percent }) => sum + percent, 0);

  test('ranks are those of the codes, with the shares of casualties of calibration 7.1', () => {
    expect(ranks.map(({ code }) => code)).toEqual(CODES);
    for (const { percent, minimumYears, typicalYears } of ranks) {
      expect(percent).toBeGreaterThan(0);
      expect(minimumYears).toBeGreaterThanOrEqual(age.battle.minimumYears);
      expect(typicalYears).toBeGreaterThan(minimumYears);
    }
    expect(share(CODES)).toBeCloseTo(100, 9);
    expect(share(CODES.slice(0, 4))).toBeGreaterThanOrEqual(59);
    expect(share(CODES.slice(0, 4))).toBeLessThanOrEqual(65);
    expect(share(CODES.slice(4, 9))).toBeGreaterThanOrEqual(28);
    expect(share(CODES.slice(4, 9))).toBeLessThanOrEqual(33);
    expect(share(CODES.slice(9))).toBeGreaterThanOrEqual(6);
    expect(share(CODES.slice(9))).toBeLessThanOrEqual(9);
  });

  test('models are sound', () => {
    for (const model of [age.battle, age.nonBattle]) {
      expect(model.shape).toBeGreaterThan(1);
      expect(model.scaleYears).toBeGreaterThan(0);
      expect(model.maximumYears).toBeGreaterThan(model.minimumYears);
    }
    expect(battleWomenFactor).toBeGreaterThan(0);
    expect(battleWomenFactor).toBeLessThanOrEqual(1);
    expect(body.bodyMassIndex.minimum).toBeGreaterThan(17);
    expect(body.bodyMassIndex.maximum).toBeLessThan(40);
    expect(units.companies).toBeLessThanOrEqual(8);
    // Ordinals of the patterns are written "…th".
    for (let i = 0; i < units.battalions; i++) expect((units.firstBattalion + i) % 100).toBeGreaterThan(10);
    expect((units.firstBattalion + units.battalions - 1) % 100).toBeLessThan(20);
  });
});

describe('medical history', () => {
  const { allergies, medications, problems } = people;
  const entries = [...allergies.entries, ...medications.entries, ...problems.entries];
  const codings: RecordCoding[] = [allergies.none, ...entries.map(({ coding }) => coding)];

  test('codes are well-formed, allowed and not repeated', () => {
    expect(repeated(codings.map(({ system, code }) => `${system}|${code}`))).toEqual([]);
    const allowed = new Set(allowList.rows.map(({ code }) => code));
    for (const { system, code, display } of codings) {
      expect(display).not.toBe('');
      if (system === 'http://snomed.info/sct') {
        expect(passesVerhoeff(code), code).toBe(true);
        expect(allowed.has(code), code).toBe(true);
      } else if (system === 'http://www.whocc.no/atc') expect(code).toMatch(/^[A-V]\d\d[A-Z]{2}\d\d$/);
      else {
        expect(system).toBe('urn:medical-patients:code');
        expect(code).toMatch(/^[a-z][a-z0-9-]+$/);
      }
    }
    expect(passesVerhoeff('300913005')).toBe(false);
  });

  test('ids are unique and prevalences sound', () => {
    for (const table of [allergies, medications, problems]) {
      expect(repeated(table.entries.map(({ id }) => id))).toEqual([]);
    }
    const prescribed = new Set(problems.entries.map(({ medication }) => medication?.id));
    for (const { id, probability } of entries) {
      const together = probability.male + probability.female;
      expect(together > 0 || prescribed.has(id), id).toBe(true);
      for (const p of [probability.male, probability.female]) {
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThan(0.5);
      }
    }
    for (const { id, medication } of problems.entries) {
      if (medication === null) continue;
      expect(
        medications.entries.map((entry) => entry.id),
        id,
      ).toContain(medication.id);
      expect(medication.probability).toBeGreaterThan(0);
      expect(medication.probability).toBeLessThanOrEqual(1);
    }
  });

  test('allergies keep to calibration 7.4', () => {
    const share = (...ids: string[]) =>
      allergies.entries.filter(({ id }) => ids.includes(id)).reduce((sum, e) => sum + e.probability.male, 0);
    expect(share('penicillin')).toBeGreaterThanOrEqual(0.04);
    expect(share('penicillin')).toBeLessThanOrEqual(0.06);
    expect(share('penicillin', 'drug')).toBeGreaterThanOrEqual(0.06);
    expect(share('penicillin', 'drug')).toBeLessThanOrEqual(0.1);
    expect(share('peanut', 'nut', 'fish')).toBeGreaterThanOrEqual(0.02);
    expect(share('peanut', 'nut', 'fish')).toBeLessThanOrEqual(0.03);
    expect(share(...allergies.entries.map(({ id }) => id))).toBeLessThanOrEqual(0.15);
  });
});

test('every table names its source, licence and date', () => {
  const { nations, languages, demographics, allergies, medications, problems } = people;
  const tables = [...nations, ...Object.values(languages), demographics, allergies, medications, problems];
  for (const { source, licence, date } of tables) {
    expect(source.length).toBeGreaterThan(20);
    expect(licence).toMatch(/CC0-1\.0|MIT/);
    expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
  expect(JSON.stringify(people).length).toBeLessThan(1_000_000);
});
