import { type PatientRecord, patientRecordSchema } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { createAssembler } from './assemble.js';
import { COMPLICATION, COMPLICATION_CONDITIONS, COMPLICATION_WORDS, EVENT } from './codes.js';
import { checkRecord } from './invariants.js';
import { minutesInto } from './testing/minutes-into.js';
import { PathScript, PLACE, samplePlan, viewOf } from './testing/sample-run.js';

const plan = samplePlan();
const assembler = createAssembler(plan, 'sample');
const { conditions } = plan.referenceData.clinical;

/** Crushed, in a ward of Role 2 and then of Role 3 for days, with complications as the simulation notes them. */
function crushed(number: number, complications: readonly (readonly [number, number])[]): PatientRecord {
  const script = new PathScript(0, PLACE.south).wound('B51', 3).both(0, EVENT.injured);
  script.event(20, EVENT.departed).at(PLACE.role2).both(150, EVENT.arrived);
  for (const [minutes, kind] of complications) script.event(minutes, EVENT.complication, kind);
  script.both(1000, EVENT.admittedWard, 4).event(2000, EVENT.departed);
  script.at(PLACE.role3).both(2100, EVENT.arrived).both(2110, EVENT.admittedWard, 4);
  return assembler.assemble(
    viewOf(
      script.pack({ number, outcomeSeconds: 10 * 86_400, outcomePlace: PLACE.role3, iss: 9, niss: 9 }),
    ).read(0),
  );
}

describe('complications of a record', () => {
  it('are none where nothing went wrong', () => {
    expect(crushed(1, []).complications).toEqual([]);
  });

  it('say what, when and where, as the catalogue has it', () => {
    const record = crushed(1, [
      [150, COMPLICATION.hypovolaemicShock],
      [160, COMPLICATION.crushSyndrome],
      [900, COMPLICATION.limbIschaemia],
    ]);
    expect(record.complications).toEqual([
      {
        time: '2026-06-01T02:30:00Z',
        place: 'r2',
        diagnosis: {
          system: 'http://snomed.info/sct',
          code: '39419009',
          display: 'Hypovolaemic shock (complication)',
          icd_10: 'R57.1',
        },
      },
      expect.objectContaining({ diagnosis: expect.objectContaining({ code: '23697004', icd_10: 'T79.5' }) }),
      expect.objectContaining({
        diagnosis: {
          system: 'urn:medical-patients:code',
          code: 'limb-ischaemia',
          display: 'Ischaemia of limb',
          icd_10: 'T79.6',
        },
      }),
    ]);
    expect(
      record.timeline.filter(({ event }) => event === 'complication').map(({ detail }) => detail),
    ).toEqual(['hypovolaemic-shock', 'crush-syndrome', 'limb-ischaemia']);
    // The script skips stations that the simulation would not.
    expect(checkRecord(record).filter((problem) => !problem.startsWith('Reached Role 2'))).toEqual([]);
    expect(patientRecordSchema.parse(record)).toEqual(record);
  });

  it('each have a diagnosis, from a row of the class complication where there is one', () => {
    expect(COMPLICATION_CONDITIONS).toHaveLength(COMPLICATION_WORDS.length);
    for (let kind = 0; kind < COMPLICATION_WORDS.length; kind++) {
      const { diagnosis } = crushed(1, [[200, kind]]).complications[0];
      const id = COMPLICATION_CONDITIONS[kind];
      const row = conditions.find((condition) => condition.id === id);
      if (id === null) expect(diagnosis.code).toBe(COMPLICATION_WORDS[kind]);
      else expect(row).toMatchObject({ class: 'complication', icd10: diagnosis.icd_10 });
    }
  });

  it('bring dialysis and bicarbonate with crush syndrome, dialysis at Role 3 alone', () => {
    let dialysed = 0;
    let buffered = 0;
    for (let number = 1; number <= 300; number++) {
      const { care } = crushed(number, [[160, COMPLICATION.crushSyndrome]]);
      const dialysis = care.filter(({ code }) => code.code === '302497006');
      for (const { place } of dialysis) expect(place).toBe('r3');
      if (dialysis.length > 0) dialysed++;
      if (care.some(({ code }) => code.code === 'B05XA02')) buffered++;
      const spared = crushed(number, []).care;
      expect(spared.some(({ code }) => ['302497006', 'B05XA02'].includes(code.code))).toBe(false);
    }
    // 0.2 of 300 for who is not severe; four standard deviations are 28.
    expect(Math.abs(dialysed - 60)).toBeLessThan(28);
    expect(buffered).toBeGreaterThan(200);
  });

  it('draw on random numbers of their own: the care before them is the same without them', () => {
    for (let number = 1; number <= 50; number++) {
      const before = (record: PatientRecord) =>
        record.care.filter((entry) => minutesInto(record, entry) < 1000);
      expect(before(crushed(number, [[1500, COMPLICATION.woundInfection]]))).toEqual(
        before(crushed(number, [])),
      );
    }
  });
});

describe('triage', () => {
  it('is told as care by the medic alone: the list of assessments has it', () => {
    let told = 0;
    for (let number = 1; number <= 100; number++) {
      const script = new PathScript(0, PLACE.north).wound('B07', 2).both(0, EVENT.injured);
      script.both(9, EVENT.medicArrived).both(10, EVENT.triaged, 1, 1, 0);
      script.both(30, EVENT.departed, 0, 1, PLACE.role2).at(PLACE.role2).both(60, EVENT.arrived, 0, 1);
      script.both(62, EVENT.triaged, 1, 1, 1).both(63, EVENT.resuscitationStarted);
      script.both(90, EVENT.resuscitationEnded);
      const record = assembler.assemble(
        viewOf(
          script.pack({
            number,
            outcomeSeconds: script.seconds(100),
            outcomePlace: PLACE.role2,
            iss: 4,
            niss: 4,
          }),
        ).read(0),
      );
      const assessments = record.care.filter(({ code }) => code.code === '225390008');
      for (const { performer } of assessments) expect(performer).toBe('medic');
      told += assessments.length;
      expect(record.triage).toHaveLength(2);
    }
    // 0.95 of 100.
    expect(told).toBeGreaterThan(80);
    expect(told).toBeLessThanOrEqual(100);
  });
});
