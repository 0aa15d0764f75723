import { createHash, randomInt } from 'node:crypto';
import { canonicalJson, type Scenario } from '@medical-patients/contract';
import { findPreset } from '@medical-patients/reference-data';
import type { ScenarioWithDocument } from '../database/repositories.js';
import type { ScenarioRow, ScenarioVersionRow } from '../database/schema.js';
import { ServiceError } from '../errors.js';
import type { Foundation } from '../foundation.js';
import type { Caller } from '../keys/api-keys.js';
import { parseId } from './ids.js';
import { type CheckedScenario, checkScenario, type ScenarioChanges } from './scenario-input.js';

/** Scenarios that the caller may read, through the cache. */
export interface ScenarioReader {
  /** @throws ServiceError `not_found` */
  current(id: string, caller: Caller): Promise<ScenarioRow>;
  /** @throws ServiceError `not_found` */
  version(row: ScenarioRow, version: number): Promise<ScenarioVersionRow>;
  /** @throws ServiceError `not_found` */
  read(id: string, caller: Caller): Promise<ScenarioWithDocument>;
}

export function createScenarioReader({ caches, database }: Foundation): ScenarioReader {
  const { scenarios } = database.repositories;
  const current: ScenarioReader['current'] = async (given, caller) => {
    const id = parseId(given, 'configuration');
    const row = await caches.scenarioCurrent.get(id, () => scenarios.find(id, null));
    if (row === undefined || !mayRead(row, caller)) {
      throw new ServiceError('not_found', 'There is no such configuration.');
    }
    return row;
  };
  const version: ScenarioReader['version'] = async ({ id }, number) => {
    const key = `${id}:${number}`;
    const found = await caches.scenarioVersion.get(key, () => scenarios.findVersion(id, number));
    if (found === undefined) throw new ServiceError('not_found', 'The configuration has no such version.');
    return found;
  };
  return {
    current,
    version,
    read: async (id, caller) => {
      const scenario = await current(id, caller);
      return { scenario, version: await version(scenario, scenario.current_version) };
    },
  };
}

function mayRead(row: ScenarioRow, caller: Caller): boolean {
  return row.visibility === 'shared' || row.owner_key_id === caller.keyId || caller.scopes.has('admin');
}

/** Where a request says that its scenario is. */
export interface ScenarioSource {
  readonly configuration_id?: string | null | undefined;
  readonly configuration?: unknown;
  readonly preset?: string | undefined;
}

export interface FoundScenario extends CheckedScenario {
  readonly document: unknown;
  readonly scenarioId: string | null;
  readonly scenarioVersion: number | null;
}

/** Largest seed that is drawn: short enough to be read out. */
const SEEDS = 2 ** 31;

/**
 * Finds, changes and checks the scenario of a request, and gives it a seed where it has none.
 *
 * @throws ServiceError `not_found`
 * @throws HttpProblem `scenario_invalid` with every problem
 */
export async function findScenario(
  source: ScenarioSource,
  changes: ScenarioChanges,
  caller: Caller,
  reader: ScenarioReader,
): Promise<FoundScenario> {
  if (source.configuration_id != null) {
    const { scenario, version } = await reader.read(source.configuration_id, caller);
    return {
      ...withSeed(checkScenario(version.document, changes)),
      document: version.document,
      scenarioId: scenario.id,
      scenarioVersion: version.version,
    };
  }
  const document = source.configuration ?? presetText(source.preset ?? 'default');
  return {
    ...withSeed(checkScenario(document, changes)),
    document,
    scenarioId: null,
    scenarioVersion: null,
  };
}

function presetText(name: string): string {
  const preset = findPreset(name);
  if (preset === undefined) throw new ServiceError('not_found', 'There is no such preset.');
  return preset.yaml;
}

function withSeed(checked: CheckedScenario): CheckedScenario {
  if (checked.scenario.seed !== undefined) return checked;
  return { ...checked, scenario: { ...checked.scenario, seed: String(randomInt(SEEDS)) } };
}

/** Names the content of a scenario: two documents that mean the same have the same hash. */
export function hashScenario(scenario: Scenario): string {
  return createHash('sha256').update(canonicalJson(scenario)).digest('hex');
}
