import type { LethalPathway, WoundKind, WoundRegion } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { clinical } from './clinical.js';
import { eligibleConditions } from './eligible-conditions.js';

const PENETRATING_OR_BLUNT: readonly WoundKind[] = ['fragment', 'gunshot', 'blast', 'crush', 'blunt'];
const KINDS: readonly WoundKind[] = [...PENETRATING_OR_BLUNT, 'burn'];
const HIGHEST_AIS: readonly (readonly [WoundRegion, number])[] = [
  ['head-neck', 5],
  ['face', 3],
  ['thorax', 5],
  ['abdomen', 5],
  ['upper-limb', 4],
  ['lower-limb', 4],
];
/** Where a pathway may open (starting-parameters.md), with the AIS at which it does. */
const PATHWAYS: readonly (readonly [LethalPathway, WoundRegion, readonly number[]])[] = [
  ['limb-bleeding', 'upper-limb', [3, 4]],
  ['limb-bleeding', 'lower-limb', [3, 4]],
  ['junctional-bleeding', 'upper-limb', [3, 4]],
  ['junctional-bleeding', 'lower-limb', [3, 4]],
  ['junctional-bleeding', 'head-neck', [3, 4, 5]],
  ['junctional-bleeding', 'abdomen', [3, 4]],
  ['torso-bleeding', 'thorax', [3, 4, 5]],
  ['torso-bleeding', 'abdomen', [3, 4, 5]],
  ['brain', 'head-neck', [3, 4, 5]],
  ['airway', 'face', [1, 2, 3]],
  ['airway', 'head-neck', [3, 4, 5]],
  ['tension-pneumothorax', 'thorax', [3, 4, 5]],
  ['sepsis', 'abdomen', [3, 4, 5]],
  ['sepsis', 'upper-limb', [3, 4]],
  ['sepsis', 'lower-limb', [3, 4]],
];

const choose = (
  region: WoundRegion | null,
  kind: WoundKind,
  ais: number,
  openPathway: LethalPathway | null,
) => eligibleConditions(clinical.conditions, { region, kind, ais, openPathway, woundedRegions: 1 });

describe('a wound always finds a diagnosis', () => {
  it('for every region, kind and severity, with no pathway open', () => {
    const missing: string[] = [];
    for (const [region, highest] of HIGHEST_AIS)
      for (const kind of KINDS)
        for (let ais = 1; ais <= highest; ais++)
          if (choose(region, kind, ais, null).length === 0) missing.push(`${region} ${kind} ${ais}`);
    expect(missing).toEqual([]);
  });

  it('that carries the pathway the wound opened', () => {
    const missing: string[] = [];
    for (const [pathway, region, severities] of PATHWAYS)
      for (const kind of PENETRATING_OR_BLUNT)
        for (const ais of severities)
          if (!choose(region, kind, ais, pathway).some((row) => row.pathways.includes(pathway)))
            missing.push(`${pathway} ${region} ${kind} ${ais}`);
    expect(missing).toEqual([]);
  });

  it('for burns that can kill, everywhere', () => {
    for (const [region, highest] of HIGHEST_AIS)
      for (let ais = 3; ais <= highest; ais++)
        expect(choose(region, 'burn', ais, 'burn').every((row) => row.pathways.includes('burn'))).toBe(true);
  });

  it('for smoke and water, at every severity', () => {
    for (const kind of ['inhalation', 'immersion'] as const)
      for (let ais = 1; ais <= 5; ais++)
        expect(choose(null, kind, ais, null).length, kind).toBeGreaterThan(0);
  });

  it('and does not call a wound a vessel injury when nothing bleeds', () => {
    const rows = choose('lower-limb', 'gunshot', 4, null);
    expect(rows.some((row) => row.id === 'B05')).toBe(false);
    expect(choose('lower-limb', 'gunshot', 4, 'limb-bleeding').some((row) => row.id === 'B05')).toBe(true);
  });

  it('keeps "multiple wounds" for casualties with three wounded regions', () => {
    const query = { region: 'lower-limb', kind: 'fragment', ais: 3, openPathway: null } as const;
    const ids = (woundedRegions: number) =>
      eligibleConditions(clinical.conditions, { ...query, woundedRegions }).map((row) => row.id);
    expect(ids(2)).not.toContain('B09');
    expect(ids(3)).toContain('B09');
  });

  it('reaches every battle row by some wound', () => {
    const reached = new Set<string>();
    const pathways = [null, ...new Set(clinical.conditions.flatMap((row) => row.pathways))];
    for (const openPathway of pathways)
      for (const kind of [...KINDS, 'inhalation', 'immersion'] as const)
        for (const [region] of [...HIGHEST_AIS, [null] as const])
          for (let ais = 1; ais <= 6; ais++)
            for (const row of eligibleConditions(clinical.conditions, {
              region,
              kind,
              ais,
              openPathway,
              woundedRegions: 3,
            }))
              reached.add(row.id);
    const battle = clinical.conditions.filter((row) => row.weights.battle > 0).map((row) => row.id);
    expect(battle.filter((id) => !reached.has(id))).toEqual([]);
  });
});
