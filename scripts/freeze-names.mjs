#!/usr/bin/env node
/**
 * Refreshes the `other` lists (and the derived surname forms) of packages/reference-data/data/people/languages/*.json
 * from the locales of @faker-js/faker. Each file says in its `freeze` block which locale and which surname rule it
 * uses; the `common` lists are written by hand and left alone, save the feminine surnames, which are derived.
 * Run by a maintainer, never by the build: `node scripts/freeze-names.mjs`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allLocales } from '@faker-js/faker';

const FOLDER = new URL('../packages/reference-data/data/people/languages/', import.meta.url);
const GIVEN_LIMIT = 160;
const FAMILY_LIMIT = 360;
const NAME = /^\p{Lu}[\p{L}'’ -]*\p{L}$/u;
/** Two names run together by mistake; prefixes such as Mc and De may stand before a capital. */
const JOINED = /^(?!Mc|Mac|De|Di|La|Le|Van|Von)\p{Lu}\p{Ll}+\p{Lu}/u;

const unique = (names) => [...new Set(names)];

/** Takes `limit` names spread evenly over a list that is mostly in alphabetical order. */
function thin(names, limit) {
  if (names.length <= limit) return names;
  return Array.from({ length: limit }, (_, i) => names[Math.floor((i * names.length) / limit)]);
}

/** Feminine forms of a masculine surname, by language; a name without a safe rule gives none. */
const surnameRules = {
  polish: (name) => [name.replace(/(sk|ck|dzk)i$/, '$1a')],
  bulgarian: (name) => [
    /(ов|ев|ин)$/.test(name) ? `${name}а` : name.replace(/(ски|цки)$/, (e) => `${e.slice(0, -1)}а`),
  ],
  czech: (name) => {
    const irregular = { Vaněk: 'Vaňková', Kadlec: 'Kadlecová' }[name];
    if (irregular) return [irregular];
    if (/ý$/.test(name)) return [name.replace(/ý$/, 'á')];
    if (/í$/.test(name)) return [name];
    return [`${name.replace(/e([kc])$/, '$1').replace(/[ao]$/, '')}ová`];
  },
  greek: (name) => {
    const endings = [
      [/όπουλος$/, 'οπούλου'],
      [/ίδης$/, 'ίδου'],
      [/ΐδης$/, 'ΐδου'],
      [/άδης$/, 'άδου'],
      [/ης$/, 'η'],
      [/ής$/, 'ή'],
      [/ας$/, 'α'],
      [/άς$/, 'ά'],
      [/ός$/, 'ού'],
      [/ούκος$/, 'ούκου'],
      [/ου$/, 'ου'],
      [/ούς$/, 'ού'],
      [/ήλ$/, 'ήλ'],
    ];
    for (const [ending, feminine] of endings) if (ending.test(name)) return [name.replace(ending, feminine)];
    return [];
  },
  lithuanian: (name) => {
    const endings = [
      [/ius$/, ['ienė', 'iūtė']],
      [/us$/, ['uvienė', 'utė']],
      [/as$/, ['ienė', 'aitė']],
      [/[iy]s$/, ['ienė', 'ytė']],
      [/a$/, ['ienė', 'aitė']],
      [/ė$/, ['ienė', 'aitė']],
    ];
    for (const [ending, forms] of endings)
      if (ending.test(name)) return forms.map((form) => name.replace(ending, form));
    return [];
  },
};

const VOWELS = 'аеёиоуыэюя';
/** Russian as Estonian documents write it (sound table of the Estonian Language Institute, simplified). */
function russianInEstonian(name) {
  const plain = {
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    ж: 'ž',
    з: 'z',
    и: 'i',
    й: 'i',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    т: 't',
    у: 'u',
    ф: 'f',
    ц: 'ts',
    ч: 'tš',
    ш: 'š',
    щ: 'štš',
    ъ: '',
    ы: 'õ',
    ь: '',
    э: 'e',
    ю: 'ju',
    я: 'ja',
  };
  const lower = name.toLowerCase().replace(/ий$/, 'и').replace(/ия$/, 'иа');
  let out = '';
  for (let i = 0; i < lower.length; i++) {
    const letter = lower[i];
    const before = lower[i - 1] ?? '';
    const after = lower[i + 1] ?? '';
    const soft = before === '' || VOWELS.includes(before) || 'ьъ'.includes(before);
    const between = before !== '' && VOWELS.includes(before) && after !== '' && VOWELS.includes(after);
    if (letter === 'е') out += soft ? 'je' : 'e';
    else if (letter === 'ё') out += 'жчшщ'.includes(before) && before ? 'o' : 'jo';
    else if (letter === 'с') out += between ? 'ss' : 's';
    else if (letter === 'х') out += between ? 'hh' : 'h';
    else out += plain[letter] ?? letter;
  }
  return out[0].toUpperCase() + out.slice(1);
}

/** Russian as Latvian documents write it: masculine names take -s (simplified). */
function russianInLatvian(name, sex, part) {
  const plain = {
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    ё: 'jo',
    ж: 'ž',
    з: 'z',
    и: 'i',
    й: 'j',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ф: 'f',
    х: 'h',
    ц: 'c',
    ч: 'č',
    ш: 'š',
    щ: 'šč',
    ъ: '',
    ы: 'i',
    ь: '',
    э: 'e',
    ю: 'ju',
    я: 'ja',
  };
  const known = { Любовь: 'Ļubova', Людмила: 'Ludmila', Нинель: 'Ninele' }[name];
  if (known) return known;
  const lower = name.toLowerCase();
  let out = '';
  for (let i = 0; i < lower.length; i++) {
    const letter = lower[i];
    const before = lower[i - 1] ?? '';
    const after = lower[i + 1] ?? '';
    const soft = before === '' || VOWELS.includes(before) || 'ьъ'.includes(before);
    if (letter === 'е') out += soft ? 'je' : 'e';
    else if (letter === 'л' && 'ьяю'.includes(after) && after) out += 'ļ';
    else if (letter === 'н' && 'ьяю'.includes(after) && after) out += 'ņ';
    else if (letter === 'я' && 'лн'.includes(before) && before) out += 'a';
    else if (letter === 'ю' && 'лн'.includes(before) && before) out += 'u';
    else out += plain[letter] ?? letter;
  }
  if (sex === 'male') {
    if (part === 'family') out = out.replace(/skij$/, 'ski');
    if (!/[aeiou]$/.test(out) || /ski$/.test(out)) out += 's';
    if (/ļs$|ņs$/.test(out)) out = out.replace(/ļs$/, 'ls').replace(/ņs$/, 'ns');
  }
  return out[0].toUpperCase() + out.slice(1);
}
const scripts = { russianInEstonian, russianInLatvian };

/** Names of a locale for one part and sex, cleaned, without those in `known`. */
function frozen(locale, { part, sex, known, limit, exclude }) {
  const person = allLocales[locale].person;
  const lists = part === 'given' ? person.first_name : person.last_name;
  const own = lists[sex] ?? [];
  const raw = part === 'family' ? [...own, ...(lists.generic ?? [])] : own;
  const names = unique(raw.map((n) => n.normalize('NFC').trim())).filter(
    (n) => NAME.test(n) && !JOINED.test(n) && !known.has(n),
  );
  return thin(exclude ? names.filter((n) => !exclude.test(n)) : names, limit);
}

function freezeLanguage(file) {
  const { freeze } = file;
  const rule = surnameRules[freeze.surnameRule];
  for (const sex of ['male', 'female']) {
    const list = file.given[sex];
    list.other = [];
    if (freeze.given)
      list.other = frozen(freeze.given, {
        part: 'given',
        sex,
        known: new Set(list.common),
        limit: GIVEN_LIMIT,
      });
  }
  const { male } = file.family;
  male.other = [];
  if (freeze.patronymStems) {
    // Icelandic: father's (rarely mother's) name in the genitive with -son or -dóttir.
    male.common = freeze.patronymStems.map((stem) => `${stem}son`);
    file.family.female = { ...male, common: freeze.patronymStems.map((stem) => `${stem}dóttir`), other: [] };
    file.family.female.common = unique(file.family.female.common);
    male.common = unique(male.common);
    return file;
  }
  const exclude = freeze.surnameExclude ? new RegExp(freeze.surnameExclude, 'u') : undefined;
  if (freeze.family) {
    const options = { part: 'family', sex: 'male', limit: FAMILY_LIMIT, exclude };
    male.other = frozen(freeze.family, { ...options, known: new Set(male.common) });
  }
  const separate = freeze.family !== null && allLocales[freeze.family].person.last_name.female !== undefined;
  if (rule || separate) {
    const common = unique(male.common.flatMap((name) => (rule ? rule(name) : [name])));
    const known = new Set(common);
    const other = separate
      ? frozen(freeze.family, { part: 'family', sex: 'female', limit: FAMILY_LIMIT, known, exclude })
      : unique(male.other.flatMap((name) => rule(name))).filter((name) => !known.has(name));
    file.family.female = { common, other, commonShare: male.commonShare };
  }
  const script = scripts[freeze.script];
  if (script) {
    // Written from Cyrillic sources each time, so the hand lists of these files stay in Cyrillic in `freeze`.
    for (const part of ['given', 'family']) {
      for (const sex of ['male', 'female']) {
        const source = freeze.cyrillic[part][sex];
        const list = file[part][sex] ?? { commonShare: male.commonShare };
        const other = frozen(freeze[part], { part, sex, known: new Set(source), limit: 100 });
        list.common = unique(source.map((name) => script(name, sex, part)));
        list.other = unique(other.map((name) => script(name, sex, part))).filter(
          (n) => !list.common.includes(n),
        );
        file[part][sex] = list;
      }
    }
  }
  return file;
}

for (const name of readdirSync(FOLDER).sort()) {
  if (!name.endsWith('.json')) continue;
  const path = fileURLToPath(new URL(name, FOLDER));
  const file = freezeLanguage(JSON.parse(readFileSync(path, 'utf8')));
  for (const part of ['given', 'family']) {
    for (const list of Object.values(file[part])) {
      if (list === null) continue;
      if (list.common.length === 0) list.commonShare = 0;
      if (list.other.length === 0) list.commonShare = 1;
    }
  }
  writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`);
}
