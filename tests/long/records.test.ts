import type { PatientRecord } from '@medical-patients/contract';
import { referenceData } from '@medical-patients/reference-data';
import { beforeAll, describe, expect, it } from 'vitest';
import { PRESET_IDS, planOf, presetScenario, stream } from '../support/simulated.js';
import { RecordAudit } from '../support/structural.js';
import { columns, report } from '../support/text-report.js';

/** A hundred thousand mixed casualties in all: every preset with its own injuries, weather and laydown. */
const CASUALTIES = Math.ceil(100_000 / PRESET_IDS.length);

/** Diagnoses, procedures and drugs as records tell them apart: by code and name. */
const keyOf = (code: string, display: string): string => `${code} ${display}`;

const diagnoses = new Set<string>();
const care = new Set<string>();

function note(record: PatientRecord): void {
  for (const { diagnosis } of record.injuries) diagnoses.add(keyOf(diagnosis.icd_10, diagnosis.display));
  for (const { diagnosis } of record.complications) diagnoses.add(keyOf(diagnosis.icd_10, diagnosis.display));
  if (record.disease !== null) {
    const { diagnosis } = record.disease;
    diagnoses.add(keyOf(diagnosis.icd_10, diagnosis.display));
  }
  for (const { code } of record.care) care.add(keyOf(code.code, code.display));
}

describe('a hundred thousand mixed casualties', () => {
  const breaches: string[] = [];
  const violations: string[] = [];
  let records = 0;

  beforeAll(() => {
    const rows = PRESET_IDS.map((id) => {
      const plan = planOf(presetScenario(id, `casualties.total=${CASUALTIES}`), 'mixed');
      const audit = new RecordAudit(plan, note);
      const result = stream(plan, ({ buffer }) => audit.add(buffer));
      records += audit.records;
      breaches.push(...audit.breaches.map((breach) => `${id}, ${breach}`));
      for (const [check, found] of Object.entries(audit.findings(plan, result))) {
        if (found.violations > 0)
          violations.push(`${id}: check ${check}, ${found.violations} of ${found.records}`);
      }
      return [id, audit.records, audit.breachCount];
    });
    report('Records held against every invariant', columns([['preset', 'records', 'breaches'], ...rows]));
  });

  it('are a hundred thousand', () => {
    expect(records).toBeGreaterThanOrEqual(100_000);
  });

  it('obey every invariant, each of them', () => {
    expect(breaches).toEqual([]);
    expect(violations).toEqual([]);
  });

  it('have every condition that must be covered', () => {
    const dead = referenceData.clinical.conditions
      .filter(({ mustBeCovered, icd10, display }) => mustBeCovered && !diagnoses.has(keyOf(icd10, display)))
      .map(({ id, display }) => `${id} ${display}`);
    expect(dead).toEqual([]);
  });

  it('get every procedure', () => {
    const dead = referenceData.clinical.procedures
      .filter(({ coding, display }) => !care.has(keyOf(coding.code, display)))
      .map(({ id, display }) => `${id} ${display}`);
    expect(dead).toEqual([]);
  });

  it('get every medication', () => {
    const dead = referenceData.clinical.medications
      .filter(({ atc, display }) => !care.has(keyOf(atc, display)))
      .map(({ id, display }) => `${id} ${display}`);
    expect(dead).toEqual([]);
  });
});
