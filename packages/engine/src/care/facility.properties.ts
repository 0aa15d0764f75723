import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RESOURCE_COUNT, ResourceFigures } from '../summary/resource-figures.js';
import { Facility } from './facility.js';

const capacity = fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constant(Number.POSITIVE_INFINITY)), {
  minLength: RESOURCE_COUNT,
  maxLength: RESOURCE_COUNT,
});
const step = fc.record({
  resource: fc.integer({ min: 0, max: RESOURCE_COUNT - 1 }),
  isTake: fc.boolean(),
  afterMinutes: fc.double({ min: 0, max: 90, noNaN: true }),
});

function create(places: readonly number[]): { facility: Facility; figures: ResourceFigures } {
  const figures = new ResourceFigures({ facilities: [places], fleets: [] });
  return {
    facility: new Facility({
      index: 0,
      place: 3,
      role: 2,
      holdingHours: 72,
      onward: [],
      capacity: places,
      figures,
    }),
    figures,
  };
}

it('is never above capacity, refuses what does not fit, and counts what it does', () => {
  fc.assert(
    fc.property(capacity, fc.array(step, { maxLength: 120, size: 'max' }), (places, steps) => {
      const { facility, figures } = create(places);
      const inUse = places.map(() => 0);
      const integral = places.map(() => 0);
      let now = 0;
      for (const { resource, isTake, afterMinutes } of steps) {
        now += afterMinutes;
        for (let r = 0; r < RESOURCE_COUNT; r++) integral[r] += inUse[r] * afterMinutes;
        if (isTake && inUse[resource] >= places[resource]) {
          expect(facility.isFree(resource)).toBe(false);
          expect(() => facility.take(resource, now)).toThrow(/no free place/);
        } else if (isTake) {
          facility.take(resource, now);
          inUse[resource]++;
        } else if (inUse[resource] > 0) {
          facility.give(resource, now);
          inUse[resource]--;
        }
        expect(facility.freePlaces(resource)).toBe(places[resource] - inUse[resource]);
        expect(facility.isFree(resource)).toBe(inUse[resource] < places[resource]);
        expect(facility.has(resource)).toBe(places[resource] > 0);
        expect(figures.use(0, resource).occupancy.level).toBe(inUse[resource]);
        expect(figures.use(0, resource).occupancy.peak).toBeLessThanOrEqual(places[resource]);
      }
      figures.close(now);
      for (let r = 0; r < RESOURCE_COUNT; r++) {
        expect(figures.use(0, r).occupancy.integralMinutes).toBeCloseTo(integral[r], 6);
      }
    }),
    { numRuns: 300 },
  );
});
