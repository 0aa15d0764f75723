import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Facility } from '../care/facility.js';
import { RESOURCE, ResourceFigures } from '../summary/resource-figures.js';
import { LeastLoaded } from './least-loaded.js';

/** Which facility, and whether a place in it is taken or given back. */
const change = fc.tuple(fc.nat(12), fc.boolean());

it('names the first of the least busy after every change', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 13 }),
      fc.array(change, { maxLength: 60 }),
      (places, changes) => {
        const capacities = places.map((count) => [count, 0, 0, 0, 0, 0]);
        const figures = new ResourceFigures({ facilities: capacities, fleets: [] });
        const facilities = capacities.map(
          (capacity, index) =>
            new Facility({ index, place: index, role: 1, holdingHours: 72, onward: [], capacity, figures }),
        );
        const leastLoaded = new LeastLoaded(facilities);
        for (const [which, takes] of changes) {
          const facility = facilities[which % facilities.length];
          const free = facility?.freePlaces(RESOURCE.treatmentPlace) ?? 0;
          if (takes && free > 0) facility?.take(RESOURCE.treatmentPlace, 0);
          else if (!takes && free < (places[which % places.length] ?? 0))
            facility?.give(RESOURCE.treatmentPlace, 0);
          const loads = facilities.map(({ load }) => load);
          expect(leastLoaded.first).toBe(loads.indexOf(Math.min(...loads)));
        }
      },
    ),
  );
});
