import { referenceData } from '@medical-patients/reference-data';
import { describe, expect, test } from 'vitest';
import { toAsciiName } from './person-ascii.js';

const { people } = referenceData;

describe('names in ASCII', () => {
  test.each([
    ['Müller-Weiß', 'german', 'Mueller-Weiss'],
    ['Åse Sjøberg', 'danish', 'Aase Sjoeberg'],
    ['Mäkelä', 'nordic', 'Maekelae'],
    ['Þórður', 'plain', 'Thordur'],
    ['Ægir', 'plain', 'Aegir'],
    ['Łukasz Żółć', 'plain', 'Lukasz Zolc'],
    ['İsmail Işık', 'plain', 'Ismail Isik'],
    ["D'Angelo", 'plain', "D'Angelo"],
    ['Γιώργος', 'greek', 'Giorgos'],
    ['Ευάγγελος', 'greek', 'Evangelos'],
    ['Ευθύμιος', 'greek', 'Efthymios'],
    ['Παπαδοπούλου', 'greek', 'Papadopoulou'],
    ['Μπακάλης', 'greek', 'Bakalis'],
    ['Χαράλαμπος', 'greek', 'Charalampos'],
    ['Αγλαΐα', 'greek', 'Aglaia'],
    ['Щерев', 'bulgarian', 'Shterev'],
    ['Мария', 'bulgarian', 'Maria'],
    ['Йорданка', 'bulgarian', 'Yordanka'],
    ['Ѓорчев', 'macedonian', 'Gjorchev'],
    ['Љупчо', 'macedonian', 'Ljupcho'],
  ] as const)('%s (%s) is %s', (name, system, ascii) => {
    expect(toAsciiName(name, system)).toBe(ascii);
  });

  test('every name of every table becomes ASCII', () => {
    const bad: string[] = [];
    let seen = 0;
    for (const language of Object.values(people.languages)) {
      const lists = [
        language.given.male,
        language.given.female,
        language.family.male,
        language.family.female,
      ];
      for (const name of lists.flatMap((list) => (list ? [...list.common, ...list.other] : []))) {
        seen++;
        const ascii = toAsciiName(name, language.transliteration);
        if (!/^[A-Za-z][A-Za-z '-]*$/.test(ascii)) bad.push(`${language.id} ${name} → ${ascii}`);
        if (ascii !== toAsciiName(name.normalize('NFC'), language.transliteration))
          bad.push(`${name} not composed`);
      }
    }
    expect(bad).toEqual([]);
    expect(seen).toBeGreaterThan(15_000);
  });
});
