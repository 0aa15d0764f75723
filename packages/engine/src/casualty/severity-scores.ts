import type { Condition } from '@medical-patients/contract';

const ISS_REGIONS = ['head_neck', 'face', 'chest', 'abdomen', 'extremity', 'external'] as const;
const UNSURVIVABLE_AIS = 6;
const HIGHEST_SCORE = 75;

/** ISS region number of every condition row; wounds without one count as external. */
export function issRegions(conditions: readonly Condition[]): Uint8Array {
  return Uint8Array.from(conditions, ({ issRegion }) => ISS_REGIONS.indexOf(issRegion ?? 'external'));
}

const worstByRegion = new Uint8Array(ISS_REGIONS.length);

/**
 * Injury Severity Score: squares of the worst AIS in the three worst regions, summed; any AIS 6 makes 75.
 *
 * @param ais AIS of each wound
 * @param regions ISS region of each wound
 */
export function injurySeverityScore(ais: Uint8Array, regions: Uint8Array, count: number): number {
  worstByRegion.fill(0);
  for (let i = 0; i < count; i++) {
    if (ais[i] === UNSURVIVABLE_AIS) return HIGHEST_SCORE;
    if (ais[i] > worstByRegion[regions[i]]) worstByRegion[regions[i]] = ais[i];
  }
  return sumOfWorstThreeSquares(worstByRegion, ISS_REGIONS.length);
}

/** New Injury Severity Score: the three worst wounds, wherever they are. */
export function newInjurySeverityScore(ais: Uint8Array, count: number): number {
  for (let i = 0; i < count; i++) if (ais[i] === UNSURVIVABLE_AIS) return HIGHEST_SCORE;
  return sumOfWorstThreeSquares(ais, count);
}

function sumOfWorstThreeSquares(values: Uint8Array, count: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    if (value > first) {
      third = second;
      second = first;
      first = value;
    } else if (value > second) {
      third = second;
      second = value;
    } else if (value > third) {
      third = value;
    }
  }
  return first * first + second * second + third * third;
}
