import { describe, expect, it } from 'vitest';
import { clinical } from './clinical.js';

/** The literals of every union of the clinical tables; a row outside them breaks the types the JSON is read as. */
const REGIONS = 'head face neck thorax abdomen pelvis spine upper_limb lower_limb skin systemic'.split(' ');
const ISS_REGIONS = ['head_neck', 'face', 'chest', 'abdomen', 'extremity', 'external', null];
const CLASSES = ['battle-injury', 'non-battle-injury', 'disease', 'complication', 'cbrn'];
const WOUND_REGIONS = ['head-neck', 'face', 'thorax', 'abdomen', 'upper-limb', 'lower-limb'];
const KINDS = 'fragment gunshot blast burn crush blunt inhalation immersion chemical radiation'.split(' ');
const BLEEDING = ['none', 'limb', 'junctional', 'torso'];
const PATHWAYS =
  'limb-bleeding junctional-bleeding torso-bleeding airway tension-pneumothorax brain burn sepsis nerve-agent blister-agent choking-agent radiation other'.split(
    ' ',
  );
const SURGERY = [
  ...'dcs-laparotomy dcs-thoracotomy dcs-vascular ortho neuro soft-tissue fasciotomy amputation other laparotomy thoracotomy vascular maxillofacial eye'.split(
    ' ',
  ),
  null,
];
const ENVIRONMENTS = ['hot', 'cold', 'wet-cold', 'water', null];
const EFFECTS = ['temporary', 'while-it-lasts', 'permanent', 'supportive', 'diagnostic'];
const PERFORMERS = ['self', 'buddy', 'medic', 'nurse', 'physician', 'surgeon'];
const ROUTES = ['iv', 'im', 'po', 'odt', 'otfc', 'sc', 'inhaled', 'infiltration', 'topical'];
const STATIONS = 'self buddy medic transport role1 resuscitation surgery icu ward outpatient'.split(' ');
const WHEN =
  'always shocked hypoxic obtunded drowsy failing severe not-severe major-bleeding ventilated in-pain in-moderate-pain in-severe-pain infected in-arrest hypotensive damage-control definitive feverish returning'.split(
    ' ',
  );

/** Names of the keys of every row must be the same: a typing error would hide as a missing field. */
function expectSameKeys(rows: readonly object[]): void {
  const expected = Object.keys(rows[0] ?? {}).sort();
  expect(expected.length).toBeGreaterThan(0);
  for (const row of rows) expect(Object.keys(row).sort()).toEqual(expected);
}

describe('the tables have the shape of their types', () => {
  it('conditions', () => {
    expectSameKeys(clinical.conditions);
    for (const row of clinical.conditions) {
      expect(CLASSES, row.id).toContain(row.class);
      expect(REGIONS, row.id).toContain(row.region);
      expect(ISS_REGIONS, row.id).toContain(row.issRegion);
      expect(WOUND_REGIONS, row.id).toEqual(expect.arrayContaining([...row.woundRegions]));
      expect(KINDS, row.id).toEqual(expect.arrayContaining([...row.woundKinds]));
      expect(PATHWAYS, row.id).toEqual(expect.arrayContaining([...row.pathways]));
      expect(BLEEDING, row.id).toContain(row.bleeding);
      expect(SURGERY, row.id).toContain(row.surgeryKind);
      expect(ENVIRONMENTS, row.id).toContain(row.environment);
      expect(row.recoveryDays.length, row.id).toBe(3);
      for (const value of [row.aisMin, row.aisMax, row.bleedingClassMax, row.roleNeeded, row.minRegions])
        expect(Number.isInteger(value), row.id).toBe(true);
    }
    expectSameKeys(clinical.conditions.map((row) => row.vitals));
    expectSameKeys(clinical.conditions.map((row) => row.weights));
    expectSameKeys(clinical.conditions.flatMap((row) => row.severityLevels));
  });

  it('procedures and medications', () => {
    expectSameKeys(clinical.procedures);
    expectSameKeys(clinical.medications);
    for (const row of clinical.procedures) expect(PERFORMERS, row.id).toContain(row.performer);
    for (const row of clinical.medications) {
      expect(ROUTES, row.id).toContain(row.route);
      expect(row.perKg, row.id).toBe(row.doseUnit.includes('/kg'));
    }
    for (const row of [...clinical.procedures, ...clinical.medications]) {
      expect(EFFECTS, row.id).toContain(row.effectKind);
      expect([0, 1, 2, 3, 4], row.id).toContain(row.earliestRole);
    }
  });

  it('protocols and standard care', () => {
    expectSameKeys(clinical.protocols);
    expectSameKeys(clinical.standardCare);
    const steps = [...clinical.protocols, ...clinical.standardCare].flatMap((row) => row.steps);
    expectSameKeys(steps);
    expectSameKeys(steps.flatMap((step) => step.options));
    for (const step of steps) {
      expect(STATIONS).toContain(step.station);
      expect(WHEN).toContain(step.when);
    }
  });

  it('observations, mechanisms, blood groups', () => {
    expectSameKeys(clinical.observations);
    expectSameKeys(clinical.mechanisms);
    for (const rows of [clinical.observations, clinical.mechanisms]) {
      const ids = rows.map((row) => row.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(clinical.bloodGroups.map((row) => row.group).sort()).toEqual(
      ['O+', 'A+', 'B+', 'AB+', 'O-', 'A-', 'B-', 'AB-'].sort(),
    );
  });
});
