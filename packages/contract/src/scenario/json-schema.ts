import * as z from 'zod';
import { scenarioSchema } from './schema/scenario-schema.js';

/** The parts of JSON Schema that the scenario's schema uses. */
export interface JsonSchemaNode {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchemaNode;
  readonly items?: JsonSchemaNode;
  readonly prefixItems?: readonly JsonSchemaNode[];
  readonly anyOf?: readonly JsonSchemaNode[];
  readonly 'x-unit'?: string;
  readonly 'x-source'?: string;
  readonly 'x-default'?: string;
}

/**
 * The scenario as JSON Schema, draft 2020-12, for editors: what people may write, with sentences, ranges
 * and defaults. Unit, source and defaults that depend on another field are annotations `x-unit`,
 * `x-source` and `x-default`.
 */
export function scenarioJsonSchema(): JsonSchemaNode {
  return z.toJSONSchema(scenarioSchema, { target: 'draft-2020-12', io: 'input' }) as JsonSchemaNode;
}

/** The alternatives of a schema without "left out" (null). */
export function alternatives(node: JsonSchemaNode): readonly JsonSchemaNode[] {
  if (node.anyOf === undefined) return node.type === 'null' ? [] : [node];
  return node.anyOf.flatMap(alternatives);
}

/** The schema of the value at a path, or undefined where the schema has no such path. */
export function schemaAt(
  root: JsonSchemaNode,
  path: readonly (string | number)[],
): JsonSchemaNode | undefined {
  let nodes: readonly JsonSchemaNode[] = [root];
  for (const key of path) {
    nodes = nodes.flatMap(alternatives).flatMap((node) => {
      const child =
        typeof key === 'number'
          ? (node.prefixItems?.[key] ?? node.items)
          : node.properties !== undefined && Object.hasOwn(node.properties, key)
            ? node.properties[key]
            : undefined;
      return child === undefined ? [] : [child];
    });
    if (nodes.length === 0) return undefined;
  }
  return nodes[0];
}
