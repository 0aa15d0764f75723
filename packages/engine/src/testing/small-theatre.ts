import type { CareName } from '@medical-patients/contract';
import { Facility } from '../care/facility.js';
import { type Settle, Theatre } from '../care/theatre.js';
import { TriageTool } from '../care/triage.js';
import { BattleHits } from '../casualty/battle-hit.js';
import { ConditionIndex } from '../casualty/condition-index.js';
import { compileHitModel } from '../casualty/hit-model.js';
import { Illness } from '../casualty/illness.js';
import { Onset } from '../casualty/onset.js';
import type { Plan } from '../compile/plan.js';
import { valuesOf } from '../compile/values.js';
import { createVitalModel } from '../physiology/vital-signs.js';
import { KeyedRandom } from '../random/keyed-random.js';
import { ResourceFigures } from '../summary/resource-figures.js';

/** A facility of a small theatre. */
export interface SmallFacility {
  readonly role: number;
  /** Places of each kind, in the order of RESOURCE. */
  readonly capacity: readonly number[];
  /** Indexes of the facilities it evacuates to. */
  readonly onward?: readonly number[];
}

interface SmallTheatreOptions {
  readonly random?: KeyedRandom;
  /** Values that replace those of the plan. */
  readonly care?: Partial<Readonly<Record<CareName, number>>>;
  readonly settle?: Settle;
}

/** The theatre of a plan with these facilities instead of its own, and no fleets: for tests of single steps of care. */
export function createSmallTheatre(
  plan: Plan,
  facilities: readonly SmallFacility[],
  { random, care: changes, settle = () => undefined }: SmallTheatreOptions = {},
): Theatre {
  const { scenario, referenceData } = plan;
  const { clinical, evidence, model } = referenceData;
  const physiology = valuesOf(model.physiology);
  const care = { ...valuesOf(model.care), ...changes };
  const index = new ConditionIndex(clinical.conditions);
  const hits = new BattleHits(compileHitModel(model, scenario, ['conventional']), physiology, index, true);
  const illness = new Illness(clinical.conditions, evidence, model, physiology, scenario);
  const figures = new ResourceFigures({ facilities: facilities.map(({ capacity }) => capacity), fleets: [] });
  return new Theatre({
    plan,
    care,
    timing: valuesOf(model.timing),
    random: random ?? new KeyedRandom(plan.seed),
    facilities: facilities.map(
      ({ role, capacity, onward = [] }, number) =>
        new Facility({
          index: number,
          place: plan.frontCount + number,
          role,
          holdingHours: 72,
          onward,
          capacity,
          figures,
        }),
    ),
    figures,
    triage: new TriageTool(createVitalModel(model.vitalProfiles, clinical.conditions), scenario),
    onset: new Onset(hits, illness, index, clinical.conditions, care, physiology),
    bleeding: {
      triadPerHour: physiology.triadPerHour,
      deathVolume: physiology.deathVolume,
      flowCapPerHour: physiology.flowCapPerHour,
      minorLossTauMinutes: physiology.minorLossTauMinutes,
      refillTauHours: physiology.refillTauHours,
      transfusionTauMinutes: physiology.transfusionTauMinutes,
    },
    settle,
  });
}
