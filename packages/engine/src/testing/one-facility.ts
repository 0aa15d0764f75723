import { Facility } from '../care/facility.js';
import { seek, serveQueue, treated } from '../care/hospital.js';
import { STEP, Theatre } from '../care/theatre.js';
import { TriageTool } from '../care/triage.js';
import { BattleHits } from '../casualty/battle-hit.js';
import type { Casualty } from '../casualty/casualty.js';
import { ConditionIndex } from '../casualty/condition-index.js';
import { compileHitModel } from '../casualty/hit-model.js';
import { Illness } from '../casualty/illness.js';
import { Onset } from '../casualty/onset.js';
import type { Plan } from '../compile/plan.js';
import { valuesOf } from '../compile/values.js';
import { createVitalModel } from '../physiology/vital-signs.js';
import { KeyedRandom } from '../random/keyed-random.js';
import { CLASS, FLAG } from '../record/codes.js';
import { RESOURCE, ResourceFigures } from '../summary/resource-figures.js';

/** A step of the agenda that no part of the simulation uses. */
const ARRIVAL = 1000;
/** No horizon cuts the queue short. */
const ENDLESS_DAYS = 1_000_000;

/** Triangular times become exponential ones of the same mean, so that a queue has a closed solution. */
class ExponentialTimes extends KeyedRandom {
  override triangular(min: number, mode: number, max: number): number {
    return this.exponential((min + mode + max) / 3);
  }
}

/** The theatre of a plan with one facility of `places` treatment places, and nothing else. */
function createTheatre(plan: Plan, places: number, settle: (casualty: Casualty) => void): Theatre {
  const { scenario, referenceData } = plan;
  const { clinical, evidence, model } = referenceData;
  const physiology = valuesOf(model.physiology);
  const care = valuesOf(model.care);
  const index = new ConditionIndex(clinical.conditions);
  const hits = new BattleHits(compileHitModel(model, scenario, ['conventional']), physiology, index, true);
  const illness = new Illness(clinical.conditions, evidence, model, physiology, scenario);
  const capacity = [places, 0, 0, 0, 0, 0];
  const figures = new ResourceFigures({ facilities: [capacity], fleets: [] });
  return new Theatre({
    plan,
    care,
    timing: valuesOf(model.timing),
    random: new ExponentialTimes(plan.seed),
    facilities: [
      new Facility({
        index: 0,
        place: plan.frontCount,
        role: 1,
        holdingHours: 72,
        onward: [],
        capacity,
        figures,
      }),
    ],
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

export interface QueueRun {
  /** Minutes in line of each casualty, in order of leaving, by assessed category. */
  readonly waits: readonly (readonly number[])[];
  readonly figures: ResourceFigures;
  readonly endMinutes: number;
  readonly meanServiceMinutes: number;
}

/**
 * Outpatients come to one facility at exponential intervals and are treated for exponential times: the queue of the
 * simulation itself, with nothing in its way that theory does not know.
 *
 * @param plan for reference data, parameters and seed
 * @param loads arrivals of each assessed category in erlangs: mean number under treatment
 */
export function runQueue(plan: Plan, places: number, loads: readonly number[], count: number): QueueRun {
  const waits: number[][] = loads.map(() => []);
  const endless: Plan = { ...plan, scenario: { ...plan.scenario, days: ENDLESS_DAYS } };
  const theatre = createTheatre(endless, places, (casualty) => {
    waits[casualty.assessed].push(casualty.bedWaitMinutes);
  });
  const { timing, agenda, facilities } = theatre;
  const meanServiceMinutes = (timing.treatmentMin + timing.treatmentMode + timing.treatmentMax) / 3;
  const arrivals = new KeyedRandom(`arrivals of ${plan.seed}`);
  arrivals.open(1, 0);
  const sums = Float64Array.from(loads, (_, i) => loads.slice(0, i + 1).reduce((sum, load) => sum + load, 0));
  const meanInterval = meanServiceMinutes / sums[sums.length - 1];
  let number = 0;
  const admit = (): void => {
    const casualty = theatre.admit(++number, theatre.now, 0);
    casualty.casualtyClass = CLASS.disease;
    casualty.flags = FLAG.outpatient;
    casualty.facility = 0;
    casualty.place = plan.frontCount;
    casualty.assessed = arrivals.pick(sums);
    seek(theatre, casualty, RESOURCE.treatmentPlace);
    if (number < count) agenda.schedule(theatre.now + arrivals.exponential(meanInterval), 1, ARRIVAL, 0, 0);
  };
  agenda.schedule(arrivals.exponential(meanInterval), 1, ARRIVAL, 0, 0);
  while (agenda.pop()) {
    theatre.now = agenda.time;
    if (agenda.kind === ARRIVAL) admit();
    else if (agenda.kind === STEP.release) {
      facilities[agenda.a].give(agenda.b, theatre.now);
      serveQueue(theatre, facilities[agenda.a], agenda.b);
    } else if (agenda.kind === STEP.treated) {
      const casualty = theatre.casualties[agenda.a];
      if (casualty.isActive && casualty.stepStamp === agenda.b) treated(theatre, casualty);
    } else throw new Error(`an outpatient takes step ${agenda.kind}`);
  }
  theatre.figures.close(theatre.now);
  return { waits, figures: theatre.figures, endMinutes: theatre.now, meanServiceMinutes };
}
