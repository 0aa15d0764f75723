import type { PatientRecord } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { SURGERY_WORDS } from '../summary/words.js';
import { createAssembler } from './assemble.js';
import { CLASS, EVENT, INTERVENTION, OUTCOME } from './codes.js';
import { minutesInto } from './testing/minutes-into.js';
import { PathScript, PLACE, rowOf, samplePlan, viewOf } from './testing/sample-run.js';

const assembler = createAssembler(samplePlan(), 'sample');
const WARD = 4;
const NOREPINEPHRINE = 'C01CA03';

function assemble(script: PathScript, number: number, untilMinutes: number): PatientRecord {
  const header = { number, outcomeSeconds: script.seconds(untilMinutes), outcomePlace: script.place };
  return assembler.assemble(viewOf(script.pack({ ...header, iss: 9, niss: 9 })).read(0));
}

/** Done by the people of the facility, not by a crew that loads there. */
const actsAtRole2 = ({ care }: PatientRecord) =>
  care.filter(({ place, performer }) => place === 'r2' && performer !== 'transport-team');

const numbers = Array.from({ length: 200 }, (_, i) => i + 1);

describe('a bed', () => {
  /** In a ward of Role 2 from minute 70 until the crew comes, who leave with the casualty five minutes later. */
  function waiting(collectedMinutes: number): PathScript {
    const script = new PathScript(0, PLACE.south).wound('B11', 3).both(0, EVENT.injured);
    script.both(5, EVENT.medicArrived).event(20, EVENT.departed, 0, 1, PLACE.role2);
    script.at(PLACE.role2).both(30, EVENT.arrived).both(32, EVENT.resuscitationStarted);
    script.both(70, EVENT.resuscitationEnded).both(70, EVENT.admittedWard, WARD);
    script.event(collectedMinutes, EVENT.casualtyCollected, 0, 1);
    return script.both(collectedMinutes + 5, EVENT.departed, 0, 1, PLACE.role3);
  }

  it('does in its time what falls into it, and leaves out the rest', () => {
    const actsWithin = (minutes: number) =>
      numbers.map((number) => {
        const record = assemble(waiting(70 + minutes), number, 90 + minutes);
        return actsAtRole2(record).filter((care) => minutesInto(record, care) > 70).length;
      });
    const mean = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0) / counts.length;
    expect(mean(actsWithin(600))).toBeGreaterThan(1.5);
    // Nothing on a ward is due within the first quarter of an hour.
    expect(Math.max(...actsWithin(10))).toBe(0);
  });

  it('cares until the crew collects the casualty, which cares from then on', () => {
    let loading = 0;
    for (const number of numbers) {
      const record = assemble(waiting(300), number, 320);
      expect(actsAtRole2(record).filter((care) => minutesInto(record, care) > 300)).toEqual([]);
      for (const care of record.care.filter(({ performer }) => performer === 'transport-team')) {
        const minute = minutesInto(record, care);
        if (minute < 300) continue;
        // The vehicle leaves five minutes later: until then the casualty is where it was.
        expect(care.place).toBe(minute <= 305 ? 'r2' : record.timeline.at(-1)?.asset);
        if (minute < 305) loading++;
      }
    }
    expect(loading).toBeGreaterThan(0);
  });

  it('leaves blood from the crew to the crew, while it loads', () => {
    const script = new PathScript(0, PLACE.north).wound('B05', 4, { pathways: 1 }).both(0, EVENT.injured);
    script.both(10, EVENT.buddyAid).event(40, EVENT.casualtyCollected, 0, 1);
    script.intervene(40, INTERVENTION.wholeBlood, true, 2).both(44, EVENT.departed, 0, 1, PLACE.role2);
    const blood = assemble(script, 1, 50).care.filter(({ unit }) => unit === '{unit}');
    expect(blood).toMatchObject([{ performer: 'transport-team' }]);
  });

  it('goes on under way with blood that the crew has begun while it loaded', () => {
    const script = new PathScript(0, PLACE.south).wound('B05', 4, { pathways: 1 }).both(0, EVENT.injured);
    script.event(20, EVENT.departed, 0, 1, PLACE.role2).at(PLACE.role2).both(30, EVENT.arrived);
    script.event(60, EVENT.casualtyCollected, 0, 1).intervene(60, INTERVENTION.wholeBlood, true, 2);
    script.both(62, EVENT.departed, 0, 1, PLACE.role3);
    const record = assemble(script, 1, 120);
    const units = record.care.filter(({ unit }) => unit === '{unit}');
    expect(units.map(({ place }) => place)).toEqual(['r2', record.timeline.at(-1)?.asset]);
  });
});

it('intensive care goes on until a late death', () => {
  const DAY = 1440;
  let cared = 0;
  for (const number of numbers) {
    const script = new PathScript(0, PLACE.south).wound('B46', 5, { pathways: 64 }).both(0, EVENT.injured);
    script.at(PLACE.role3).both(60, EVENT.arrived).both(70, EVENT.admittedIcu);
    script.both(5 * DAY, EVENT.died);
    const header = { number, outcome: OUTCOME.dow, cause: 6, outcomePlace: PLACE.role3, iss: 25, niss: 25 };
    const path = script.pack({ ...header, outcomeSeconds: script.seconds(5 * DAY) });
    const record = assembler.assemble(viewOf(path).read(0));
    if (record.care.some((care) => minutesInto(record, care) > 4 * DAY)) cared++;
  }
  expect(cared).toBeGreaterThan(numbers.length * 0.9);
});

describe('an operation', () => {
  function operated(kind: (typeof SURGERY_WORDS)[number], isDamageControl: boolean): PathScript {
    const script = new PathScript(0, PLACE.south).wound('B25', 4, { pathways: 4 }).both(0, EVENT.injured);
    script.at(PLACE.role2).both(60, EVENT.arrived);
    script.both(70, EVENT.surgeryStarted, SURGERY_WORDS.indexOf(kind), isDamageControl ? 1 : 0);
    return script;
  }
  const laparotomiesOf = ({ care }: PatientRecord) =>
    care.map(({ code }) => code.display).filter((display) => /laparotomy/i.test(display));

  it.each([
    ['dcs-laparotomy', true, 'Exploratory laparotomy (damage control)'],
    ['laparotomy', false, 'Laparotomy with definitive repair'],
  ] as const)('called %s is done under that name only', (kind, isDamageControl, name) => {
    for (const number of numbers) {
      const script = operated(kind, isDamageControl).intervene(200, INTERVENTION.operation);
      expect(laparotomiesOf(assemble(script.both(200, EVENT.surgeryEnded), number, 400))).toEqual([name]);
    }
  });

  it('that has not stopped the bleeding is done again from there', () => {
    const script = operated('dcs-laparotomy', true).intervene(130, INTERVENTION.operation, false);
    script.intervene(190, INTERVENTION.operation, true).both(190, EVENT.surgeryEnded);
    const record = assemble(script, 1, 400);
    const operations = record.care.filter(({ code }) => code.code === '74770008');
    expect(operations.map((care) => [minutesInto(record, care), care.successful])).toEqual([
      [80, false],
      [130, true],
    ]);
  });

  it.each([
    ['Fracture of lower leg, closed', CLASS.nonBattleInjury, 'N06', 'ortho', 'External fixation of fracture'],
    ['Acute appendicitis', CLASS.disease, 'D09', 'other', 'Appendicectomy'],
  ] as const)('for %s cleans no wound', (_, casualtyClass, condition, kind, procedure) => {
    let done = 0;
    for (const number of numbers) {
      const script = new PathScript(0, PLACE.south);
      if (casualtyClass !== CLASS.disease) script.wound(condition, 2);
      script.both(0, EVENT.injured).at(PLACE.role2).both(60, EVENT.arrived);
      script.both(70, EVENT.surgeryStarted, SURGERY_WORDS.indexOf(kind));
      script.intervene(160, INTERVENTION.operation).both(160, EVENT.surgeryEnded);
      const path = script.pack({
        number,
        casualtyClass,
        conditionRow: rowOf(condition),
        outcomeSeconds: script.seconds(400),
        outcomePlace: PLACE.role2,
      });
      const names = assembler.assemble(viewOf(path).read(0)).care.map(({ code }) => code.display);
      expect(names).not.toContain('Debridement of wound');
      done += names.filter((name) => name === procedure).length;
    }
    expect(done).toBe(numbers.length);
  });

  it('has a vasopressor only while the pressure is low', () => {
    const givenAt = (volume: number) =>
      numbers.flatMap((number) => {
        const script = operated('dcs-laparotomy', true);
        script.volume = volume;
        for (const minutes of [75, 90, 110]) script.reading(minutes);
        script.intervene(200, INTERVENTION.operation).both(200, EVENT.surgeryEnded);
        const { care, vital_signs } = assemble(script, number, 400);
        return care
          .filter(({ code }) => code.code === NOREPINEPHRINE)
          .map(({ time }) => vital_signs.filter((signs) => signs.time <= time).at(-1)!.systolic);
      });
    // Class II is shock, but the body holds its pressure.
    expect(givenAt(0.84)).toEqual([]);
    const pressures = givenAt(0.5);
    expect(pressures.length).toBeGreaterThan(20);
    expect(Math.max(...pressures)).toBeLessThan(90);
  });
});
