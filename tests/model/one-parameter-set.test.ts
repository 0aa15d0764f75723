import type { Care } from '@medical-patients/contract';
import { referenceData } from '@medical-patients/reference-data';
import { describe, expect, it } from 'vitest';
import { valuesOf } from '../../packages/engine/src/compile/values.js';
import { CALIBRATION_IDS, PRESET_IDS, planOf, presetScenario, run } from '../support/simulated.js';

/** What a scenario may set: how soon and how likely help comes. What help does belongs to the model. */
const DELAYS_AND_MEANS: readonly (keyof Care)[] = [
  'buddy_aid_probability',
  'buddy_aid_delay',
  'medic_probability',
  'medic_delay',
  'txa_probability',
  'prehospital_blood_probability',
  'evacuation_request_delay',
];

describe('the calibration presets', () => {
  it('are those that the design names', () => {
    expect(CALIBRATION_IDS.toSorted()).toEqual(['coin-air', 'lsco-battle', 'mascal-day', 'peacekeeping']);
  });

  it('share one set of physiology, treatment and injury parameters', () => {
    const sets = CALIBRATION_IDS.map((id) => {
      const { model, clinical, evidence } = planOf(presetScenario(id)).referenceData;
      return JSON.stringify({
        physiology: valuesOf(model.physiology),
        care: valuesOf(model.care),
        timing: valuesOf(model.timing),
        wounds: model.wounds,
        pathways: model.pathways,
        mechanisms: model.mechanisms,
        vitalProfiles: model.vitalProfiles,
        conditions: clinical.conditions,
        agents: evidence.agents,
      });
    });
    expect(new Set(sets).size).toBe(1);
  });

  it('differ in care only by how soon and how likely help comes', () => {
    const rest = PRESET_IDS.map((id) => {
      const entries = Object.entries(presetScenario(id).medical.care);
      return Object.fromEntries(entries.filter(([name]) => !DELAYS_AND_MEANS.includes(name as keyof Care)));
    });
    for (const other of rest) expect(other).toEqual(rest[0]);
  });

  it('leave the parameters as they were', () => {
    const before = JSON.stringify(referenceData.model);
    for (const id of CALIBRATION_IDS)
      run(planOf(presetScenario(id, 'casualties.total=250', 'special_events=[]')));
    expect(JSON.stringify(referenceData.model)).toBe(before);
  });
});
