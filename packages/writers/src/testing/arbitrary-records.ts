import type { PatientRecord } from '@medical-patients/contract';
import fc from 'fast-check';
import { createRecord } from './records.js';

/** Every key of the record whose value may be any string at all. */
const FREE_TEXT: ReadonlySet<string> = new Set([
  'id',
  'family_name',
  'given_name',
  'family_name_ascii',
  'given_name_ascii',
  'display_name',
  'title',
  'code',
  'unit',
  'service_number',
  'event_id',
  'name',
  'warfare_type',
  'environment',
  'system',
  'display',
  'icd_10',
  'region',
  'place',
  'asset',
  'detail',
  'route',
  'line_1_pickup',
  'line_2_call_sign',
  'line_8_status',
  'agent',
  'dose_class',
  'cause_of_death',
]);

/** Every key whose value may be any finite number. */
const FREE_NUMBERS: ReadonlySet<string> = new Set([
  'weight_kg',
  'height_cm',
  'lat',
  'lon',
  'temperature_c',
  'dose',
]);

/** Strings that break naive writers: quotes, separators, line ends, controls, formulas, lone surrogates, emoji. */
export const awkwardString: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        ',',
        ';',
        '\r\n',
        '\n',
        '\r',
        '\t',
        '=',
        '+',
        '-',
        '@',
        '\\',
        'ł',
        '\u2028',
        '\ud83d',
        '\ude00',
        '😀',
        '1',
        ' ',
        '\u0001',
        '\u007f',
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join('')),
  fc.constantFrom(
    '=1+1',
    '-5',
    '+48 123',
    '-2+3',
    '@cmd',
    '\ttab',
    '\rreturn',
    '',
    'null',
    'İstanbul',
    'Παπαδόπουλος',
  ),
);

/** Schema-valid records with {@link awkwardString} wherever the schema allows any string, and awkward numbers. */
export const awkwardRecord: fc.Arbitrary<PatientRecord> = fc
  .tuple(
    fc.nat(10_000),
    fc.array(awkwardString, { minLength: 1, maxLength: 24 }),
    fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 6 }),
  )
  .map(([index, texts, numbers]) => {
    let nextText = 0;
    let nextNumber = 0;
    const replace = (key: string, value: unknown): unknown => {
      if (typeof value === 'string') return FREE_TEXT.has(key) ? texts[nextText++ % texts.length] : value;
      if (typeof value === 'number')
        return FREE_NUMBERS.has(key) ? numbers[nextNumber++ % numbers.length] : value;
      if (Array.isArray(value)) return value.map((element) => replace(key, element));
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value).map(([inner, member]) => [inner, replace(inner, member)]),
      );
    };
    return replace('', createRecord(index)) as PatientRecord;
  });
