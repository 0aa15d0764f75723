import type { ModelTables, Scenario } from '@medical-patients/contract';
import type { KeyedRandom } from '../random/keyed-random.js';

/** Weight of each day by the scenario's tempo, before the day factor; positive, not normalised. */
export function tempoWeights(
  tempo: Scenario['tempo'],
  days: number,
  tables: ModelTables['tempos'],
): Float64Array {
  const weights = new Float64Array(days);
  if (typeof tempo !== 'string') {
    for (let day = 0; day < days; day++) weights[day] = tempo[day] ?? 0;
    return weights;
  }
  const { first, last, peak } = tables[tempo];
  for (let day = 0; day < days; day++) {
    const fraction = days === 1 ? 0.5 : day / (days - 1);
    if (tempo === 'intermittent') weights[day] = day % 3 === 2 ? peak : first;
    else if (tempo === 'surge')
      weights[day] = first + (peak - first) * Math.max(0, 1 - Math.abs(fraction - 0.5) * 4);
    else weights[day] = first + (last - first) * fraction;
  }
  return weights;
}

/** Lag-1 correlation of daily levels. Source: simulation model, section 1. */
export const DAY_CORRELATION = 0.3;
/** Coefficient of variation of the daily level of disease; the middle of 0.6–0.9 (simulation model, section 1). */
export const DISEASE_VARIATION = 0.75;

/**
 * One factor a day: gamma with mean 1 and the given coefficient of variation, lag-1 correlation `correlation`. A gamma
 * series keeps its distribution under X' = B·X + G with B ~ Beta(kρ, k(1−ρ)) and G ~ Gamma(k(1−ρ)) of the same scale.
 *
 * @param random a stream that is open; consumed in day order
 */
export function gammaDayFactors(
  random: KeyedRandom,
  days: number,
  variation: number,
  correlation: number,
): Float64Array {
  const factors = new Float64Array(days).fill(1);
  if (variation === 0) return factors;
  const shape = 1 / (variation * variation);
  const scale = 1 / shape;
  let level = random.gamma(shape, scale);
  factors[0] = level;
  for (let day = 1; day < days; day++) {
    if (correlation > 0) {
      const kept = random.gamma(shape * correlation, 1);
      const lost = random.gamma(shape * (1 - correlation), 1);
      level = (level * kept) / (kept + lost) + random.gamma(shape * (1 - correlation), scale);
    } else {
      level = random.gamma(shape, scale);
    }
    factors[day] = level;
  }
  return factors;
}
