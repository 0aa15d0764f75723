import type { HourPattern, ModelTables, Scenario } from '@medical-patients/contract';
import type { KeyedRandom } from '../random/keyed-random.js';
import type { SettledEvent } from './special-events.js';

const HOURS = 24;
const NIGHT_FROM = 20;
const NIGHT_TO = 5;

/** Where in time incidents of one stream fall: cumulative weight of every hour of the scenario. */
export interface Placement {
  readonly hours: Float64Array;
}

/** Weight of the 24 hours: the pattern, moved into the night by the environment. */
export function hourWeights(pattern: HourPattern, scenario: Scenario, tables: ModelTables): Float64Array {
  const weights = Float64Array.from(tables.hourPatterns[pattern]);
  for (const environment of scenario.environment) {
    const factor = tables.environments[environment].nightHours;
    for (let hour = 0; hour < HOURS; hour++) {
      if (hour >= NIGHT_FROM || hour <= NIGHT_TO) weights[hour] *= factor;
    }
  }
  return weights;
}

/**
 * @param dayWeights tempo times day factor
 * @param events special events of this front that raise the weight in their window
 * @param onlyDay restricts to one day; −1 for all
 */
export function createPlacement(
  dayWeights: Float64Array,
  hourWeight: Float64Array,
  events: readonly SettledEvent[],
  onlyDay: number,
): Placement {
  const days = dayWeights.length;
  const hours = new Float64Array(days * HOURS);
  let sum = 0;
  for (let slot = 0; slot < hours.length; slot++) {
    const day = Math.floor(slot / HOURS);
    let weight = onlyDay >= 0 && day !== onlyDay ? 0 : dayWeights[day] * hourWeight[slot % HOURS];
    for (const { event, startMinutes } of events) {
      const inside =
        overlap(slot * 60, slot * 60 + 60, startMinutes, startMinutes + event.duration_minutes) / 60;
      weight *= 1 + inside * (event.multiplier - 1);
    }
    sum += weight;
    hours[slot] = sum;
  }
  // A tempo of zeros would leave nowhere to go: spread evenly instead.
  if (sum === 0) for (let slot = 0; slot < hours.length; slot++) hours[slot] = slot + 1;
  return { hours };
}

/** A time in the scenario, minutes; continuous inside the hour. */
export function placeInTime(placement: Placement, random: KeyedRandom): number {
  return (random.pick(placement.hours) + random.uniform()) * 60;
}

function overlap(from: number, to: number, start: number, end: number): number {
  return Math.max(0, Math.min(to, end) - Math.max(from, start));
}
