import { parseScenario } from '@medical-patients/contract';
import { findPreset, referenceData } from '@medical-patients/reference-data';
import { expect, it } from 'vitest';
import { Casualty } from '../casualty/casualty.js';
import { Bleeding, type BleedingParameters } from '../physiology/bleeding.js';
import { Body } from '../physiology/body.js';
import { createVitalModel, SYSTEMIC, type VitalState } from '../physiology/vital-signs.js';
import { KeyedRandom } from '../random/keyed-random.js';
import { CLASS, PATHWAY } from '../record/codes.js';
import { PathLog } from '../record/path-writer.js';
import { TriageTool } from './triage.js';

const { clinical, model } = referenceData;
const conditionRow = clinical.conditions.findIndex(({ id }) => id === 'D08');
const nerve = 1;
const BLEEDING: BleedingParameters = {
  triadPerHour: 0.3,
  deathVolume: 0.4,
  flowCapPerHour: 12,
  minorLossTauMinutes: 30,
  refillTauHours: 36,
  transfusionTauMinutes: 15,
};

/** The state that an assessment an hour after the injury reads its signs from. */
function stateSeen(change: (casualty: Casualty) => void): VitalState | undefined {
  const vitals = createVitalModel(model.vitalProfiles, clinical.conditions);
  let seen: VitalState | undefined;
  const watched = {
    ...vitals,
    noiseFreeSigns: (state: VitalState, out: Float64Array) => {
      seen = { ...state };
      vitals.noiseFreeSigns(state, out);
    },
  };
  const result = parseScenario(findPreset('default')?.yaml, { format: 'yaml' });
  if (!result.ok) throw new Error('the default preset is no scenario');
  const casualty = new Casualty(0, new Body(new Bleeding(BLEEDING)), new PathLog());
  casualty.begin(1, 1, 0, 0);
  casualty.body.start(0, 1);
  change(casualty);
  new TriageTool(watched, result.scenario).assess(casualty, 1, 60, false, 0, new KeyedRandom('1'));
  return seen;
}

it.each([
  [
    'disease by its own signs, without the stress of combat',
    { casualtyClass: CLASS.disease, conditionRow },
    { profile: SYSTEMIC.general, condition: conditionRow, arousal: 0.3 },
  ],
  [
    'an agent by its own',
    { casualtyClass: CLASS.battleInjury, conditionRow, agent: nerve },
    { profile: SYSTEMIC.nerveAgent, condition: -1, arousal: 1 },
  ],
  [
    'burns as burns',
    { casualtyClass: CLASS.nonBattleInjury, conditionRow, pathways: 1 << PATHWAY.burn },
    { profile: SYSTEMIC.burn, condition: conditionRow, arousal: 0.6 },
  ],
])('reads %s, as the record does', (_, facts, expected) => {
  expect(stateSeen((casualty) => Object.assign(casualty, facts))).toMatchObject(expected);
});
