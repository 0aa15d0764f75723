import { exp } from '../../random/det-math.js';
import { BLOOD_GROUP_BINS, NATION_BINS } from '../counter-layout.js';
import { PERSONS_SAMPLED } from '../summary-tally.js';
import { type Evidence, type Measure, meanMeasure, percentMeasure, unanswered } from './measure.js';

const NOT_SAMPLED = 'persons were not drawn for this summary';
const SAMPLED = `of the first ${PERSONS_SAMPLED} casualties of a run`;

export function maleShare(evidence: Evidence): Measure {
  if (evidence.scalar('persons') === 0) return unanswered(NOT_SAMPLED);
  return percentMeasure(evidence.scalar('battlePersonsMale'), evidence.scalar('battlePersons'), SAMPLED);
}

export function meanAge(evidence: Evidence): Measure {
  if (evidence.scalar('persons') === 0) return unanswered(NOT_SAMPLED);
  return meanMeasure(
    evidence.scalar('persons'),
    evidence.scalar('personsAge'),
    evidence.scalar('personsAgeSquared'),
    1,
    SAMPLED,
  );
}

/** Upper tail of the standard normal distribution; Abramowitz and Stegun 26.2.17, error below 1e−7. */
function normalUpperTail(z: number): number {
  if (z < 0) return 1 - normalUpperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 0.3989422804014327 * exp((-z * z) / 2) * series;
}

/** Cube root by Newton's method; `Math.cbrt` is left to the host. */
function cubeRoot(value: number): number {
  if (value === 0) return 0;
  let root = value > 1 ? value : 1;
  for (let i = 0; i < 200; i++) {
    const next = (2 * root + value / (root * root)) / 3;
    if (next >= root) break;
    root = next;
  }
  return root;
}

/** p-value of a chi-square statistic (Wilson and Hilferty's approximation, good to about 0.001). */
export function chiSquareUpperTail(statistic: number, degrees: number): number {
  const ninth = 2 / (9 * degrees);
  return normalUpperTail((cubeRoot(statistic / degrees) - (1 - ninth)) / Math.sqrt(ninth));
}

/** Fewest expected persons in a cell for the chi-square approximation (usual rule). */
const SMALLEST_EXPECTED = 5;

/** Chi-square of one nation; rare groups share a cell until enough are expected in it. Degrees 0: too few persons. */
function nationFit(observed: Float64Array, n: number, weights: readonly number[]) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const cells: { observed: number; expected: number }[] = [];
  let open = { observed: 0, expected: 0 };
  for (let bloodGroup = 0; bloodGroup < BLOOD_GROUP_BINS; bloodGroup++) {
    open.observed += observed[bloodGroup];
    open.expected += (n * weights[bloodGroup]) / total;
    if (open.expected < SMALLEST_EXPECTED) continue;
    cells.push(open);
    open = { observed: 0, expected: 0 };
  }
  const last = cells[cells.length - 1];
  if (last !== undefined) {
    last.observed += open.observed;
    last.expected += open.expected;
  }
  let statistic = 0;
  for (const cell of cells) {
    const excess = cell.observed - cell.expected;
    statistic += (excess * excess) / cell.expected;
  }
  return { statistic, degrees: Math.max(0, cells.length - 1) };
}

/**
 * Chi-square test of blood groups against each nation's distribution, over all nations at once.
 */
export function bloodGroupFit(evidence: Evidence): Measure {
  const { counters, layout } = evidence;
  const { nations } = evidence.plan.referenceData.people;
  if (evidence.scalar('persons') === 0) return unanswered(NOT_SAMPLED);
  let statistic = 0;
  let degrees = 0;
  let persons = 0;
  for (let nation = 0; nation < NATION_BINS; nation++) {
    const at = layout.bloodGroup + nation * BLOOD_GROUP_BINS;
    const observed = counters.subarray(at, at + BLOOD_GROUP_BINS);
    const n = observed.reduce((sum, count) => sum + count, 0);
    const weights = nations[nation]?.bloodGroupWeights;
    if (n === 0 || weights === undefined) continue;
    const fit = nationFit(observed, n, weights);
    if (fit.degrees === 0) continue;
    statistic += fit.statistic;
    degrees += fit.degrees;
    persons += n;
  }
  if (degrees === 0) return unanswered('too few persons of any nation');
  return {
    n: persons,
    value: chiSquareUpperTail(statistic, degrees),
    low: null,
    high: null,
    note: SAMPLED,
  };
}
