import type { PatientRecord } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { createAssembler } from './assemble.js';
import { COMPLICATION, EVENT, INTERVENTION, OUTCOME } from './codes.js';
import { minutesInto } from './testing/minutes-into.js';
import { PathScript, PLACE, rowOf, samplePlan, viewOf } from './testing/sample-run.js';

const assembler = createAssembler(samplePlan(), 'sample');

function assemble(path: Uint8Array): PatientRecord {
  return assembler.assemble(viewOf(path).read(0));
}

const displaysOf = (record: PatientRecord) => record.care.map((care) => care.code.display);

/** A shocked casualty in pain, from the medic to the resuscitation bay. */
function shocked(number: number): Uint8Array {
  const script = new PathScript(0, PLACE.north).wound('B05', 4, { pathways: 1 });
  script.both(0, EVENT.injured);
  script.volume = 0.68;
  script.both(10, EVENT.medicArrived).both(40, EVENT.departed, 0, 1, PLACE.role2);
  script.at(PLACE.role2).both(60, EVENT.arrived, 0, 1).both(62, EVENT.resuscitationStarted);
  script.intervene(70, INTERVENTION.wholeBlood, true, 2).both(90, EVENT.resuscitationEnded);
  return script.pack({
    number,
    outcomeSeconds: script.seconds(100),
    outcomePlace: PLACE.role2,
    iss: 16,
    niss: 16,
    pathways: 1,
  });
}

/** Back on duty from Role 1 after four hours. */
function lightlyHurt(number: number): Uint8Array {
  const script = new PathScript(0, PLACE.north).wound('B05', 2);
  script.both(0, EVENT.injured).both(20, EVENT.medicArrived).both(60, EVENT.departed, 0, 1, PLACE.role1);
  script.at(PLACE.role1).both(90, EVENT.arrived, 0, 1).both(240, EVENT.returnedToDuty);
  return script.pack({
    number,
    outcome: OUTCOME.returnedToDuty,
    outcomeSeconds: script.seconds(240),
    outcomePlace: PLACE.role1,
    iss: 4,
    niss: 4,
  });
}

describe('pain', () => {
  it('is mild on the return to duty', () => {
    const pains = Array.from({ length: 300 }, (_, i) => assemble(lightlyHurt(i + 1)).vital_signs);
    const [first, last] = [pains.map((signs) => signs[0]!.pain), pains.map((signs) => signs.at(-1)!.pain)];
    expect(Math.max(...first)).toBeGreaterThan(5);
    expect(Math.max(...last)).toBeLessThanOrEqual(3);
  });

  it('is treated with opioids or ketamine only where it is severe', () => {
    const records = Array.from({ length: 1000 }, (_, i) => assemble(lightlyHurt(i + 1)));
    const firstPainsWith = (drugs: RegExp) =>
      records
        .filter(({ care }) => care.some(({ code }) => drugs.test(code.code)))
        .map(({ vital_signs: signs }) => signs[0]!.pain);
    const ofStrong = firstPainsWith(/^(N02A|N01AX03)/);
    expect(ofStrong.length).toBeGreaterThan(30);
    expect(Math.min(...ofStrong)).toBeGreaterThanOrEqual(7);
    // What stands in for them: tablets and anti-inflammatory drugs, and not a needle into every wound.
    const moderate = records.filter(({ vital_signs: signs }) => signs[0]!.pain === 5).length;
    const shareOf = (drugs: RegExp) => firstPainsWith(drugs).filter((pain) => pain === 5).length / moderate;
    expect(shareOf(/^(N02BE|M01A)/)).toBeGreaterThan(0.75);
    expect(shareOf(/^N01BB/)).toBeLessThan(0.2);
  });
});

describe('protocols', () => {
  it('keep opioids and anti-inflammatory drugs from the shocked', () => {
    let analgesics = 0;
    for (let number = 1; number <= 500; number++) {
      for (const { code } of assemble(shocked(number)).care) {
        expect(code.code.startsWith('N02A')).toBe(false);
        expect(code.code.startsWith('M01A')).toBe(false);
        if (code.code === 'N01AX03') analgesics++;
      }
    }
    expect(analgesics).toBeGreaterThan(200);
  });

  it('leave blood, tourniquets and tranexamic acid to the simulation', () => {
    for (let number = 1; number <= 300; number++) {
      const record = assemble(shocked(number));
      const { care } = record;
      const blood = care.filter((entry) => entry.unit === '{unit}');
      expect(blood.map((entry) => [minutesInto(record, entry), entry.dose])).toEqual([
        [70, 1],
        [80, 1],
      ]);
      expect(care.some((entry) => ['20655006', 'B02AA02'].includes(entry.code.code))).toBe(false);
    }
  });

  it('respect allergies', () => {
    let allergic = 0;
    let given = 0;
    for (let number = 1; number <= 3000; number++) {
      const script = new PathScript(0, PLACE.south).both(0, EVENT.injured);
      script
        .at(PLACE.role1)
        .both(60, EVENT.arrived)
        .both(70, EVENT.treatmentStarted)
        .both(90, EVENT.treatmentEnded);
      const record = assemble(
        script.pack({
          number,
          casualtyClass: 2,
          conditionRow: rowOf('D07'),
          severity: 1,
          flags: 4,
          outcomeSeconds: script.seconds(100),
          outcomePlace: PLACE.role1,
        }),
      );
      const isAllergic = record.history.allergies.some((allergy) => allergy.code === '91936005');
      const hasAmoxicillin = record.care.some((care) => care.code.code === 'J01CA04');
      if (isAllergic) allergic++;
      if (hasAmoxicillin) given++;
      expect(isAllergic && hasAmoxicillin).toBe(false);
    }
    expect(allergic).toBeGreaterThan(50);
    expect(given).toBeGreaterThan(500);
  });

  it('give antibiotics in a ward once a day, for five days at most', () => {
    const script = new PathScript(0, PLACE.south).wound('B07', 2).both(0, EVENT.injured);
    script.at(PLACE.role2).both(60, EVENT.arrived).both(70, EVENT.admittedWard, 4);
    for (let number = 1; number <= 100; number++) {
      const record = assemble(
        script.pack({ number, outcomeSeconds: 20 * 86_400, outcomePlace: PLACE.role2, iss: 4, niss: 4 }),
      );
      const days = record.care
        .filter((care) => care.code.code.startsWith('J01'))
        .map((care) => minutesInto(record, care) / 1440);
      expect(days.length).toBeLessThanOrEqual(5);
      for (let i = 1; i < days.length; i++) expect(days[i] - days[i - 1]).toBeGreaterThan(0.99);
    }
  });

  it('answer a complication from when it shows', () => {
    let treated = 0;
    for (let number = 1; number <= 100; number++) {
      const script = new PathScript(0, PLACE.south).wound('N01', 1).both(0, EVENT.injured);
      script.at(PLACE.role3).both(60, EVENT.arrived).both(70, EVENT.admittedWard, 4);
      script.event(3000, EVENT.complication, COMPLICATION.woundInfection);
      const record = assemble(
        script.pack({ number, outcomeSeconds: 10 * 86_400, outcomePlace: PLACE.role3, iss: 1, niss: 1 }),
      );
      const antibiotics = record.care.filter((care) => care.code.code.startsWith('J01'));
      for (const care of antibiotics) expect(minutesInto(record, care)).toBeGreaterThan(3000);
      if (antibiotics.length > 0) treated++;
    }
    expect(treated).toBeGreaterThan(70);
  });

  it('dress small wounds, with pressure where no bleeding is left to the simulation', () => {
    let pressure = 0;
    for (let number = 1; number <= 100; number++) {
      const script = new PathScript(0, PLACE.north)
        .wound('B07', 1)
        .both(0, EVENT.injured)
        .both(9, EVENT.medicArrived);
      const record = assemble(script.pack({ number, outcomeSeconds: script.seconds(60), iss: 1, niss: 1 }));
      if (displaysOf(record).includes('Pressure dressing')) pressure++;
      expect(displaysOf(assemble(shocked(number)))).not.toContain('Pressure dressing');
    }
    expect(pressure).toBeGreaterThan(30);
  });

  it('dress an amputated finger at Role 1, with an antibiotic and a vaccine', () => {
    const needed = { dressing: /dressing/i, antibiotic: /^J01/, vaccine: /^J07AM/ };
    const script = new PathScript(0, PLACE.north).wound('B04', 1).both(0, EVENT.injured);
    script.at(PLACE.role1).both(60, EVENT.arrived).both(62, EVENT.treatmentStarted);
    script.both(80, EVENT.treatmentEnded);
    for (const need of Object.values(needed)) {
      let met = 0;
      for (let number = 1; number <= 200; number++) {
        const header = { number, outcomeSeconds: script.seconds(90), outcomePlace: PLACE.role1 };
        const { care } = assemble(script.pack({ ...header, iss: 1, niss: 1 }));
        if (care.some(({ code }) => need.test(code.code) || need.test(code.display))) met++;
      }
      expect(met).toBeGreaterThan(180);
    }
  });

  it('dress a wound once a day and assess consciousness once at a place', () => {
    const script = new PathScript(0, PLACE.south).wound('B30', 4).wound('B07', 2).both(0, EVENT.injured);
    script.event(30, EVENT.departed, 0, 1, PLACE.role2).at(PLACE.role2).both(60, EVENT.arrived);
    script.both(62, EVENT.resuscitationStarted).both(90, EVENT.resuscitationEnded);
    script.both(95, EVENT.admittedIcu).both(3000, EVENT.admittedWard, 4);
    let dressings = 0;
    let assessments = 0;
    for (let number = 1; number <= 200; number++) {
      const record = assemble(
        script.pack({ number, outcomeSeconds: 9 * 86_400, outcomePlace: PLACE.role2, iss: 16, niss: 16 }),
      );
      const minutesOf = (display: string) =>
        record.care.filter((care) => care.code.display === display).map((care) => minutesInto(record, care));
      const atRole2 = minutesOf('GCS assessment').filter((minutes) => minutes >= 60);
      expect(atRole2.length).toBeLessThanOrEqual(1);
      assessments += atRole2.length;
      const dressed = minutesOf('Wound dressing');
      for (let i = 1; i < dressed.length; i++) expect(dressed[i] - dressed[i - 1]).toBeGreaterThan(1439.9);
      dressings += dressed.length;
    }
    expect(assessments).toBeGreaterThan(180);
    expect(dressings).toBeGreaterThan(200);
  });

  it('tell the hand-over to a hospital where a Role 1 makes it; elsewhere the timeline has it', () => {
    let told = 0;
    for (let number = 1; number <= 100; number++) {
      const script = new PathScript(0, PLACE.north).wound('B07', 2).both(0, EVENT.injured);
      script.both(9, EVENT.medicArrived).event(20, EVENT.departed, 0, 1, PLACE.role1);
      script.at(PLACE.role1).both(40, EVENT.arrived).both(50, EVENT.treatmentStarted);
      script.both(80, EVENT.treatmentEnded).event(90, EVENT.departed, 0, 1, PLACE.role2);
      script.at(PLACE.role2).both(120, EVENT.arrived).both(125, EVENT.resuscitationStarted);
      script.both(150, EVENT.resuscitationEnded).event(200, EVENT.departed, 0, 2, PLACE.role3);
      const { care } = assemble(
        script.pack({ number, outcomeSeconds: script.seconds(210), iss: 4, niss: 4 }),
      );
      const handovers = care.filter(({ code }) => code.code === '429202003');
      for (const { place } of handovers) expect(place).toBe('r1');
      told += handovers.length;
    }
    // 0.95 of 100.
    expect(told).toBeGreaterThan(80);
    expect(told).toBeLessThanOrEqual(100);
  });

  it('operate in vain on whoever dies on the table', () => {
    const script = new PathScript(0, PLACE.south).wound('B25', 4, { pathways: 4 }).both(0, EVENT.injured);
    script.at(PLACE.role2).both(60, EVENT.arrived).both(70, EVENT.surgeryStarted, 0).both(110, EVENT.died);
    const record = assemble(
      script.pack({
        number: 1,
        outcome: OUTCOME.dow,
        cause: 2,
        outcomeSeconds: script.seconds(110),
        outcomePlace: PLACE.role2,
      }),
    );
    const laparotomy = record.care.find((care) => care.code.code === '74770008');
    expect(laparotomy).toMatchObject({
      performer: 'surgeon',
      successful: false,
      time: '2026-06-01T01:19:59Z',
    });
    expect(record.care.every((care) => care.time < record.outcome.time)).toBe(true);
  });

  it.each(['treated', 'left waiting'])('fill the record of whoever reached Role 2 and was %s', (fate) => {
    for (let number = 1; number <= 300; number++) {
      const script = new PathScript(0, PLACE.south).both(0, EVENT.injured);
      script.at(PLACE.role2).both(60, EVENT.arrived);
      if (fate === 'treated') script.both(70, EVENT.treatmentStarted).both(80, EVENT.treatmentEnded);
      const record = assemble(
        script.pack({
          number,
          casualtyClass: 2,
          conditionRow: rowOf('D17'),
          flags: 4,
          outcomeSeconds: script.seconds(90),
          outcomePlace: PLACE.role2,
        }),
      );
      expect(record.care.length).toBeGreaterThanOrEqual(5);
    }
  });
});
