import { describeType } from './expectation.js';
import type { JsonSchemaNode } from './json-schema.js';
import { alternatives, scenarioJsonSchema } from './json-schema.js';

/** One row of the reference page of scenario fields. */
export interface ScenarioField {
  /** `medical.fleets[].vehicles`. */
  readonly path: string;
  /** Type and range in words: "a whole number from 1 to 180". */
  readonly type: string;
  readonly required: boolean;
  /** Default in words or as JSON; null where there is none. */
  readonly default: string | null;
  readonly unit: string | null;
  /** Section or tag of the calibration dossier, or `estimate`. */
  readonly source: string | null;
  readonly sentence: string;
}

/** Every field of a scenario, in the order of the schema. */
export function listFields(): readonly ScenarioField[] {
  const fields: ScenarioField[] = [];

  const visit = (node: JsonSchemaNode, path: string, required: boolean): void => {
    if (path !== '') {
      fields.push({
        path,
        type: describeType(node),
        required,
        default: defaultText(node),
        unit: node['x-unit'] ?? null,
        source: node['x-source'] ?? null,
        sentence: node.description ?? '',
      });
    }
    for (const option of alternatives(node)) {
      if (option.items !== undefined) visitParts(option.items, `${path}[]`);
      visitParts(option, path);
    }
  };

  const visitParts = (node: JsonSchemaNode, path: string): void => {
    for (const option of alternatives(node)) {
      for (const [key, child] of Object.entries(option.properties ?? {})) {
        visit(child, path === '' ? key : `${path}.${key}`, option.required?.includes(key) ?? false);
      }
    }
  };

  visit(scenarioJsonSchema(), '', true);
  return fields;
}

function defaultText(node: JsonSchemaNode): string | null {
  if (node['x-default'] !== undefined) return node['x-default'];
  if (node.default === undefined || node.default === null) return null;
  if (typeof node.default === 'object' && Object.keys(node.default).length === 0) return null;
  return JSON.stringify(node.default);
}
