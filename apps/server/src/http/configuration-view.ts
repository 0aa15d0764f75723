import {
  type ConfigurationSummary,
  type ConfigurationVersion,
  type ParseResult,
  type Problem,
  parseScenario,
  type StoredConfiguration,
  type ValidationResult,
} from '@medical-patients/contract';
import type { ScenarioWithDocument } from '../database/repositories.js';
import type { ScenarioRow, ScenarioVersionRow } from '../database/schema.js';
import { toIso } from './job-view.js';
import { toRequestErrors } from './scenario-input.js';

export function toSummary(row: ScenarioRow): ConfigurationSummary {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    version: row.current_version,
    visibility: row.visibility,
    created_at: toIso(row.created_at),
    updated_at: toIso(row.updated_at),
  };
}

/** The document's own fields stand beside ours: scripts of the earlier service read them there. */
export function toStored(
  { scenario, version }: ScenarioWithDocument,
  warnings?: readonly Problem[],
): StoredConfiguration {
  const document = version.document as Record<string, unknown>;
  // The row has the name of the current version; an older one may have had another.
  const named = version.version === scenario.current_version ? {} : nameOf(document);
  return {
    ...document,
    ...toSummary(scenario),
    ...named,
    version: version.version,
    record: version.record,
    content_hash: version.content_hash,
    configuration: document,
    ...(warnings !== undefined && { warnings: toRequestErrors(warnings) }),
  };
}

/** As the scenario of the document is called, native or classic. */
function nameOf(document: unknown): Partial<Pick<ConfigurationSummary, 'name' | 'description'>> {
  const result = parseScenario(document);
  return result.ok ? { name: result.scenario.name, description: result.scenario.description } : {};
}

export function toVersion(
  version: Omit<ScenarioVersionRow, 'document'>,
  currentVersion: number,
): ConfigurationVersion {
  return {
    version: version.version,
    record: version.record,
    content_hash: version.content_hash,
    created_at: toIso(version.created_at),
    current: version.version === currentVersion,
  };
}

export function toValidation(result: ParseResult): ValidationResult {
  if (!result.ok) {
    return {
      valid: false,
      record: null,
      errors: toRequestErrors(result.problems),
      warnings: [],
      total_patients: null,
    };
  }
  return {
    valid: true,
    record: result.classic ? 'classic' : 'full',
    errors: [],
    warnings: toRequestErrors(result.warnings),
    total_patients: result.scenario.casualties.total,
  };
}
