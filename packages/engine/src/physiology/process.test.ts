import { describe, expect, it } from 'vitest';
import { Process } from './process.js';

const HEALTHY = 18;
/** Death is a health of 0.5 of 20 (simulation design, section 4). */
const DEAD = 0.5;

describe('the curve of an open pathway', () => {
  it.each([0.5, 3, 9, 45, 60, 180, 1000, 2400, 40_000])(
    'starts at H₀ and is 0.5 exactly after T = %d minutes',
    (T) => {
      for (const health of [19.9, 18.5, HEALTHY, 16.5, 13.5, 8]) {
        const process = new Process();
        process.open(77, health, T);
        expect(process.healthAt(77)).toBeCloseTo(health, 10);
        expect(process.healthAt(77 + T)).toBeCloseTo(DEAD, 10);
        expect(process.deathAtMinutes).toBe(77 + T);
        expect(process.isLethal).toBe(true);
      }
    },
  );

  it('is the published one: 20 · exp(−exp(b + c·t)) with b from H₀ and c from T', () => {
    const process = new Process();
    process.open(0, HEALTHY, 120);
    const b = Math.log(-Math.log(HEALTHY / 20));
    const c = (Math.log(Math.log(40)) - b) / 120;
    for (const minutes of [0, 15, 60, 100, 119]) {
      expect(process.healthAt(minutes)).toBeCloseTo(20 * Math.exp(-Math.exp(b + c * minutes)), 10);
    }
  });
});

describe('what care does to it', () => {
  it('stretches the remaining time and leaves the pathway open', () => {
    const process = new Process();
    process.open(0, HEALTHY, 100);
    const before = process.healthAt(40);
    process.stretch(40, 6);
    expect(process.healthAt(40)).toBeCloseTo(before, 10);
    expect(process.deathAtMinutes).toBeCloseTo(40 + 360, 10);
    expect(process.isLethal).toBe(true);
    expect(process.healthAt(400)).toBeCloseTo(DEAD, 10);
  });

  it('buys the minutes of a needle', () => {
    const process = new Process();
    process.open(10, HEALTHY, 45);
    process.delay(30, 60);
    expect(process.deathAtMinutes).toBeCloseTo(115, 10);
    expect(process.healthAt(115)).toBeCloseTo(DEAD, 10);
  });

  it('recovers from where it stood when the pathway closes', () => {
    const process = new Process();
    process.open(0, HEALTHY, 60);
    const before = process.healthAt(50);
    process.close(50, 25);
    expect(process.isLethal).toBe(false);
    expect(process.deathAtMinutes).toBe(Number.POSITIVE_INFINITY);
    expect(process.healthAt(50)).toBeCloseTo(before, 12);
    expect(process.healthAt(75)).toBeCloseTo(20 - (20 - before) * Math.exp(-1), 10);
    expect(process.healthAt(50 + 25 * 40)).toBeCloseTo(20, 10);
  });

  it('does nothing to a pathway that does not kill', () => {
    const process = new Process();
    for (const act of [() => process.close(5, 10), () => process.stretch(5, 2), () => process.delay(5, 60)]) {
      act();
      expect([process.isActive, process.deathAtMinutes, process.healthAt(9)]).toEqual([false, Infinity, 20]);
    }
    process.settle(0, 14, 20, 600);
    process.stretch(5, 2);
    process.close(5, 1);
    expect(process.healthAt(600)).toBeCloseTo(20 - 6 * Math.exp(-1), 10);
  });

  it('has no death of its own once cleared', () => {
    const process = new Process();
    process.open(0, HEALTHY, 9);
    process.clear();
    expect([process.isActive, process.isLethal, process.deathAtMinutes]).toEqual([false, false, Infinity]);
    expect(process.severityAt(4)).toBe(0);
  });
});
