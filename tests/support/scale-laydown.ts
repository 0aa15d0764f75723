import type { Facility, Fleet, Scenario } from '@medical-patients/contract';

/**
 * The same exercise, larger: casualties, mass-casualty events, places, vehicles, diversion threshold and population at
 * risk all times `factor`, so that load and means keep their proportion. Places are rounded up, events to the nearest.
 *
 * @throws Error when the scenario leaves its means to the engine, or counts casualties by rates
 */
export function scaleLaydown(scenario: Scenario, factor: number): Scenario {
  const { casualties, medical } = scenario;
  const { facilities, fleets } = medical;
  if (facilities === null || fleets === null) throw new Error('only a laydown that is given can be scaled');
  if (casualties.rates !== null) throw new Error('rates scale with the population at risk');
  const times = (count: number): number => Math.ceil(count * factor - 1e-9);
  const orNull = (count: number | null): number | null => (count === null ? null : times(count));
  return {
    ...scenario,
    casualties: {
      ...casualties,
      total: orNull(casualties.total),
      surviving_injury: orNull(casualties.surviving_injury),
    },
    // More strikes of the same size, not larger ones: the casualties of a strike share its mechanism.
    special_events: scenario.special_events.flatMap((event) =>
      event.type === 'mass_casualty'
        ? new Array<typeof event>(Math.max(1, Math.round(factor))).fill(event)
        : [event],
    ),
    fronts: scenario.fronts.map((front) => ({
      ...front,
      population_at_risk: orNull(front.population_at_risk),
    })),
    medical: {
      ...medical,
      diversion_queue_threshold: times(medical.diversion_queue_threshold),
      facilities: facilities.map(
        (facility): Facility => ({
          ...facility,
          treatment_places: times(facility.treatment_places),
          resuscitation_bays: times(facility.resuscitation_bays),
          operating_tables: times(facility.operating_tables),
          icu_beds: times(facility.icu_beds),
          ward_beds: times(facility.ward_beds),
          holding_beds: times(facility.holding_beds),
        }),
      ),
      fleets: fleets.map((fleet): Fleet => ({ ...fleet, vehicles: times(fleet.vehicles) })),
    },
  };
}
