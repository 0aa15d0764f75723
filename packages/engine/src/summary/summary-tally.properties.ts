import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSummary } from './create-summary.js';
import { SummaryTally } from './summary-tally.js';
import { arbitraryCasualty, packCasualties } from './testing/plain-casualty.js';
import { plainFigures, summaryFigures } from './testing/plain-figures.js';
import { SMALL_SIZES, smallPlan } from './testing/small-plan.js';

const plan = smallPlan();
const casualties = fc.array(arbitraryCasualty(SMALL_SIZES), { maxLength: 40 });

describe('summary of arbitrary care paths', () => {
  it('agrees with a plain recomputation from the casualties themselves', () => {
    fc.assert(
      fc.property(casualties, (all) => {
        const summary = createSummary(plan);
        summary.add(packCasualties(all));
        expect(summaryFigures(summary.tally, plan)).toEqual(plainFigures(all));
      }),
      { numRuns: 300 },
    );
  });

  it('is the same from one pass and from parts merged in any order', () => {
    const drawPerson = (number: number) => ({
      male: number % 7 !== 0,
      age: 18 + (number % 30),
      bloodGroup: number % 8,
    });
    fc.assert(
      fc.property(casualties, fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 4 }), (all, cuts) => {
        const whole = new SummaryTally(plan, drawPerson);
        whole.add(packCasualties(all));
        const edges = [0, ...cuts.map((cut) => Math.min(cut, all.length)), all.length].sort((a, b) => a - b);
        const parts = edges.slice(1).map((end, index) => {
          const start = edges[index] ?? 0;
          const part = new SummaryTally(plan, drawPerson);
          part.add(packCasualties(all.slice(start, end), start + 1));
          return part;
        });
        const merged = new SummaryTally(plan, drawPerson);
        for (const part of parts.reverse()) merged.merge(part);
        expect(merged.counters.findIndex((count, at) => count !== whole.counters[at])).toBe(-1);
        expect(merged.counters.length).toBe(whole.counters.length);
      }),
      { numRuns: 150 },
    );
  });
});
