import type { Summary, SummaryResourceUse } from '@medical-patients/contract';
import type { Plan } from '../../compile/plan.js';
import { PLACE_COLUMN, PLACE_COLUMNS } from '../counter-layout.js';
import { RESOURCE_WORDS, type ResourceFigures, type ResourceUse } from '../resource-figures.js';
import { facilitiesOf, fleetsOf } from '../summary-frame.js';
import type { SummaryTally } from '../summary-tally.js';
import { meanOf, round, roundOrNull } from './numbers.js';

/** Hourly means to two decimals, cut after the last hour that is not 0. */
function hourly(means: Float32Array): number[] {
  const values = Array.from(means, (mean) => round(mean, 2));
  let length = values.length;
  while (length > 0 && values[length - 1] === 0) length--;
  return values.slice(0, length);
}

function resourceFigures(
  resource: string,
  use: ResourceUse,
  days: number,
  hours: number,
): SummaryResourceUse {
  const limited = Number.isFinite(use.capacity) && use.capacity > 0;
  const busy = use.occupancy.integralWithin(days * 24);
  return {
    resource,
    capacity: Number.isFinite(use.capacity) ? use.capacity : null,
    occupancy_by_hour: hourly(use.occupancy.hourlyMeans(hours)),
    queue_by_hour: hourly(use.queue.hourlyMeans(hours)),
    peak_occupancy: use.occupancy.peak,
    peak_queue: use.queue.peak,
    busy_minutes: round(busy, 1),
    utilisation: limited ? round(busy / (use.capacity * days * 1_440), 4) : null,
    waits: {
      n: use.waits.count,
      median_minutes: roundOrNull(use.waits.quantileMinutes(0.5), 1),
      p90_minutes: roundOrNull(use.waits.quantileMinutes(0.9), 1),
      mean_minutes: meanOf(use.waits.sumMinutes, use.waits.count, 1),
    },
  };
}

/** Facilities with the kinds of places they have or used. */
export function facilityFigures(
  tally: SummaryTally,
  plan: Plan,
  resources: ResourceFigures,
): Summary['facilities'] {
  const { counters, layout } = tally;
  const { days } = layout.sizes;
  return facilitiesOf(plan).map((facility, index) => {
    const row = layout.place + (plan.frontCount + index) * PLACE_COLUMNS;
    const uses = RESOURCE_WORDS.map((word, resource) => ({ word, use: resources.use(index, resource) }));
    return {
      id: facility.id,
      name: facility.name,
      role: facility.role,
      arrivals: counters[row + PLACE_COLUMN.arrivals],
      departures: counters[row + PLACE_COLUMN.departures],
      diverted: counters[row + PLACE_COLUMN.diverted],
      deaths: counters[row + PLACE_COLUMN.deaths],
      returned_to_duty: counters[row + PLACE_COLUMN.returned],
      resources: uses
        .filter(
          ({ use }) =>
            use.occupancy.peak > 0 ||
            use.waits.count > 0 ||
            (Number.isFinite(use.capacity) && use.capacity > 0),
        )
        .map(({ word, use }) => resourceFigures(word, use, days, layout.outcomeHours)),
    };
  });
}

export function fleetFigures(plan: Plan, resources: ResourceFigures): Summary['fleets'] {
  const { days } = plan.scenario;
  return fleetsOf(plan).map((fleet, index) => {
    const use = resources.fleets[index];
    return {
      id: fleet.id,
      name: fleet.name,
      kind: fleet.kind,
      vehicles: fleet.vehicles,
      litters: fleet.litters,
      missions: use.missions,
      litters_moved: use.littersCarried,
      busy_minutes: round(use.busyMinutes, 1),
      utilisation:
        fleet.vehicles === 0 || plan.scenario.medical.capacity === 'unlimited'
          ? null
          : round(use.underWay.integralWithin(days * 24) / (fleet.vehicles * days * 1_440), 4),
    };
  });
}
