import type { ClinicalCoding } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import allowList from '../../data/clinical/snomed-allow-list.json' with { type: 'json' };
import { isLoincCode, isSnomedConceptId } from './check-digits.js';
import { clinical } from './clinical.js';

/** Every coding anywhere in the tables. */
function codingsIn(value: unknown): ClinicalCoding[] {
  if (Array.isArray(value)) return value.flatMap(codingsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'system' in value && 'code' in value ? [value as ClinicalCoding] : [];
  return [...own, ...Object.values(value).flatMap(codingsIn)];
}

const codings = codingsIn(clinical);
const snomed = codings.filter((coding) => coding.system === 'snomed');
const tierOf = new Map(allowList.rows.map((row) => [row.code, row.tier]));

describe('check digits', () => {
  it('knows good ids from bad ones of the audit in 8.2', () => {
    for (const id of ['262595009', '125605004', '840539006', '278147001'])
      expect(isSnomedConceptId(id)).toBe(true);
    for (const id of ['37723002', '73249009', '125603001', '225352004', '81121007', '999999999', '12'])
      expect(isSnomedConceptId(id)).toBe(false);
    expect(isLoincCode('8867-4')).toBe(true);
    expect(isLoincCode('67704-8')).toBe(false);
  });

  it('refuses an id with one digit changed', () => {
    for (const { code } of snomed) {
      const place = code.length - 4;
      const changed = `${code.slice(0, place)}${(Number(code[place]) + 1) % 10}${code.slice(place + 1)}`;
      expect(isSnomedConceptId(changed), changed).toBe(false);
    }
  });
});

describe('SNOMED CT codes', () => {
  it('are all well-formed, in the allow-list with the same tier, and never of tier C', () => {
    expect(snomed.length).toBeGreaterThan(150);
    for (const { code, tier } of snomed) {
      expect(isSnomedConceptId(code), code).toBe(true);
      expect(tierOf.get(code), code).toBe(tier);
      expect(['A', 'B', 'B*']).toContain(tier);
    }
  });

  it('carry one display each', () => {
    const displays = new Map<string, string>();
    for (const { code, display } of snomed) {
      expect(display, code).toBe(displays.get(code) ?? display);
      displays.set(code, display);
    }
  });

  it('come from a well-formed allow-list without duplicates', () => {
    expect(tierOf.size).toBe(allowList.rows.length);
    for (const { code } of allowList.rows) expect(isSnomedConceptId(code), code).toBe(true);
  });

  it('use only tier A for substances and parents', () => {
    for (const { snomed: substance } of clinical.medications) if (substance) expect(substance.tier).toBe('A');
    for (const { parentCoding } of clinical.conditions) if (parentCoding) expect(parentCoding.tier).toBe('A');
  });
});

describe('other codes', () => {
  it('have unique local codes', () => {
    const local = codings.filter((coding) => coding.system === 'local').map((coding) => coding.code);
    expect(new Set(local).size).toBe(local.length);
    for (const code of local) expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('have the shape of ICD-10, ATC, RxNorm and LOINC', () => {
    for (const { icd10, icd10All } of clinical.conditions) {
      expect(icd10All[0]).toBe(icd10);
      for (const code of icd10All) expect(code).toMatch(/^[A-Z]\d\d(\.\d)?$/);
    }
    for (const { icd10 } of clinical.mechanisms) if (icd10) expect(icd10).toMatch(/^[V-Y]\d\d(\.\d)?$/);
    for (const { atc, rxnorm } of clinical.medications) {
      expect(atc).toMatch(/^[A-Z]\d\d[A-Z]{2}(\d\d)?$/);
      if (rxnorm !== null) expect(rxnorm).toMatch(/^\d+$/);
    }
    for (const { loinc, loincAlso } of clinical.observations)
      for (const code of [loinc, ...loincAlso]) expect(isLoincCode(code), code).toBe(true);
  });
});
