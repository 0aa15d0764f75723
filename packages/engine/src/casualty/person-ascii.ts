import type { Transliteration } from '@medical-patients/contract';

/**
 * Names in ASCII, by tables of letters: what a machine-readable zone or a system without Unicode would print.
 * Sources: Latin letters after ICAO Doc 9303 part 3 (ä → ae only where the language's passports do so: German, Nordic);
 * Greek after ELOT 743; Bulgarian after the Transliteration Act of 2009; Macedonian after the passport rules of 2008.
 */

const LATIN: Readonly<Record<string, string>> = pairs(
  'àáâãäåāăą=a çćĉċč=c ďđð=d èéêëēĕėęě=e ĝğġģ=g ĥħ=h ìíîïĩīĭįı=i ĵ=j ķ=k ĺļľŀł=l ñńņňŉ=n òóôõöøōŏő=o ŕŗř=r śŝşšș=s ţťŧț=t ' +
    "ùúûüũūŭůűų=u ŵ=w ýÿŷ=y źżž=z æ=ae œ=oe ß=ss þ=th ’='",
);
const GREEK_SINGLE = pairs(
  'αά=a β=v γ=g δ=d εέ=e ζ=z ηή=i θ=th ιίϊΐ=i κ=k λ=l μ=m ν=n ξ=x οό=o π=p ρ=r σς=s τ=t υύϋΰ=y φ=f χ=ch ψ=ps ωώ=o',
);
/** Letter pairs of Greek, in the order they are tried. */
const GREEK_DOUBLE = pairs('γγ=ng γκ=gk γξ=nx γχ=nch ου=ou ού=ou ντ=nt τζ=tz τσ=ts', true);
const GREEK_VOICELESS = 'θκξπσςτφχψ';

const TABLES: Readonly<Record<Transliteration, Readonly<Record<string, string>>>> = {
  plain: LATIN,
  german: { ...LATIN, ...pairs('ä=ae ö=oe ü=ue') },
  danish: { ...LATIN, ...pairs('ä=ae ö=oe ø=oe å=aa') },
  nordic: { ...LATIN, ...pairs('ä=ae ö=oe å=aa') },
  greek: GREEK_SINGLE,
  bulgarian: pairs(
    'а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=ts ч=ch ш=sh щ=sht ъ=a ь=y ю=yu я=ya',
  ),
  macedonian: pairs(
    'а=a б=b в=v г=g д=d ѓ=gj е=e ѐ=e ж=zh з=z ѕ=dz и=i ѝ=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ќ=kj у=u ф=f х=h ц=c ч=ch џ=dj ш=sh',
  ),
};

/** Reads `äå=a ö=o`: each letter before the sign stands for what follows it; with `whole` the group is one key. */
function pairs(text: string, whole = false): Record<string, string> {
  const table: Record<string, string> = {};
  for (const group of text.trim().split(/ +/)) {
    const [letters, ascii] = group.split('=');
    for (const letter of whole ? [letters] : letters) table[letter] = ascii;
  }
  return table;
}

/** Greek depends on what stands before and after: αυ is av or af, μπ is b at the beginning of a word. */
function greekPair(word: string, at: number): string | undefined {
  const first = word[at];
  const second = word[at + 1];
  if ((second === 'υ' || second === 'ύ') && 'αεη'.includes(first)) {
    const after = word[at + 2];
    return GREEK_SINGLE[first] + (after === undefined || GREEK_VOICELESS.includes(after) ? 'f' : 'v');
  }
  if (first === 'μ' && second === 'π') return at === 0 || at === word.length - 2 ? 'b' : 'mp';
  return GREEK_DOUBLE[first + second];
}

function transliterateWord(word: string, system: Transliteration): string {
  // A Turkish İ would become two characters.
  const lower = word.replaceAll('İ', 'I').toLowerCase();
  // Bulgarian: a final -ия is -ia (Sofia, Maria).
  if (system === 'bulgarian' && lower.length > 2 && lower.slice(-2) === 'ия') {
    return `${transliterateWord(word.slice(0, -2), system)}ia`;
  }
  const table = TABLES[system];
  let out = '';
  for (let i = 0; i < lower.length; i++) {
    const pair = system === 'greek' && i + 1 < lower.length ? greekPair(lower, i) : undefined;
    const ascii = pair ?? table[lower[i]] ?? lower[i];
    out += lower[i] === word[i] || ascii === '' ? ascii : ascii[0].toUpperCase() + ascii.slice(1);
    if (pair !== undefined) i++;
  }
  return out;
}

const PLAIN_ASCII = /^[A-Za-z '-]*$/;

/**
 * A name in the letters A to Z, space, hyphen and apostrophe. A letter no table knows is left as it is.
 *
 * @param name in its own script, composed (NFC)
 * @param system table of the language
 */
export function toAsciiName(name: string, system: Transliteration): string {
  if (PLAIN_ASCII.test(name)) return name;
  return name
    .split(/([ -])/)
    .map((part) => transliterateWord(part, system))
    .join('');
}
