import type { Finding } from '../finding.js';
import type { ShapedScenario } from '../schema/scenario-schema.js';
import type { PathKey } from '../source/source-node.js';
import { formatPath } from '../source/source-node.js';
import { careChecks } from './care-checks.js';
import { casualtyChecks } from './casualty-checks.js';
import type { Check } from './check.js';
import { facilityChecks } from './facility-checks.js';
import { fleetChecks } from './fleet-checks.js';
import { frontChecks } from './front-checks.js';
import { legChecks } from './leg-checks.js';
import { scheduleChecks } from './schedule-checks.js';

const CHECKS: readonly Check[] = [
  ...scheduleChecks,
  ...casualtyChecks,
  ...frontChecks,
  ...facilityChecks,
  ...fleetChecks,
  ...legChecks,
  ...careChecks,
];

/**
 * What is wrong between the fields of a scenario of the right shape.
 *
 * @param broken Paths whose values had the wrong shape and were taken out: rules that read them are left
 * out, and nothing is said about their surroundings that follows from the gap.
 */
export function findSemanticProblems(
  scenario: ShapedScenario,
  broken: readonly (readonly PathKey[])[] = [],
): readonly Finding[] {
  const applies = ({ reads }: Check) =>
    !broken.some((path) => reads.some((field) => hides(path, field.split('.'))));
  return CHECKS.filter(applies)
    .flatMap((check) => check.run(scenario))
    .filter(({ path }) => !broken.some((gap) => startsWith(path, gap) || isParent(path, gap)));
}

/** Whether a gap at `path` takes away the field, in any element of a list. */
const hides = (path: readonly PathKey[], field: readonly PathKey[]): boolean =>
  startsWith(
    field,
    path.filter((key) => typeof key === 'string'),
  );

const isParent = (path: readonly PathKey[], gap: readonly PathKey[]): boolean =>
  path.length === gap.length - 1 && startsWith(gap, path);

const startsWith = (path: readonly PathKey[], prefix: readonly PathKey[]): boolean =>
  prefix.length <= path.length && formatPath(path.slice(0, prefix.length)) === formatPath(prefix);
