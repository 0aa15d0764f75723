import type { Casualty } from '../casualty/casualty.js';

/** Hours between rounds of observations in a facility: often at first; the last interval repeats. Estimate. */
const ROUND_HOURS = [0.5, 0.5, 1, 2, 4, 4, 12, 24] as const;
const MOST_ROUNDS = 12;

/** The clock, and whoever takes the signs. */
interface Ward {
  readonly now: number;
  readAt(casualty: Casualty, atMinutes: number): void;
}

/** Rounds begin with the arrival in a facility. */
export function beginRounds(casualty: Casualty, nowMinutes: number): void {
  casualty.rounds = 0;
  casualty.nextRoundMinutes = nowMinutes + ROUND_HOURS[0] * 60;
}

/** Leaves the facility: nobody comes round any more. */
export function endRounds(casualty: Casualty): void {
  casualty.nextRoundMinutes = Number.POSITIVE_INFINITY;
}

/**
 * Takes the rounds that were due up to now. A round reads the body and changes nothing, and the body follows closed
 * forms between two events, so rounds need not be on the agenda: they are made up for before anything else happens to
 * the casualty. That spared a quarter of all events.
 */
export function makeRounds(t: Ward, casualty: Casualty): void {
  while (casualty.nextRoundMinutes <= t.now) {
    const at = casualty.nextRoundMinutes;
    t.readAt(casualty, at);
    casualty.rounds++;
    const hours = ROUND_HOURS[Math.min(casualty.rounds, ROUND_HOURS.length - 1)];
    casualty.nextRoundMinutes = casualty.rounds < MOST_ROUNDS ? at + hours * 60 : Number.POSITIVE_INFINITY;
  }
}
