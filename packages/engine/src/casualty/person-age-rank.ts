import type { AgeModel, RankShare } from '@medical-patients/contract';
import { exp } from '../random/det-math.js';
import { pow } from '../random/det-pow.js';
import { cumulate } from '../random/keyed-random.js';

/** Ages of a class of casualties and, for each age, the ranks held at it. */
export interface AgeRankTable {
  /** Age of the first entry, completed years. */
  readonly minimumYears: number;
  /** Running sums over ages. */
  readonly ages: Float64Array;
  /** For each age, running sums over the ranks in the order of the demographics table. */
  readonly ranksByAge: readonly Float64Array[];
}

/** Steps of the midpoint rule a year; the densities met here are smooth, and 16 give four digits. */
const STEPS = 16;

/**
 * Probability of each completed age: minimum + a gamma variate, rounded to whole years so that the published mean age
 * stays the mean of the ages written down, and cut at the maximum.
 */
export function ageProbabilities({ minimumYears, maximumYears, shape, scaleYears }: AgeModel): Float64Array {
  const mass = new Float64Array(maximumYears - minimumYears + 1);
  let total = 0;
  for (let years = 0; years < mass.length; years++) {
    const from = years === 0 ? 0 : years - 0.5;
    const width = (years + 0.5 - from) / STEPS;
    for (let step = 0; step < STEPS; step++) {
      const x = (from + (step + 0.5) * width) / scaleYears;
      mass[years] += pow(x, shape - 1) * exp(-x) * width;
    }
    total += mass[years];
  }
  return mass.map((value) => value / total);
}

/** How sharply a rank keeps to its usual age, years. Estimate. */
const RANK_SPREAD_YEARS = 5;
/** Rounds of fitting; the shares of ranks are then met to better than a tenth of a percent. */
const FITTING_ROUNDS = 30;

/**
 * Joint table of age and rank whose margins are the age model and the shares of ranks: a private of nineteen is usual,
 * a sergeant major of nineteen impossible. Iterative proportional fitting of a kernel around the usual age of a rank.
 */
export function createAgeRankTable(model: AgeModel, ranks: readonly RankShare[]): AgeRankTable {
  const ages = ageProbabilities(model);
  const totalPercent = ranks.reduce((sum, rank) => sum + rank.percent, 0);
  const cells = Array.from(ages, (_, index) =>
    Float64Array.from(ranks, ({ minimumYears, typicalYears }) => {
      const age = model.minimumYears + index;
      const distance = (age - typicalYears) / RANK_SPREAD_YEARS;
      const closeness = 1 / (1 + distance * distance);
      return age < minimumYears ? 0 : closeness * closeness;
    }),
  );
  for (let round = 0; round < FITTING_ROUNDS; round++) {
    for (let rank = 0; rank < ranks.length; rank++) {
      let sum = 0;
      for (const row of cells) sum += row[rank];
      const factor = ranks[rank].percent / totalPercent / sum;
      for (const row of cells) row[rank] *= factor;
    }
    for (let age = 0; age < ages.length; age++) {
      const row = cells[age];
      let sum = 0;
      for (const value of row) sum += value;
      const factor = ages[age] / sum;
      for (let rank = 0; rank < row.length; rank++) row[rank] *= factor;
    }
  }
  return {
    minimumYears: model.minimumYears,
    ages: cumulate(ages),
    ranksByAge: cells.map((row) => cumulate(row)),
  };
}
