import { parseScenario } from '@medical-patients/contract';
import { findPreset, referenceData } from '@medical-patients/reference-data';
import { expect, it } from 'vitest';
import { compilePlan } from '../compile/compile-plan.js';
import { KeyedRandom } from '../random/keyed-random.js';
import { REGION_WORDS } from '../record/codes.js';
import { createSmallTheatre } from '../testing/small-theatre.js';

const { conditions } = referenceData.clinical;
const ABOVE_KNEE = conditions.findIndex(({ id }) => id === 'B01');
const [LEFT, RIGHT] = [1, 2];

const result = parseScenario(findPreset('lsco-battle')?.yaml, { format: 'yaml' });
if (!result.ok) throw new Error('the preset has mistakes');
const plan = compilePlan({ scenario: result.scenario, seed: '5', referenceData });

it.each([
  ['left', LEFT, RIGHT],
  ['right', RIGHT, LEFT],
])('hit again with the %s leg gone, it is the other one', (_, gone, left) => {
  const theatre = createSmallTheatre(plan, []);
  const random = new KeyedRandom('again');
  let ofLeg = 0;
  for (let number = 1; number <= 100; number++) {
    const casualty = theatre.admit(number, 0, 0);
    casualty.log.addWound(ABOVE_KNEE, REGION_WORDS.indexOf('lower_limb'), gone, 4, 3, 1);
    random.open(1, number);
    theatre.onset.woundAgain(casualty, 60, random);
    expect(casualty.log.woundCount).toBe(2);
    const { part } = conditions[casualty.log.woundRow(1)];
    if (part?.of !== 'leg') continue;
    ofLeg++;
    expect(casualty.log.woundSide(1), `${number}`).toBe(left);
  }
  expect(ofLeg).toBeGreaterThan(20);
});
