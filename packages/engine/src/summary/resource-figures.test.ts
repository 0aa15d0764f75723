import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HourlyLevel } from './hourly-level.js';
import { RESOURCE, ResourceFigures } from './resource-figures.js';

describe('hourly means of a level', () => {
  it('equal the plain minute by minute average', () => {
    const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 5 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(changes, (steps) => {
        const level = new HourlyLevel();
        const byMinute: number[] = [];
        let present = 0;
        for (const [gap, next] of steps) {
          for (let i = 0; i < gap; i++) byMinute.push(present);
          present = next;
          level.change(byMinute.length, next);
        }
        for (let i = 0; i < 90; i++) byMinute.push(present);
        level.change(byMinute.length, present);
        const hours = Math.floor(byMinute.length / 60);
        const expected = Array.from({ length: hours }, (_, hour) => {
          const minutes = byMinute.slice(hour * 60, hour * 60 + 60);
          return minutes.reduce((sum, count) => sum + count, 0) / 60;
        });
        const means = [...level.hourlyMeans(hours)];
        expect(means.map((mean) => mean.toFixed(4))).toEqual(expected.map((mean) => mean.toFixed(4)));
        expect(level.integralMinutes).toBeCloseTo(
          byMinute.reduce((sum, count) => sum + count, 0),
          6,
        );
        expect(level.integralWithin(hours)).toBeCloseTo(
          expected.reduce((sum, mean) => sum + mean * 60, 0),
          6,
        );
      }),
    );
  });

  it('cover runs far longer than the first allocation', () => {
    const level = new HourlyLevel();
    level.change(0, 2);
    level.change(210 * 1_440, 0);
    expect(level.hourlyMeans(210 * 24).every((mean) => mean === 2)).toBe(true);
    expect(level.peak).toBe(2);
  });
});

describe('resource figures', () => {
  it('keep facilities, resources and fleets apart', () => {
    const figures = new ResourceFigures({
      facilities: [
        [4, 1, 0, 0, 0, 6],
        [0, 2, 1, 2, 8, 0],
      ],
      fleets: [{ id: 'ground', vehicles: 2, litters: 4 }],
    });
    figures.queueChanged(1, RESOURCE.operatingTable, 10, 1);
    figures.occupancyChanged(1, RESOURCE.operatingTable, 30, 1);
    figures.queueChanged(1, RESOURCE.operatingTable, 30, 0);
    figures.waited(1, RESOURCE.operatingTable, 20);
    figures.missionFlown(0, 3, 90, 0);
    figures.close(120);

    const table = figures.use(1, RESOURCE.operatingTable);
    expect(table.capacity).toBe(1);
    expect([...table.occupancy.hourlyMeans(2)]).toEqual([0.5, 1]);
    expect(table.queue.integralMinutes).toBe(20);
    expect(table.waits.quantileMinutes(0.5)).toBeCloseTo(20, 0);
    expect(figures.use(0, RESOURCE.operatingTable).occupancy.integralMinutes).toBe(0);
    const fleet = figures.fleets[0];
    expect(fleet).toMatchObject({ missions: 1, littersCarried: 3, busyMinutes: 90 });
    expect([...(fleet?.underWay.hourlyMeans(2) ?? [])]).toEqual([1, 0.5]);
  });
});
