import { log } from '../random/det-math.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';
import type { Outbreaks } from './disease-mix.js';

/** Where the epidemic curve peaks, as a share of its length: it rises faster than it falls. Estimate. */
const PEAK = 0.3;
const MINUTES_PER_DAY = 1440;

/** One outbreak on one front. */
export interface Outbreak {
  readonly row: number;
  readonly size: number;
  /** Day of the first case, from 0. */
  readonly firstDay: number;
  readonly days: number;
}

/**
 * Draws the outbreaks of a front. Their number is Poisson, so a short exercise may see none; their cases come out of
 * the disease of the front, so there are never more than `most`.
 *
 * @param expected cases of disease on this front over the whole scenario
 * @param days length of the scenario; an outbreak runs its course within it
 */
export function drawOutbreaks(
  kinds: readonly Outbreaks[],
  front: number,
  expected: number,
  most: number,
  days: number,
  random: KeyedRandom,
): Outbreak[] {
  const drawn: Outbreak[] = [];
  let left = most;
  kinds.forEach((kind, index) => {
    random.open(PURPOSE.outbreaks, front, index);
    const length = Math.min(kind.days, days);
    const number = random.poisson((expected * kind.share) / kind.meanCases);
    for (let i = 0; i < number; i++) {
      const size = Math.min(left, drawSize(kind, random));
      const firstDay = random.integer(days - length + 1);
      // What is cut below the least size is no outbreak; the cases stay among the single ones.
      if (size < kind.leastCases) continue;
      left -= size;
      drawn.push({ row: kind.row, size, firstDay, days: length });
    }
  });
  return drawn;
}

/** The least size and a geometric rest: most outbreaks are small, a few are large. */
function drawSize({ leastCases, meanCases }: Outbreaks, random: KeyedRandom): number {
  const rest = meanCases - leastCases;
  // The floor of an exponential with this mean is geometric with mean `rest`.
  return leastCases + Math.floor(random.exponential(1 / log(1 + 1 / rest)));
}

/**
 * When a case of an outbreak reports sick, minutes after its first day began: a day of the epidemic curve, an hour of
 * sick call.
 *
 * @param hours running sums of the weights of the 24 hours
 * @param random a stream that is open
 */
export function caseMinutes(spreadMinutes: number, hours: Float64Array, random: KeyedRandom): number {
  const days = Math.round(spreadMinutes / MINUTES_PER_DAY);
  const day = Math.min(days - 1, Math.floor(random.triangular(0, PEAK * days, days)));
  return day * MINUTES_PER_DAY + (random.pick(hours) + random.uniform()) * 60;
}
