import type { Intervention, NineLine, PatientRecord } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { SURGERY_WORDS } from '../summary/words.js';
import { createAssembler } from './assemble.js';
import { EVENT, FLAG, INTERVENTION, PATHWAY } from './codes.js';
import { minutesInto } from './testing/minutes-into.js';
import { PathScript, PLACE, samplePlan, viewOf } from './testing/sample-run.js';

const assembler = createAssembler(samplePlan(), 'sample');
const numbers = Array.from({ length: 200 }, (_, i) => i + 1);
const HYPNOTIC = /^(N01AX03|N01AX07|N01AX10)$/;
const RELAXANT = /^M03A/;
const TUBE = '232674004';

/** Milligrams per kilogram. */
const strengthOf = ({ identity }: PatientRecord, { dose }: Intervention) => (dose ?? 0) / identity.weight_kg;

function expectSleepBefore(record: PatientRecord, relaxant: Intervention): void {
  const at = minutesInto(record, relaxant);
  const hypnotics = record.care.filter(
    (care) => HYPNOTIC.test(care.code.code) && Math.abs(minutesInto(record, care) - at) < 0.1,
  );
  expect(hypnotics.length).toBe(1);
  const isEtomidate = hypnotics[0].code.code === 'N01AX07';
  expect(strengthOf(record, hypnotics[0])).toBeGreaterThan(isEtomidate ? 0.25 : 0.7);
}

describe('an operation', () => {
  /** On the table a quarter of an hour after a flight on which pain is treated. */
  function operated(number: number, volume: number): PatientRecord {
    const script = new PathScript(0, PLACE.south).wound('B11', 3).both(0, EVENT.injured);
    script.volume = volume;
    script.both(5, EVENT.medicArrived).both(20, EVENT.departed, 0, 1, PLACE.role2);
    script.at(PLACE.role2).both(50, EVENT.arrived);
    script.both(52, EVENT.surgeryStarted, SURGERY_WORDS.indexOf('ortho')).both(160, EVENT.surgeryEnded);
    const header = { number, outcomeSeconds: script.seconds(300), outcomePlace: PLACE.role2 };
    return assembler.assemble(viewOf(script.pack({ ...header, iss: 9, niss: 9 })).read(0));
  }

  it('relaxes nobody who is not asleep, whatever was given for pain before', () => {
    for (const number of numbers) {
      const record = operated(number, 1);
      const relaxants = record.care.filter(({ code }) => RELAXANT.test(code.code));
      expect(relaxants.length).toBe(1);
      for (const relaxant of relaxants) expectSleepBefore(record, relaxant);
    }
  });

  it('puts the shocked to sleep with half the dose', () => {
    const ketamine = (volume: number) =>
      numbers.flatMap((number) => {
        const record = operated(number, volume);
        const doses = record.care.filter(
          ({ code, unit, dose }) => code.code === 'N01AX03' && unit === 'mg' && dose! > 25,
        );
        return doses.map((dose) => strengthOf(record, dose));
      });
    const [usual, inShock] = [ketamine(1), ketamine(0.7)];
    expect(usual.length).toBeGreaterThan(50);
    expect(Math.min(...usual)).toBeGreaterThan(1.4);
    expect(inShock.length).toBeGreaterThan(50);
    expect(Math.max(...inShock)).toBeLessThan(0.8);
  });
});

it('an operation has its tube also hours after another that was taken out', () => {
  for (const number of numbers) {
    const script = new PathScript(0, PLACE.south).wound('B11', 3).both(0, EVENT.injured);
    script.at(PLACE.role2).both(60, EVENT.arrived).both(62, EVENT.resuscitationStarted);
    script.intervene(70, INTERVENTION.intubation).both(90, EVENT.resuscitationEnded);
    script.event(90, EVENT.admittedWard, 4);
    for (const minutes of [200, 500]) {
      script.both(minutes, EVENT.surgeryStarted, SURGERY_WORDS.indexOf('ortho'));
      script.both(minutes + 60, EVENT.surgeryEnded).event(minutes + 60, EVENT.admittedWard, 4);
    }
    const header = { number, outcomeSeconds: script.seconds(700), outcomePlace: PLACE.role2 };
    const record = assembler.assemble(viewOf(script.pack({ ...header, iss: 9, niss: 9 })).read(0));
    const tubes = record.care.filter(({ code }) => code.code === TUBE);
    expect(tubes.map((tube) => Math.floor(minutesInto(record, tube) / 100))).toEqual([0, 2, 5]);
  }
});

const VENTILATION = '243147009';

describe('a tube that is put in off the table', () => {
  const BRAIN = 1 << PATHWAY.brain;

  /** In the bay of a facility for three quarters of an hour; the simulation may have a tube put in. */
  function inBay(place: number, number: number, isDecided: boolean): PatientRecord {
    const script = new PathScript(0, PLACE.south).wound('B30', 5, { pathways: BRAIN }).both(0, EVENT.injured);
    script.severities = [0, 0, 0.6, 0];
    script.at(place).both(60, EVENT.arrived).both(62, EVENT.resuscitationStarted);
    if (isDecided) script.intervene(90, INTERVENTION.intubation);
    script.both(110, EVENT.resuscitationEnded);
    const header = { number, outcomeSeconds: script.seconds(111), outcomePlace: place, pathways: BRAIN };
    return assembler.assemble(viewOf(script.pack({ ...header, iss: 25, niss: 25 })).read(0));
  }

  it.each([
    ['by the protocols at Role 2', PLACE.role2, false],
    ['by the simulation at Role 2', PLACE.role2, true],
    ['by the protocols at Role 1', PLACE.role1, false],
    ['by the simulation at Role 1', PLACE.role1, true],
  ] as const)('%s comes a minute after its anaesthesia', (_, place, isDecided) => {
    let tubes = 0;
    for (const number of numbers) {
      const record = inBay(place, number, isDecided);
      const { care } = record;
      const relaxants = care.filter(({ code }) => RELAXANT.test(code.code));
      for (const relaxant of relaxants) expectSleepBefore(record, relaxant);
      const tube = care.find(({ code }) => code.code === TUBE);
      if (tube === undefined) {
        expect(relaxants).toEqual([]);
        continue;
      }
      tubes++;
      const minute = minutesInto(record, tube);
      const before = care.filter((act) => Math.abs(minute - 1 - minutesInto(record, act)) < 0.01);
      const isAsleep = before.some(({ code }) => HYPNOTIC.test(code.code));
      const isRapid = before.some(({ code }) => code.display === 'Rapid sequence induction');
      // Role 1 has no relaxants.
      const isHospital = place === PLACE.role2;
      expect([isAsleep, isRapid, relaxants.length]).toEqual([true, isHospital, isHospital ? 1 : 0]);
    }
    expect(tubes).toBeGreaterThan(50);
  });
});

describe('a lung injury that may kill', () => {
  const LUNG = 1 << PATHWAY.other;

  /** In the bay of a facility, then in its bed until the vehicle comes. */
  function inBay(place: number, number: number, chest: number): PatientRecord {
    const script = new PathScript(0, PLACE.south).wound('B21', 4, { pathways: LUNG });
    script.both(0, EVENT.injured).at(place).both(60, EVENT.arrived);
    script.severities = [0, chest, 0, 0];
    script.both(62, EVENT.resuscitationStarted).both(110, EVENT.resuscitationEnded);
    script.event(110, EVENT.admittedWard, 4).both(140, EVENT.departed, 0, 1, PLACE.role3);
    const header = { number, outcomeSeconds: script.seconds(150), outcomePlace: place, iss: 16, niss: 16 };
    return assembler.assemble(viewOf(script.pack({ ...header, pathways: LUNG })).read(0));
  }
  const actsOf = ({ care }: PatientRecord, code: string) => care.filter((act) => act.code.code === code);

  it('brings no tube and no ventilator to someone who breathes well', () => {
    for (const place of [PLACE.role1, PLACE.role2]) {
      for (const number of numbers) {
        const record = inBay(place, number, 0);
        expect([...actsOf(record, TUBE), ...actsOf(record, VENTILATION)]).toEqual([]);
      }
    }
  });

  it('brings them where breathing fails, the ventilator after the tube', () => {
    let ventilated = 0;
    for (const number of numbers) {
      const record = inBay(PLACE.role2, number, 0.8);
      const [tube] = actsOf(record, TUBE);
      for (const ventilation of actsOf(record, VENTILATION)) {
        expect(minutesInto(record, ventilation)).toBeGreaterThan(minutesInto(record, tube));
        ventilated++;
      }
    }
    expect(ventilated).toBeGreaterThan(50);
  });

  it('leaves the tube in while a Role 1 waits for transport', () => {
    const onDeparture = numbers.flatMap((number) => {
      const record = inBay(PLACE.role1, number, 0.8);
      return actsOf(record, TUBE).length > 0 ? [record.vital_signs.at(-1)!.gcs.total] : [];
    });
    expect(onDeparture.length).toBeGreaterThan(50);
    expect(new Set(onDeparture)).toEqual(new Set([3]));
  });
});

describe('a patient near death', () => {
  /** Opioids, benzodiazepines, hypnotics and relaxants. */
  const DEPRESSANT = /^(N02A|N05BA|N05CD|N01AX|M03A)/;

  /** In the bay of a Role 2 with a broken femur, then in intensive care for a day. */
  function depressantsAt(volume: number): number {
    return numbers.flatMap((number) => {
      const script = new PathScript(0, PLACE.south).wound('B10', 3, { pathways: 1 }).both(0, EVENT.injured);
      script.volume = volume;
      script.at(PLACE.role2).both(60, EVENT.arrived).both(62, EVENT.resuscitationStarted);
      script.both(110, EVENT.resuscitationEnded).both(110, EVENT.admittedIcu);
      const header = { number, outcomeSeconds: script.seconds(1500), outcomePlace: PLACE.role2, pathways: 1 };
      const { care } = assembler.assemble(viewOf(script.pack({ ...header, iss: 9, niss: 9 })).read(0));
      return care.filter(({ code }) => DEPRESSANT.test(code.code));
    }).length;
  }

  it('is given nothing that lowers breathing and pressure', () => {
    expect(depressantsAt(0.9)).toBeGreaterThan(200);
    expect(depressantsAt(0.35)).toBe(0);
  });
});

describe('a request for evacuation', () => {
  /** From the bay of a Role 1, for someone whom the simulation lets walk. */
  function requestFor(severities: PathScript['severities'], hasTube: boolean): NineLine | undefined {
    const script = new PathScript(0, PLACE.south).wound('L08', 1).both(0, EVENT.injured);
    script.at(PLACE.role1).both(60, EVENT.arrived);
    script.severities = severities;
    script.both(62, EVENT.resuscitationStarted);
    if (hasTube) script.intervene(70, INTERVENTION.intubation);
    script.both(90, EVENT.resuscitationEnded).event(90, EVENT.admittedWard, 4);
    script.event(91, EVENT.evacuationRequested, 1, PLACE.role2);
    const header = { number: 1, outcomeSeconds: script.seconds(100), outcomePlace: PLACE.role1 };
    const path = script.pack({ ...header, flags: FLAG.ambulatory, iss: 1, niss: 1 });
    return assembler.assemble(viewOf(path).read(0)).timeline.at(-1)!.request;
  }

  it.each([
    ['with a tube in', [0, 0, 0, 0], true, 'ventilator', 'litter'],
    ['in coma', [0, 0, 0.7, 0], false, 'none', 'litter'],
    ['awake', [0, 0, 0, 0], false, 'none', 'ambulatory'],
  ] as const)('of a patient %s says so', (_, severities, hasTube, line_4_equipment, line_5_type) => {
    expect(requestFor(severities, hasTube)).toMatchObject({ line_4_equipment, line_5_type });
  });
});
