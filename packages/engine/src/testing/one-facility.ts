import { seek, serveQueue, treated } from '../care/hospital.js';
import { STEP } from '../care/theatre.js';
import type { Plan } from '../compile/plan.js';
import { KeyedRandom } from '../random/keyed-random.js';
import { CLASS, FLAG } from '../record/codes.js';
import { RESOURCE, type ResourceFigures } from '../summary/resource-figures.js';
import { createSmallTheatre } from './small-theatre.js';

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
  const theatre = createSmallTheatre(endless, [{ role: 1, capacity: [places, 0, 0, 0, 0, 0] }], {
    random: new ExponentialTimes(plan.seed),
    settle: (casualty) => {
      waits[casualty.assessed].push(casualty.bedWaitMinutes);
    },
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
