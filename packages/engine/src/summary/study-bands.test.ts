import { studyBandsSchema, summarySchema } from '@medical-patients/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSummary } from './create-summary.js';
import { RESOURCE, ResourceFigures } from './resource-figures.js';
import { studyBands } from './study-bands.js';
import { arbitraryCasualty, packCasualties } from './testing/plain-casualty.js';
import { SMALL_FACILITIES, SMALL_SIZES, smallPlan } from './testing/small-plan.js';

const plan = smallPlan();

function summaryOf(seed: number) {
  const run = createSummary(plan);
  const [casualties = []] = fc.sample(
    fc.array(arbitraryCasualty(SMALL_SIZES), { minLength: 30, maxLength: 30 }),
    { numRuns: 1, seed },
  );
  run.add(packCasualties(casualties));
  const resources = new ResourceFigures({
    facilities: SMALL_FACILITIES.map(() => [2, 1, 1, 1, 1, Number.POSITIVE_INFINITY]),
    fleets: [
      { id: 'ground', vehicles: 2, litters: 4 },
      { id: 'air', vehicles: 1, litters: 6 },
    ],
  });
  resources.occupancyChanged(1, RESOURCE.operatingTable, 60, 1);
  resources.occupancyChanged(1, RESOURCE.operatingTable, 60 + 720 * seed, 0);
  resources.waited(1, RESOURCE.operatingTable, 15);
  resources.missionFlown(0, 3, 720, 0);
  resources.close(5 * 1_440);
  return run.finish(resources);
}

describe('summary', () => {
  it('is what the contract says, to the last key', () => {
    expect(summarySchema.parse(summaryOf(1))).toEqual(summaryOf(1));
  });

  it('reports resources with their use over the days of the scenario', () => {
    const summary = summaryOf(1);
    const table = summary.facilities[1]?.resources.find((use) => use.resource === 'operating-table');
    expect(table).toMatchObject({ capacity: 1, busy_minutes: 720, utilisation: 0.1, peak_occupancy: 1 });
    expect(table?.occupancy_by_hour.slice(0, 3)).toEqual([0, 1, 1]);
    expect(table?.waits).toMatchObject({ n: 1, median_minutes: 15 });
    expect(summary.fleets[0]).toMatchObject({ missions: 1, litters_moved: 3, utilisation: 0.05 });
    const holding = summary.facilities[1]?.resources.find((use) => use.resource === 'holding-bed');
    expect(holding).toBeUndefined();
  });
});

describe('bands over replications', () => {
  it('hold mean and centiles of every planner figure', () => {
    const bands = studyBands([summaryOf(1), summaryOf(2), summaryOf(3)]);
    expect(studyBandsSchema.parse(bands)).toEqual(bands);
    expect(bands.replications).toBe(3);
    const casualties = bands.figures.find((figure) => figure.id === 'casualties');
    expect(casualties).toMatchObject({ n: 3, mean: 30, p5: 30, p50: 30, p95: 30 });
    const tables = bands.figures.find((figure) => figure.id === 'r2-operating-table-utilisation');
    expect(tables).toMatchObject({ mean: 20, p5: 11, p50: 20, p95: 29 });
  });

  it('need a replication', () => {
    expect(() => studyBands([])).toThrow(RangeError);
  });
});
