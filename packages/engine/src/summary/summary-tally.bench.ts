import fc from 'fast-check';
import { bench, describe } from 'vitest';
import { SummaryTally } from './summary-tally.js';
import { arbitraryCasualty, packCasualties } from './testing/plain-casualty.js';
import { SMALL_SIZES, smallPlan } from './testing/small-plan.js';

const casualties = fc.sample(arbitraryCasualty(SMALL_SIZES), { numRuns: 1_000, seed: 1 });
// Real paths hold some forty events; three times an arbitrary one comes near.
const chunk = packCasualties(
  casualties.map((casualty) => ({
    ...casualty,
    events: [...casualty.events, ...casualty.events, ...casualty.events],
  })),
);
const tally = new SummaryTally(smallPlan());

describe('summary', () => {
  bench('one chunk of 1,000 casualties', () => tally.add(chunk));
});
