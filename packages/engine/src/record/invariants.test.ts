import type { PatientRecord } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { createAssembler } from './assemble.js';
import { checkRecord, createCheckTables } from './invariants.js';
import { epochSeconds } from './invariants-time.js';
import { BREACHES } from './testing/record-breaches.js';
import { SAMPLES, type SampleName, samplePlan, viewOf } from './testing/sample-run.js';

const plan = samplePlan();
const tables = createCheckTables(plan.referenceData.clinical.conditions);
const assembler = createAssembler(plan, 'sample');

function recordOf(name: SampleName): PatientRecord {
  return structuredClone(assembler.assemble(viewOf(SAMPLES[name](3)).read(0)));
}

describe('a sound record', () => {
  it.each(Object.keys(SAMPLES) as SampleName[])('%s violates nothing', (name) => {
    expect(checkRecord(recordOf(name), tables)).toEqual([]);
  });
});

describe('a broken record', () => {
  it.each(BREACHES)('%s is noticed', (_, name, breach, sentence) => {
    const record = recordOf(name);
    breach(record);
    expect(checkRecord(record, tables).join('\n')).toMatch(sentence);
  });
});

describe('epochSeconds', () => {
  it.each(['1970-01-01T00:00:00Z', '2000-02-29T23:59:59Z', '2026-06-01T07:05:09Z', '2100-03-01T00:00:00Z'])(
    'reads %s as the host does',
    (time) => {
      expect(epochSeconds(time)).toBe(Date.parse(time) / 1000);
    },
  );
});
