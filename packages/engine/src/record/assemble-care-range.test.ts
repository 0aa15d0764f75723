import type { PatientRecord } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { SURGERY_WORDS } from '../summary/words.js';
import { createAssembler } from './assemble.js';
import { CLASS, EVENT, FLAG, INTERVENTION, OUTCOME } from './codes.js';
import type { PathHeader } from './path-writer.js';
import { PathScript, PLACE, rowOf, samplePlan, viewOf } from './testing/sample-run.js';

const assembler = createAssembler(samplePlan(), 'sample');

function assemble(script: PathScript, header: Partial<PathHeader> & { number: number }): PatientRecord {
  return assembler.assemble(viewOf(script.pack(header)).read(0));
}

describe('advice on light duty', () => {
  const numbers = Array.from({ length: 60 }, (_, i) => i + 1);

  /** Records of those who lay in a crowded Role 2 until they left it, with next to nothing done for them. */
  function recordsOf(outcome: number): PatientRecord[] {
    return numbers.map((number) => {
      const script = new PathScript(0, PLACE.south).both(0, EVENT.injured);
      script.at(PLACE.role2).both(60, EVENT.arrived);
      const isBack = outcome === OUTCOME.returnedToDuty;
      if (isBack) script.both(90, EVENT.returnedToDuty);
      else {
        script
          .event(80, EVENT.evacuationRequested, 2, PLACE.role4)
          .both(90, EVENT.departed, 0, 2, PLACE.role4);
        script.at(PLACE.role4).both(200, EVENT.arrived, 0, 2).both(200, EVENT.handedOver);
      }
      return assemble(script, {
        number,
        casualtyClass: CLASS.disease,
        conditionRow: rowOf('D17'),
        outcome,
        flags: isBack ? FLAG.outpatient : 0,
        outcomeSeconds: script.seconds(isBack ? 90 : 200),
        outcomePlace: isBack ? PLACE.role2 : PLACE.role4,
      });
    });
  }
  const advised = (records: PatientRecord[]) =>
    records.filter(({ care }) => care.some(({ code }) => code.display === 'Light-duty advice')).length;

  it('fills the record of who goes back to duty, not of who is evacuated', () => {
    expect(advised(recordsOf(OUTCOME.returnedToDuty))).toBeGreaterThan(numbers.length / 2);
    const evacuated = recordsOf(OUTCOME.evacuated);
    expect(advised(evacuated)).toBe(0);
    for (const { care } of evacuated) expect(care.length).toBeGreaterThanOrEqual(5);
  });
});

describe('nothing is done before its time', () => {
  /** How many of a hundred are debrided in an operation of so many seconds: that begins after five minutes (ORTHO). */
  function debrided(seconds: number): number {
    let count = 0;
    for (let number = 1; number <= 100; number++) {
      const script = new PathScript(0, PLACE.south).wound('B11', 3).both(0, EVENT.injured);
      script.at(PLACE.role2).both(60, EVENT.arrived);
      script.both(70, EVENT.surgeryStarted, SURGERY_WORDS.indexOf('ortho'));
      script.both(70 + seconds / 60, EVENT.surgeryEnded);
      const { care } = assemble(script, {
        number,
        outcomeSeconds: script.seconds(300),
        outcomePlace: PLACE.role2,
        iss: 9,
        niss: 9,
      });
      if (care.some(({ code }) => code.display === 'Debridement of wound')) count++;
    }
    return count;
  }

  it('not even in a treatment that is over just before', () => {
    expect(debrided(299)).toBe(0);
    expect(debrided(301)).toBeGreaterThan(70);
  });
});

describe('a second operation', () => {
  /** How many of a hundred who are operated on twice at Role 2 have this done once, and how many twice. */
  function doneInTwo(first: (typeof SURGERY_WORDS)[number], wound: string, display: string): number[] {
    const counts = [0, 0, 0];
    for (let number = 1; number <= 100; number++) {
      const script = new PathScript(0, PLACE.south).wound(wound, 4).both(0, EVENT.injured);
      script.at(PLACE.role2).both(60, EVENT.arrived);
      script.both(70, EVENT.surgeryStarted, SURGERY_WORDS.indexOf(first));
      script.intervene(200, INTERVENTION.operation).both(200, EVENT.surgeryEnded);
      script.both(1500, EVENT.surgeryStarted, SURGERY_WORDS.indexOf('soft-tissue'));
      script.intervene(1600, INTERVENTION.operation).both(1600, EVENT.surgeryEnded);
      const header = {
        number,
        outcomeSeconds: script.seconds(1700),
        outcomePlace: PLACE.role2,
        iss: 16,
        niss: 16,
      };
      const { care } = assemble(script, header);
      counts[care.filter(({ code }) => code.display === display).length]++;
    }
    return counts.slice(1);
  }

  it.each([
    ['amputation', 'B01', 'Completion amputation, lower limb'],
    ['dcs-laparotomy', 'B27', 'Splenectomy'],
  ] as const)('after %s does not do it again', (first, wound, display) => {
    const [once, twice] = doneInTwo(first, wound, display);
    expect(once).toBeGreaterThan(70);
    expect(twice).toBe(0);
  });
});
