import { parseScenario } from '@medical-patients/contract';
import { findPreset, referenceData } from '@medical-patients/reference-data';
import { describe, expect, it } from 'vitest';
import { compilePlan } from '../compile/compile-plan.js';
import { valuesOf } from '../compile/values.js';
import { CarePathView } from '../record/care-path.js';
import { EVENT, FLAG, OUTCOME } from '../record/codes.js';
import { simulate } from '../simulation.js';

const { resuscitableVolume } = valuesOf(referenceData.model.care);
/** Volumes are stored in steps of 1/250. */
const STEP = 0.004;

/** Volume at the beginning of the resuscitation or operation during which someone died who could have been saved. */
function volumesOfDeathsUnderCare(hasBlood: boolean): number[] {
  const result = parseScenario(findPreset('lsco-battle')?.yaml, {
    format: 'yaml',
    overrides: [
      ['casualties.total', 12_000],
      // Everyone is in a bay at once: the gravest bleedings, too, are still alive.
      ['medical.capacity', 'unlimited'],
      ['medical.care.immediate_care', true],
      ['medical.care.blood_available', hasBlood],
    ],
  });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  const plan = compilePlan({ scenario: result.scenario, seed: '5', referenceData });
  const volumes: number[] = [];
  for (const { buffer } of simulate(plan)) {
    const view = new CarePathView(buffer);
    for (let i = 0; i < view.count; i++) {
      view.read(i);
      if (view.outcome !== OUTCOME.dow || (view.flags & FLAG.unsurvivable) !== 0) continue;
      const volume = volumeWhenLastCareBegan(view);
      if (volume !== null) volumes.push(volume);
    }
  }
  return volumes;
}

/** Null for who was neither in a bay nor on a table when dying. */
function volumeWhenLastCareBegan(view: CarePathView): number | null {
  let isUnderCare = false;
  let volume: number | null = null;
  for (let event = 0; event < view.eventCount; event++) {
    const kind = view.eventKind(event);
    if (kind === EVENT.resuscitationStarted || kind === EVENT.surgeryStarted) {
      isUnderCare = true;
      volume = null;
    } else if (kind === EVENT.resuscitationEnded || kind === EVENT.surgeryEnded) isUnderCare = false;
    else if (kind === EVENT.reading && isUnderCare && volume === null) volume = view.eventDetail(event) / 250;
  }
  return isUnderCare ? volume : null;
}

describe('active resuscitation', () => {
  it('with blood, loses nobody but who arrives as good as in arrest', () => {
    const volumes = volumesOfDeathsUnderCare(true);
    expect(volumes.filter((volume) => volume > resuscitableVolume + STEP)).toEqual([]);
  });

  it('without blood, loses also who had more left', () => {
    const volumes = volumesOfDeathsUnderCare(false);
    expect(volumes.filter((volume) => volume > resuscitableVolume + STEP).length).toBeGreaterThan(0);
  });
});
