import type { PatientRecord } from '@medical-patients/contract';
import { CarePathView, createAssembler } from '@medical-patients/engine';
import { describe, expect, it } from 'vitest';
import { planOf, presetScenario, run } from '../support/simulated.js';

const secondsOf = (time: string): number => Date.parse(time) / 1000;
const plan = planOf(presetScenario('lsco-battle', 'casualties.total=1500'), '5');
const { conditions } = plan.referenceData.clinical;
const records = recordsOf(plan);

function recordsOf(of: typeof plan): PatientRecord[] {
  const assembler = createAssembler(of, 'face');
  return run(of).chunks.flatMap(({ buffer }) => {
    const view = new CarePathView(buffer);
    return Array.from({ length: view.count }, (_, i) => assembler.assemble(view.read(i)));
  });
}

interface Operation {
  readonly record: PatientRecord;
  readonly kind: string;
  readonly echelon: string;
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
}

const operations: Operation[] = records.flatMap((record) =>
  record.timeline.flatMap(({ event, detail, echelon, time }) => {
    const end = record.timeline.find((later) => later.event === 'surgery-ended' && later.time >= time);
    if (event !== 'surgery-started' || end === undefined) return [];
    const minutes = (secondsOf(end.time) - secondsOf(time)) / 60;
    return [{ record, kind: detail ?? '', echelon, from: time, to: end.time, minutes }];
  }),
);
const during = ({ record, from, to }: Operation) =>
  record.care.filter(({ time }) => time >= from && time <= to);

describe('an operation', () => {
  it('of damage control is short, the definitive one of the same name takes its time', () => {
    const minutesOf = (kinds: RegExp) =>
      operations.filter(({ kind }) => kinds.test(kind)).map(({ minutes }) => minutes);
    const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
    const damageControl = minutesOf(/^dcs-/);
    const definitive = minutesOf(/^(laparotomy|thoracotomy|vascular)$/);
    expect(damageControl.length).toBeGreaterThan(20);
    expect(definitive.length).toBeGreaterThan(20);
    // 54 minutes; one that has not stopped the bleeding goes on.
    expect(mean(damageControl)).toBeLessThan(75);
    expect(mean(definitive)).toBeGreaterThan(110);
  });

  it('of jaw or eye is done from Role 3 on, and nobody leaves the theatre without it', () => {
    const ofFace = operations.filter(({ kind }) => kind === 'maxillofacial' || kind === 'eye');
    expect(ofFace.length).toBeGreaterThan(40);
    expect(ofFace.filter(({ echelon }) => echelon !== 'role-3')).toEqual([]);
    const named = conditions.filter(({ surgeryKind }) => ['maxillofacial', 'eye'].includes(`${surgeryKind}`));
    const displays = new Set(named.map(({ display }) => display));
    const evacuated = records.filter(
      ({ outcome, injuries }) =>
        outcome.status === 'evacuated-out-of-theatre' &&
        injuries.some(({ diagnosis, ais }) => ais >= 2 && displays.has(diagnosis.display)),
    );
    expect(evacuated.length).toBeGreaterThan(40);
    const repairs = ['Repair of eye', 'Fixation of jaw and face'];
    for (const { number, care } of evacuated) {
      expect(
        care.some(({ code }) => repairs.includes(code.display)),
        `${number}`,
      ).toBe(true);
    }
  });

  it('includes the fasciotomy of what the surgeon finds', () => {
    for (const operation of operations) {
      const late = during(operation).filter(({ time, performer }) => {
        return performer === 'surgeon' && time === operation.to;
      });
      expect(late, `${operation.record.number}`).toEqual([]);
    }
    const swollen = records.flatMap(({ complications, timeline }) =>
      complications
        .filter(({ diagnosis }) => diagnosis.display === 'Compartment syndrome')
        .map(({ time }) =>
          timeline.find((event) => event.event === 'surgery-started' && event.time === time),
        ),
    );
    expect(swollen.filter((event) => event === undefined)).toEqual([]);
  });
});

describe('wounds', () => {
  const partOf = new Map(conditions.map(({ display, part }) => [display, part]));

  it('do not lie on a limb or an eye that is gone', () => {
    let losses = 0;
    let wrong = 0;
    for (const { injuries } of records) {
      for (const lost of injuries) {
        const part = partOf.get(lost.diagnosis.display);
        if (!part?.isLost) continue;
        losses++;
        const isWrong = injuries.some((wound) => {
          const other = partOf.get(wound.diagnosis.display);
          if (wound === lost || wound.side !== lost.side || other?.of !== part.of) return false;
          return other.isLost || other.level >= part.level;
        });
        if (isWrong) wrong++;
      }
    }
    expect(losses).toBeGreaterThan(150);
    // Where both legs are gone the catalogue may have no other name for a wound of that severity.
    expect(wrong).toBeLessThanOrEqual(losses * 0.02);
  });

  it('of AIS 6 are not called contusion or haematoma', () => {
    const names = records.flatMap(({ injuries }) =>
      injuries
        .filter(({ ais, region }) => ais === 6 && region === 'head')
        .map(({ diagnosis }) => diagnosis.display),
    );
    expect(names.length).toBeGreaterThan(10);
    expect(new Set(names)).toEqual(new Set(['Destruction of head', 'Penetrating brain injury']));
  });
});

it('whoever dies within the minute was never seen alive and well', () => {
  // Comrades are there at once, before such a death.
  const changes = ['casualties.total=400', 'medical.care.buddy_aid_delay.median_minutes=0.1'];
  const sudden = recordsOf(planOf(presetScenario('lsco-battle', ...changes), '5')).filter(
    ({ incident, outcome }) => secondsOf(outcome.time) - secondsOf(incident.time) < 60,
  );
  expect(sudden.length).toBeGreaterThan(15);
  for (const { number, vital_signs } of sudden) {
    expect(
      vital_signs.map(({ at }) => at),
      `${number}`,
    ).toEqual(['died']);
  }
});

describe('blood', () => {
  const bloodOf = ({ care }: PatientRecord) => care.filter(({ unit }) => unit === '{unit}');

  it('in a hospital comes unit after unit', () => {
    const given = records.flatMap(bloodOf).filter(({ performer }) => performer === 'nurse');
    expect(given.length).toBeGreaterThan(400);
    const most = given.filter(({ dose }) => dose !== 1);
    // Whoever is hardly there before the outcome gets them at once.
    expect(most.length).toBeLessThan(given.length * 0.02);
  });

  it('is not given again, after the operation, for wounds that were paid for', () => {
    let bays = 0;
    let withBlood = 0;
    for (const record of records) {
      const operated = record.timeline.find(({ event }) => event === 'surgery-ended');
      for (const { event, time } of record.timeline) {
        if (event !== 'resuscitation-started' || operated === undefined || time < operated.time) continue;
        const volume = record.vital_signs.filter((signs) => signs.time <= time).at(-1)!.blood_volume_fraction;
        if (volume < 0.9) continue;
        bays++;
        if (bloodOf(record).some((entry) => entry.time === time)) withBlood++;
      }
    }
    expect(bays).toBeGreaterThan(100);
    expect(withBlood).toBeLessThan(bays * 0.05);
  });
});

it('diversions name both facilities', () => {
  const diversions = records.flatMap(({ timeline }) => timeline.filter(({ event }) => event === 'diverted'));
  expect(diversions.length).toBeGreaterThan(2);
  for (const { detail } of diversions) expect(detail).toMatch(/^(queue|no-bed|no-table), \S+ to \S+$/);
});

it('evacuation is asked for a minute after first aid, at the earliest', () => {
  const waits = recordsOf(planOf(presetScenario('coin-air', 'casualties.total=1440'), '5'))
    .filter(({ incident }) => incident.class === 'battle-injury')
    .flatMap(({ timeline }) => {
      const aid = timeline.find(({ event }) => /^(self-aid|buddy-aid|medic-arrived)$/.test(event));
      const request = timeline.find(({ event }) => event === 'evacuation-requested');
      return aid && request ? [secondsOf(request.time) - secondsOf(aid.time)] : [];
    });
  expect(waits.length).toBeGreaterThan(300);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(60);
});

it('light duty is advised to those who go back to duty, and to all of them with a fever', () => {
  const sick = recordsOf(planOf(presetScenario('default', 'casualties.total=1500'), '5'));
  let feverish = 0;
  let advised = 0;
  for (const { care, outcome, vital_signs } of sick) {
    const advice = care.filter(({ code }) => code.display === 'Light-duty advice');
    const isBack = outcome.status === 'returned-to-duty';
    for (const { place } of advice) expect([isBack, place]).toEqual([true, outcome.place]);
    if (!isBack || vital_signs.at(-1)!.temperature_c < 37.8) continue;
    feverish++;
    if (advice.length > 0) advised++;
  }
  expect(feverish).toBeGreaterThan(30);
  expect(advised).toBeGreaterThan(feverish * 0.8);
});
