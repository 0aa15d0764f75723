import type { Echelon, ReferenceData, Scenario } from '@medical-patients/contract';
import { isoToEpochSeconds } from '../casualty/civil-date.js';
import { buildLaydown } from './doctrinal-laydown.js';
import type { Place, Plan, Vehicle } from './plan.js';

const ECHELON_OF_ROLE: readonly Echelon[] = ['poi', 'role-1', 'role-2', 'role-3', 'role-4'];

/**
 * Resolves a scenario against the reference data: fills in facilities and fleets where it names none, and numbers
 * places and vehicles. The result is what simulation and assembly run on, in every thread alike.
 */
export function compilePlan(options: {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly referenceData: ReferenceData;
}): Plan {
  const { seed, referenceData } = options;
  const scenario = withMeans(options.scenario, referenceData);
  const facilities = scenario.medical.facilities ?? [];
  const fleets = scenario.medical.fleets ?? [];
  const places: Place[] = scenario.fronts.map((front, index) => ({
    index,
    id: `poi-${front.id}`,
    scenarioId: front.id,
    name: front.name,
    echelon: 'poi',
    role: 0,
    front: index,
    location: front.location,
  }));
  for (const facility of facilities) {
    places.push({
      index: places.length,
      id: facility.id,
      scenarioId: facility.id,
      name: facility.name,
      echelon: ECHELON_OF_ROLE[facility.role],
      role: facility.role,
      front: -1,
      location: facility.location,
    });
  }
  const vehicles: Vehicle[] = fleets.flatMap((fleet, index) =>
    Array.from({ length: fleet.vehicles }, (_, number) => ({
      id: `${fleet.id}-${number + 1}`,
      fleet: index,
    })),
  );
  return {
    scenario,
    referenceData,
    seed,
    startEpochSeconds: isoToEpochSeconds(scenario.start),
    places,
    frontCount: scenario.fronts.length,
    vehicles,
  };
}

function withMeans(scenario: Scenario, referenceData: ReferenceData): Scenario {
  const { facilities, fleets } = scenario.medical;
  if (facilities !== null && fleets !== null) return scenario;
  const laydown = buildLaydown(scenario, referenceData.model);
  return {
    ...scenario,
    medical: {
      ...scenario.medical,
      facilities: facilities ?? laydown.facilities,
      fleets: fleets ?? laydown.fleetsFor(facilities ?? laydown.facilities),
    },
  };
}
