import type { PatientRecord } from '@medical-patients/contract';
import { CarePathView, createAssembler } from '@medical-patients/engine';
import { describe, expect, it } from 'vitest';
import { planOf, presetScenario, run } from '../support/simulated.js';

const TUBE = '232674004';
const CANNULAS = new Set(['T22', 'T23', 'T24']);
const secondsOf = (time: string): number => Date.parse(time) / 1000;

function recordsOf(id: string, ...changes: string[]): PatientRecord[] {
  const plan = planOf(presetScenario(id, ...changes), '5');
  const assembler = createAssembler(plan, 'sleep');
  return run(plan).chunks.flatMap(({ buffer }) => {
    const view = new CarePathView(buffer);
    return Array.from({ length: view.count }, (_, i) => assembler.assemble(view.read(i)));
  });
}

const records = recordsOf('coin-air', 'casualties.total=1400');
const procedures = planOf(presetScenario('coin-air')).referenceData.clinical.procedures;
const cannulas = new Set(procedures.filter(({ id }) => CANNULAS.has(id)).map(({ coding }) => coding.code));

describe('signs', () => {
  it('on the table are those of a sleeper, and awake again on the ward', () => {
    let asleep = 0;
    let awake = 0;
    for (const { number, timeline, vital_signs } of records) {
      const start = timeline.find(({ event }) => event === 'surgery-started');
      const end = timeline.find(({ event }) => event === 'surgery-ended');
      if (start === undefined || end === undefined) continue;
      const ward = timeline.find(({ event, time }) => event === 'admitted-ward' && time >= end.time);
      for (const { time, at, gcs, pain, respiratory_rate } of vital_signs) {
        const onTable = secondsOf(time) >= secondsOf(start.time) + 300 && time <= end.time;
        if (onTable && at !== 'died') {
          asleep++;
          expect([gcs.eye, gcs.verbal, gcs.motor, gcs.total, pain], `${number}`).toEqual([1, 1, 1, 3, 0]);
          expect(respiratory_rate).toBeGreaterThanOrEqual(13);
          expect(respiratory_rate).toBeLessThanOrEqual(15);
        }
        if (ward !== undefined && time > ward.time && gcs.total >= 14) awake++;
      }
    }
    expect(asleep).toBeGreaterThan(80);
    expect(awake).toBeGreaterThan(80);
  });

  it('in intensive care sleep as long as the tube does', () => {
    const ventilated = records.flatMap(({ care, timeline, vital_signs }) => {
      const icu = timeline.find(({ event }) => event === 'admitted-icu');
      if (icu === undefined) return [];
      const tube = care.find(({ code, time, place, successful }) => {
        return code.code === TUBE && successful && place === icu.place && time <= icu.time;
      });
      const operation = timeline.find(({ event }) => event === 'surgery-started');
      // The tube of an operation comes out after it; one from before stays in, unless a ward or a treatment place
      // came between.
      const isAwake = timeline.some(
        ({ event, time }) =>
          (event === 'admitted-ward' || event === 'treatment-started') &&
          tube !== undefined &&
          time >= tube.time &&
          time <= icu.time,
      );
      if (isAwake) return [];
      if (tube === undefined || (operation !== undefined && tube.time >= operation.time)) return [];
      return vital_signs.filter(({ time, at }) => {
        const hours = (secondsOf(time) - secondsOf(icu.time)) / 3600;
        return hours >= 0 && hours < 4 && at === 'admitted-icu';
      });
    });
    expect(ventilated.length).toBeGreaterThan(2);
    expect(ventilated.filter(({ gcs }) => gcs.total !== 3)).toEqual([]);
  });
});

describe('drugs', () => {
  it('of the protocols go into a vein only where there is a way in', () => {
    let given = 0;
    let without = 0;
    for (const { care } of records) {
      const first = care.find(({ code }) => cannulas.has(code.code));
      for (const { code, time } of care) {
        // Ketamine, morphine and cefazolin come by protocol; what the simulation decides has no cannula of its own.
        if (!['N02AA01', 'J01DB04'].includes(code.code)) continue;
        given++;
        if (first === undefined || first.time > time) without++;
      }
    }
    expect(given).toBeGreaterThan(100);
    expect(without).toBe(0);
  });

  it('are not swallowed by who sleeps or was just operated on', () => {
    const tablets = new Set(['N02BE01', 'M01AC06', 'J01CA04', 'J01AA02']);
    for (const { number, care, timeline } of records) {
      for (const { event, time } of timeline) {
        if (event !== 'surgery-started') continue;
        const start = secondsOf(time);
        const early = care.filter(
          ({ code, time: at, route }) =>
            tablets.has(code.code) && route === 'po' && Math.abs(secondsOf(at) - start) < 3600,
        );
        expect(early, `${number}`).toEqual([]);
      }
    }
  });
});
