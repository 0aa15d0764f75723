import { NOWHERE } from '../casualty/casualty.js';
import type { Plan } from '../compile/plan.js';
import { RESOURCE_WORDS, ResourceFigures } from '../summary/resource-figures.js';
import { Facility } from './facility.js';

/** The facilities of a plan, and the figures of what is used in them and of its fleets. */
export function buildFacilities(plan: Plan): { facilities: Facility[]; figures: ResourceFigures } {
  const { medical } = plan.scenario;
  const rows = medical.facilities ?? [];
  const isUnlimited = medical.capacity === 'unlimited';
  const capacities = rows.map((each) =>
    [
      each.treatment_places,
      each.resuscitation_bays,
      each.operating_tables,
      each.icu_beds,
      each.ward_beds,
      each.holding_beds,
    ].map((places) => (places > 0 && (isUnlimited || each.role === 4) ? Number.POSITIVE_INFINITY : places)),
  );
  if (capacities.some((row) => row.length !== RESOURCE_WORDS.length))
    throw new Error('a facility has six resources');
  const figures = new ResourceFigures({ facilities: capacities, fleets: medical.fleets ?? [] });
  const indexOf = new Map(rows.map(({ id }, index) => [id, index]));
  const facilities = rows.map(
    (each, index) =>
      new Facility({
        index,
        place: plan.frontCount + index,
        role: each.role,
        holdingHours: each.holding_hours,
        onward: each.evacuates_to.map((id) => indexOf.get(id) ?? NOWHERE),
        capacity: capacities[index],
        figures,
      }),
  );
  return { facilities, figures };
}
