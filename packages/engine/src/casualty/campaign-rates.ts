import type { CasualtyRates, ModelTables, Scenario } from '@medical-patients/contract';
import { exp, log } from '../random/det-math.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';
import { DAY_CORRELATION, DISEASE_VARIATION, gammaDayFactors } from './day-pattern.js';

/** Daily rates per 1,000 population at risk on one front. */
export interface DailyRates {
  readonly battle: Float64Array;
  readonly nonBattle: Float64Array;
  readonly disease: Float64Array;
}

/** Dispersion of battle rates given as a plain number: between moderate and high intensity (1.6). Estimate. */
const PLAIN_VARIATION = 1;

/**
 * Draws the daily rates of a front: the campaign's own distribution with autocorrelation, or the given mean with
 * `day_variation`.
 */
export function drawRates(
  rates: CasualtyRates,
  scenario: Scenario,
  tables: ModelTables,
  random: KeyedRandom,
  front: number,
): DailyRates {
  const days = scenario.days;
  random.open(PURPOSE.rates, front, 0);
  const battle = drawBattle(rates, scenario, tables, random, days);
  const disease = gammaDayFactors(random, days, DISEASE_VARIATION, DAY_CORRELATION).map(
    (factor) => factor * rates.disease,
  );
  return { battle, nonBattle: new Float64Array(days).fill(rates.non_battle_injury), disease };
}

function drawBattle(
  rates: CasualtyRates,
  scenario: Scenario,
  tables: ModelTables,
  random: KeyedRandom,
  days: number,
): Float64Array {
  const asked = scenario.casualties.day_variation;
  if (rates.campaign === null) {
    return gammaDayFactors(random, days, asked ?? PLAIN_VARIATION, DAY_CORRELATION).map(
      (factor) => factor * (rates.battle ?? 0),
    );
  }
  const campaign = tables.campaigns[rates.campaign];
  const variation = asked ?? campaign.battleSd / campaign.battleMean;
  if (campaign.distribution === 'exponential') {
    // An exponential is a gamma of shape 1, that is of variation 1.
    return gammaDayFactors(random, days, variation, campaign.lag1).map(
      (factor) => factor * campaign.battleMean,
    );
  }
  const variance = log(1 + variation * variation);
  const sigma = Math.sqrt(variance);
  const series = new Float64Array(days);
  let level = random.normal();
  for (let day = 0; day < days; day++) {
    if (day > 0)
      level = campaign.lag1 * level + Math.sqrt(1 - campaign.lag1 * campaign.lag1) * random.normal();
    series[day] = campaign.battleMean * exp(sigma * level - variance / 2);
  }
  return series;
}
