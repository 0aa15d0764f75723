import {
  type Override,
  type Problem,
  parseScenario,
  type RequestError,
  type Scenario,
} from '@medical-patients/contract';
import type { RecordKind } from '../database/schema.js';
import { HttpProblem } from './problems.js';

export interface CheckedScenario {
  readonly scenario: Scenario;
  readonly record: RecordKind;
  readonly warnings: readonly Problem[];
}

export interface ScenarioChanges {
  readonly totalPatients?: number | null | undefined;
  readonly seed?: string | number | null | undefined;
}

/**
 * Checks a document, native or classic, with what the request changes in it.
 *
 * @param place - of the document in the body; empty where it is the body
 * @throws HttpProblem `scenario_invalid` with every problem
 */
export function checkScenario(
  document: unknown,
  changes: ScenarioChanges = {},
  place = 'configuration',
): CheckedScenario {
  const overrides: Override[] = [];
  if (changes.seed != null) overrides.push(['seed', changes.seed]);
  if (changes.totalPatients != null) {
    overrides.push(['casualties.total', changes.totalPatients]);
    overrides.push(['casualties.surviving_injury', undefined], ['casualties.rates', undefined]);
  }
  const result = parseScenario(document, { overrides });
  if (!result.ok) throw scenarioInvalid(result.problems, place);
  return {
    scenario: result.scenario,
    record: result.classic ? 'classic' : 'full',
    warnings: result.warnings,
  };
}

function scenarioInvalid(problems: readonly Problem[], place: string): HttpProblem {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  const first = problems[0]?.message ?? '';
  return new HttpProblem('scenario_invalid', `The configuration has ${count}: ${first}`, {
    errors: toRequestErrors(problems, place),
  });
}

/** @param prefix - where the scenario stands in the body; empty for the whole */
export function toRequestErrors(problems: readonly Problem[], prefix = ''): RequestError[] {
  return problems.map(({ code, path, message, suggestion }) => ({
    code,
    path: [prefix, path].filter((part) => part !== '').join('.'),
    message,
    ...(suggestion !== undefined && { suggestion }),
  }));
}
