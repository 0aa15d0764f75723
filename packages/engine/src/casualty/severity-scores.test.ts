import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { injurySeverityScore, newInjurySeverityScore } from './severity-scores.js';

const wounds = fc.array(
  fc.record({ ais: fc.integer({ min: 1, max: 5 }), region: fc.integer({ min: 0, max: 5 }) }),
  { minLength: 1, maxLength: 24 },
);

const iss = (list: readonly { ais: number; region: number }[]): number =>
  injurySeverityScore(
    Uint8Array.from(list, ({ ais }) => ais),
    Uint8Array.from(list, ({ region }) => region),
    list.length,
  );
const niss = (list: readonly { ais: number }[]): number =>
  newInjurySeverityScore(
    Uint8Array.from(list, ({ ais }) => ais),
    list.length,
  );
const sumOfThreeSquares = (values: readonly number[]): number =>
  values
    .toSorted((a, b) => b - a)
    .slice(0, 3)
    .reduce((sum, value) => sum + value * value, 0);

describe('severity scores', () => {
  // S. P. Baker et al., "The injury severity score", J Trauma 14 (1974): the worst of the three worst regions.
  it('square the worst of each region for ISS, the worst of all for NISS', () => {
    fc.assert(
      fc.property(wounds, (list) => {
        const worst = [0, 1, 2, 3, 4, 5].map((region) =>
          Math.max(0, ...list.filter((each) => each.region === region).map(({ ais }) => ais)),
        );
        expect(iss(list)).toBe(sumOfThreeSquares(worst));
        expect(niss(list)).toBe(sumOfThreeSquares(list.map(({ ais }) => ais)));
        expect(iss(list)).toBeLessThanOrEqual(niss(list));
      }),
    );
  });

  it('are 75 with any AIS of 6', () => {
    fc.assert(
      fc.property(wounds, fc.nat(), (list, at) => {
        const deadly = list.map((wound, i) => (i === at % list.length ? { ...wound, ais: 6 } : wound));
        expect([iss(deadly), niss(deadly)]).toEqual([75, 75]);
      }),
    );
  });

  it('know the textbook case: head 3, two of the chest 4 and 3, limb 2', () => {
    const list = [
      { ais: 4, region: 2 },
      { ais: 3, region: 0 },
      { ais: 3, region: 2 },
      { ais: 2, region: 4 },
    ];
    expect([iss(list), niss(list)]).toEqual([29, 34]);
  });
});
