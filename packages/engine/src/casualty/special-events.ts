import type { Scenario, SpecialEvent } from '@medical-patients/contract';
import type { KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';

/** Size of a mass-casualty event without a number. Scenario page, special events. */
const EVENT_SIZE = [30, 100] as const;
const MINUTES_PER_DAY = 1440;

/** A special event with day, hour and front settled. */
export interface SettledEvent {
  readonly event: SpecialEvent;
  readonly front: number;
  readonly startMinutes: number;
}

/** Draws what the scenario leaves open about when and where; the event ends within the scenario. */
export function settleEvent(
  event: SpecialEvent,
  index: number,
  scenario: Scenario,
  frontSums: Float64Array,
  random: KeyedRandom,
): SettledEvent {
  random.open(PURPOSE.events, index);
  const front =
    event.front === null ? random.pick(frontSums) : scenario.fronts.findIndex(({ id }) => id === event.front);
  const dayDraw = random.integer(scenario.days);
  const hourDraw = random.uniform() * 24;
  const day = event.day === null ? dayDraw : event.day - 1;
  const latest = scenario.days * MINUTES_PER_DAY - event.duration_minutes;
  const startMinutes = Math.max(0, Math.min(latest, day * MINUTES_PER_DAY + (event.hour ?? hourDraw) * 60));
  return { event, front, startMinutes };
}

/** Casualties of an event of its own: the given number, or one drawn for a mass-casualty event, else none. */
export function eventSize(event: SpecialEvent, index: number, random: KeyedRandom): number {
  if (event.casualties !== null) return event.casualties;
  if (event.type !== 'mass_casualty') return 0;
  random.open(PURPOSE.events, index, 1);
  return EVENT_SIZE[0] + random.integer(EVENT_SIZE[1] - EVENT_SIZE[0] + 1);
}
