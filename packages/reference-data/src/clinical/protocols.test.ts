import type { ProtocolStep } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { people } from '../people/people.js';
import { clinical } from './clinical.js';

const { conditions, procedures, medications, protocols, standardCare } = clinical;
const earliestRole = new Map([...procedures, ...medications].map((row) => [row.id, row.earliestRole]));
const kindOf = new Map<string, string>([
  ...procedures.map((row) => [row.id, 'procedure'] as const),
  ...medications.map((row) => [row.id, 'medication'] as const),
]);
const steps: readonly ProtocolStep[] = [...protocols, ...standardCare].flatMap((row) => row.steps);

describe('procedures and medications', () => {
  it('hold the 61 procedures and the 45 medicines of the dossier, each once', () => {
    const ids = [...procedures, ...medications].map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(procedures.filter((row) => row.id.startsWith('T')).length).toBe(61);
    const printed = medications.filter((row) => row.source.startsWith('8.6'));
    // 45 rows, one of which is two medicines (tetanus), and methoxyflurane of the substance list.
    expect(printed.length).toBe(47);
  });

  it('have ordered minutes, positive doses and known allergies', () => {
    for (const { id, minutes } of procedures) {
      const [min, mode, max] = minutes;
      expect(min > 0 && min <= mode && mode <= max, id).toBe(true);
    }
    const allergyIds = new Set(people.allergies.entries.map((row) => row.id));
    for (const { id, dose, contraindicatedBy } of medications) {
      expect(dose, id).toBeGreaterThan(0);
      for (const allergy of contraindicatedBy) expect(allergyIds.has(allergy), id).toBe(true);
    }
    expect(medications.find((row) => row.id === 'tranexamic-acid')?.maxAfterInjuryMinutes).toBe(180);
  });
});

describe('protocols', () => {
  it('resolve every reference, at a role that may do it', () => {
    for (const step of steps) {
      expect(step.options.length).toBeGreaterThan(0);
      for (const option of step.options) {
        expect(kindOf.get(option.id), option.id).toBe(option.kind);
        expect(option.weight).toBeGreaterThan(0);
        expect(step.earliestRole, option.id).toBeGreaterThanOrEqual(earliestRole.get(option.id) ?? 5);
      }
      expect(step.probability).toBeGreaterThan(0);
      expect(step.probability).toBeLessThanOrEqual(1);
      expect(step.minutesAfterStart[0]).toBeLessThanOrEqual(step.minutesAfterStart[1]);
      expect(step.repeats).toBeGreaterThanOrEqual(1);
    }
  });

  it('exist once for every treatment code, and every code is used', () => {
    const codes = protocols.map((row) => row.code);
    expect(new Set(codes).size).toBe(codes.length);
    // RSI comes with a tube, not with a condition.
    const used = new Set([...conditions.flatMap((row) => row.treatments), 'RSI']);
    expect(new Set(codes)).toEqual(used);
    for (const row of conditions) expect(new Set(row.treatments).size, row.id).toBe(row.treatments.length);
  });

  it('reach every procedure and every medication', () => {
    const reached = new Set(steps.flatMap((step) => step.options.map((option) => option.id)));
    expect([...kindOf.keys()].filter((id) => !reached.has(id))).toEqual([]);
  });

  it('give standard care at every station once', () => {
    const stations = standardCare.map((row) => row.station);
    expect(new Set(stations).size).toBe(10);
    for (const { station, steps: own } of standardCare)
      for (const step of own) expect(step.station).toBe(station);
  });

  it('give every condition something to do at Role 1 or in the outpatient room', () => {
    const stationsOf = new Map(
      protocols.map((row) => [row.code, new Set(row.steps.map((step) => step.station))]),
    );
    for (const row of conditions.filter((condition) => condition.outpatient)) {
      const reaches = row.treatments.some((code) => stationsOf.get(code)?.has('outpatient'));
      expect(reaches, row.id).toBe(true);
    }
  });

  it('bring an operation wherever one is always needed', () => {
    const surgical = new Set(
      protocols.filter((row) => row.steps.some((step) => step.station === 'surgery')).map((row) => row.code),
    );
    for (const row of conditions.filter((condition) => condition.needsSurgery)) {
      expect(
        row.treatments.some((code) => surgical.has(code)),
        row.id,
      ).toBe(true);
    }
  });
});
