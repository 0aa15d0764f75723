import type { NameLanguage } from '@medical-patients/contract';
import langBg from '../../data/people/languages/bg.json' with { type: 'json' };
import langCa from '../../data/people/languages/ca.json' with { type: 'json' };
import langCnr from '../../data/people/languages/cnr.json' with { type: 'json' };
import langCs from '../../data/people/languages/cs.json' with { type: 'json' };
import langDa from '../../data/people/languages/da.json' with { type: 'json' };
import langDe from '../../data/people/languages/de.json' with { type: 'json' };
import langEl from '../../data/people/languages/el.json' with { type: 'json' };
import langEn from '../../data/people/languages/en.json' with { type: 'json' };
import langEnGB from '../../data/people/languages/en-GB.json' with { type: 'json' };
import langEs from '../../data/people/languages/es.json' with { type: 'json' };
import langEsUS from '../../data/people/languages/es-US.json' with { type: 'json' };
import langEt from '../../data/people/languages/et.json' with { type: 'json' };
import langEu from '../../data/people/languages/eu.json' with { type: 'json' };
import langFi from '../../data/people/languages/fi.json' with { type: 'json' };
import langFr from '../../data/people/languages/fr.json' with { type: 'json' };
import langFrBE from '../../data/people/languages/fr-BE.json' with { type: 'json' };
import langFrCA from '../../data/people/languages/fr-CA.json' with { type: 'json' };
import langGl from '../../data/people/languages/gl.json' with { type: 'json' };
import langHr from '../../data/people/languages/hr.json' with { type: 'json' };
import langHu from '../../data/people/languages/hu.json' with { type: 'json' };
import langIs from '../../data/people/languages/is.json' with { type: 'json' };
import langIt from '../../data/people/languages/it.json' with { type: 'json' };
import langLb from '../../data/people/languages/lb.json' with { type: 'json' };
import langLt from '../../data/people/languages/lt.json' with { type: 'json' };
import langLv from '../../data/people/languages/lv.json' with { type: 'json' };
import langMk from '../../data/people/languages/mk.json' with { type: 'json' };
import langNb from '../../data/people/languages/nb.json' with { type: 'json' };
import langNl from '../../data/people/languages/nl.json' with { type: 'json' };
import langNlBE from '../../data/people/languages/nl-BE.json' with { type: 'json' };
import langPl from '../../data/people/languages/pl.json' with { type: 'json' };
import langPt from '../../data/people/languages/pt.json' with { type: 'json' };
import langRo from '../../data/people/languages/ro.json' with { type: 'json' };
import langRuEE from '../../data/people/languages/ru-EE.json' with { type: 'json' };
import langRuLV from '../../data/people/languages/ru-LV.json' with { type: 'json' };
import langSk from '../../data/people/languages/sk.json' with { type: 'json' };
import langSl from '../../data/people/languages/sl.json' with { type: 'json' };
import langSq from '../../data/people/languages/sq.json' with { type: 'json' };
import langSrLatn from '../../data/people/languages/sr-Latn.json' with { type: 'json' };
import langSv from '../../data/people/languages/sv.json' with { type: 'json' };
import langTr from '../../data/people/languages/tr.json' with { type: 'json' };

/** Name tables by language id. */
export const languages = {
  bg: langBg,
  ca: langCa,
  cnr: langCnr,
  cs: langCs,
  da: langDa,
  de: langDe,
  el: langEl,
  'en-GB': langEnGB,
  en: langEn,
  'es-US': langEsUS,
  es: langEs,
  et: langEt,
  eu: langEu,
  fi: langFi,
  'fr-BE': langFrBE,
  'fr-CA': langFrCA,
  fr: langFr,
  gl: langGl,
  hr: langHr,
  hu: langHu,
  is: langIs,
  it: langIt,
  lb: langLb,
  lt: langLt,
  lv: langLv,
  mk: langMk,
  nb: langNb,
  'nl-BE': langNlBE,
  nl: langNl,
  pl: langPl,
  pt: langPt,
  ro: langRo,
  'ru-EE': langRuEE,
  'ru-LV': langRuLV,
  sk: langSk,
  sl: langSl,
  sq: langSq,
  'sr-Latn': langSrLatn,
  sv: langSv,
  tr: langTr,
} as Readonly<Record<string, object>> as Readonly<Record<string, NameLanguage>>;
