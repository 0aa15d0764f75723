import type { Summary } from '@medical-patients/contract';
import { CLASS } from '../../record/codes.js';
import type { SummaryTally } from '../summary-tally.js';

/** A stretch of counters as plain numbers, cut after the last hour that is not 0. */
function hoursOf(counters: Float64Array, at: number, hours: number): number[] {
  let length = hours;
  while (length > 0 && counters[at + length - 1] === 0) length--;
  return Array.from(counters.subarray(at, at + length));
}

/** Casualties by hour of injury or onset. */
export function casualtyHours(tally: SummaryTally): Summary['casualties_by_hour'] {
  const { counters, layout } = tally;
  const of = (casualtyClass: number) =>
    hoursOf(counters, layout.injuryHour + casualtyClass * layout.injuryHours, layout.injuryHours);
  return {
    battle_injury: of(CLASS.battleInjury),
    non_battle_injury: of(CLASS.nonBattleInjury),
    disease: of(CLASS.disease),
  };
}

/** Running sums of arrivals and outcomes, and what stays in the system, hour by hour until nothing changes. */
export function inSystemHours(tally: SummaryTally): Summary['in_system_by_hour'] {
  const { counters, layout } = tally;
  let last = 0;
  for (let hour = 0; hour < layout.outcomeHours; hour++) {
    for (let outcome = 0; outcome < 5; outcome++) {
      if (counters[layout.outcomeHour + outcome * layout.outcomeHours + hour] > 0) last = hour;
    }
  }
  const hours = Math.max(layout.injuryHours, last + 1);
  const arrivals = new Array<number>(hours).fill(0);
  const outcomes = Array.from({ length: 5 }, () => new Array<number>(hours).fill(0));
  const inSystem = new Array<number>(hours).fill(0);
  let arrived = 0;
  const ended = [0, 0, 0, 0, 0];
  for (let hour = 0; hour < hours; hour++) {
    if (hour < layout.injuryHours) {
      for (let row = 0; row < 3; row++) {
        arrived += counters[layout.injuryHour + row * layout.injuryHours + hour];
      }
    }
    let left = 0;
    for (let outcome = 0; outcome < 5; outcome++) {
      ended[outcome] += counters[layout.outcomeHour + outcome * layout.outcomeHours + hour];
      outcomes[outcome][hour] = ended[outcome];
      left += ended[outcome];
    }
    arrivals[hour] = arrived;
    inSystem[hour] = arrived - left;
  }
  return {
    arrivals,
    kia: outcomes[0],
    dow: outcomes[1],
    died_non_battle: outcomes[2],
    returned_to_duty: outcomes[3],
    evacuated_out_of_theatre: outcomes[4],
    in_system: inSystem,
  };
}

/** The same by day: what happened on each, and who was left when it ended. */
export function censusDays(hours: Summary['in_system_by_hour']): Summary['census_by_day'] {
  const days = Math.ceil(hours.arrivals.length / 24);
  return Array.from({ length: days }, (_, day) => {
    const end = Math.min(day * 24 + 23, hours.arrivals.length - 1);
    const on = (running: readonly number[]) => running[end] - (day === 0 ? 0 : running[day * 24 - 1]);
    return {
      day: day + 1,
      arrivals: on(hours.arrivals),
      kia: on(hours.kia),
      dow: on(hours.dow),
      died_non_battle: on(hours.died_non_battle),
      returned_to_duty: on(hours.returned_to_duty),
      evacuated_out_of_theatre: on(hours.evacuated_out_of_theatre),
      in_system_at_end: hours.in_system[end],
    };
  });
}
