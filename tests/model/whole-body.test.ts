import type { PatientRecord } from '@medical-patients/contract';
import { CarePathView, createAssembler } from '@medical-patients/engine';
import { describe, expect, it } from 'vitest';
import { planOf, presetScenario, run } from '../support/simulated.js';

function recordsOf(preset: string, casualties: number): PatientRecord[] {
  const plan = planOf(presetScenario(preset, `casualties.total=${casualties}`), '42');
  const assembler = createAssembler(plan, 'whole body');
  return run(plan).chunks.flatMap(({ buffer }) => {
    const view = new CarePathView(buffer);
    return Array.from({ length: view.count }, (_, i) => assembler.assemble(view.read(i)));
  });
}

describe('agents', () => {
  const exposed = recordsOf('cbrn', 1500).filter(({ exposure }) => exposure !== null);

  it('have left whoever goes back to duty', () => {
    const fit = exposed.filter(({ outcome }) => outcome.status === 'returned-to-duty');
    expect(fit.length).toBeGreaterThan(100);
    const ill = fit.filter(({ vital_signs }) => (vital_signs.at(-1)?.health_score ?? 0) < 18);
    expect(ill.map(({ id }) => id)).toEqual([]);
  });

  it('make ill before that', () => {
    const worst = exposed.map(({ vital_signs }) =>
      Math.min(...vital_signs.map((signs) => signs.health_score)),
    );
    expect(worst.filter((score) => score < 18).length).toBeGreaterThan(exposed.length / 5);
  });
});

it('smoke: the graver the injury, the graver the course', () => {
  const burns = recordsOf('naval', 3000).flatMap((record) =>
    record.injuries
      .filter(({ diagnosis }) => diagnosis.code === 'inhalation-injury-with-burn-of-airway')
      .map(() => record),
  );
  expect(burns.length).toBeGreaterThan(3);
  const firstGrade = (record: PatientRecord) => record.triage[0]?.true_category ?? record.triage[0]?.category;
  for (const burn of burns) {
    expect([undefined, 'T1', 'T2']).toContain(firstGrade(burn));
    expect(burn.outcome.status).not.toBe('returned-to-duty');
  }
});

it('an amputated finger is operated on and keeps from duty for two weeks', () => {
  const fingers = recordsOf('lsco-battle', 1500).filter(({ injuries, incident }) =>
    injuries.some(({ diagnosis }) => diagnosis.code === '95855003' && incident.class === 'battle-injury'),
  );
  const fit = fingers.filter(({ outcome }) => outcome.status === 'returned-to-duty');
  expect(fit.length).toBeGreaterThan(10);
  for (const { timeline } of fit) {
    expect(timeline.at(-1)?.minutes_since_injury).toBeGreaterThanOrEqual(14 * 1440 - 1);
    expect(timeline.map(({ event }) => event)).toContain('surgery-started');
  }
});
