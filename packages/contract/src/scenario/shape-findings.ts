import type * as z from 'zod';
import { CLASSIC_RENAMES } from './classic/keys.js';
import { nearest } from './distance.js';
import { describeType, showValue } from './expectation.js';
import type { Finding } from './finding.js';
import type { JsonSchemaNode } from './json-schema.js';
import { alternatives, schemaAt } from './json-schema.js';
import { NATION_NAMES, NATIONS } from './nations.js';
import type { PathKey } from './source/source-node.js';
import { formatPath } from './source/source-node.js';

type Issue = z.core.$ZodIssue;

/** What the schema found, as sentences. `schema` is the JSON Schema of a scenario, `value` what was checked. */
export function findShapeProblems(
  issues: readonly Issue[],
  value: unknown,
  schema: JsonSchemaNode,
): readonly Finding[] {
  return issues.slice(0, MAX_EXPLAINED).flatMap((issue) => explain(issue, [], value, schema));
}

/** A file with more mistakes than this is no scenario; explaining each would only take time. */
const MAX_EXPLAINED = 300;

function explain(issue: Issue, base: readonly PathKey[], root: unknown, schema: JsonSchemaNode): Finding[] {
  const path = [...base, ...(issue.path as PathKey[])];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MAX_EXPLAINED)
      .map((key) => explainUnknownKey([...path, key], key, path, schema));
  }
  if (issue.code === 'invalid_union') {
    // Of the alternatives, the one whose type fits is what was meant; its problems are the ones to report.
    const fitting = issue.errors.filter((errors) => !errors.some(isTypeMismatch));
    if (fitting.length === 1) {
      return (fitting[0] ?? []).flatMap((inner) => explain(inner as Issue, path, root, schema));
    }
  }
  return [explainValue(path, valueAt(root, path), schema)];
}

const isTypeMismatch = (issue: { readonly code: string; readonly path: readonly unknown[] }): boolean =>
  issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');

function explainUnknownKey(
  path: readonly PathKey[],
  key: string,
  parent: readonly PathKey[],
  schema: JsonSchemaNode,
): Finding {
  if (parent.at(-1) === 'nations') return explainNation(path, key);
  const where = parent.length === 0 ? 'a scenario' : formatPath(parent);
  const node = schemaAt(schema, parent);
  const siblings =
    node === undefined ? [] : alternatives(node).flatMap((option) => Object.keys(option.properties ?? {}));
  const renamed = Object.hasOwn(CLASSIC_RENAMES, key) ? CLASSIC_RENAMES[key] : undefined;
  const suggestion = renamed ?? nearest(key, siblings) ?? elsewhere(key, schema);
  return {
    code: 'unknown-key',
    path,
    target: 'key',
    message:
      suggestion === undefined
        ? `"${cut(key)}" is not a field of ${where}; its fields are ${siblings.join(', ')}.`
        : `"${cut(key)}" is not a field of ${where}; did you mean "${suggestion}"?`,
    suggestion,
  };
}

function explainNation(path: readonly PathKey[], key: string): Finding {
  const byName = NATIONS.find((code) => NATION_NAMES[code].toLowerCase() === key.toLowerCase());
  const suggestion = byName ?? nearest(key, NATIONS);
  const hint = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
  return {
    code: 'unknown-nation',
    path,
    target: 'key',
    message: `"${cut(key)}" is none of the 32 nations: ${NATIONS.join(', ')}.${hint}`,
    suggestion,
  };
}

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** A key that stands in the wrong place: where it belongs. */
function elsewhere(key: string, schema: JsonSchemaNode): string | undefined {
  const visit = (node: JsonSchemaNode, path: string): string | undefined => {
    for (const option of alternatives(node)) {
      for (const [name, child] of Object.entries(option.properties ?? {})) {
        const childPath = path === '' ? name : `${path}.${name}`;
        if (name === key) return childPath;
        const found = visit(child, childPath);
        if (found !== undefined) return found;
      }
      if (option.items !== undefined) {
        const found = visit(option.items, `${path}[]`);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
  return visit(schema, '');
}

function explainValue(path: readonly PathKey[], value: unknown, schema: JsonSchemaNode): Finding {
  const name = path.length === 0 ? 'A scenario' : formatPath(path);
  const node = schemaAt(schema, path) ?? {};
  if (value === undefined) {
    return {
      code: 'missing-key',
      path,
      message: `${name} is missing: ${describeType(node)}. ${node.description ?? ''}`.trim(),
    };
  }
  if (path.length === 1 && path[0] === 'schema') {
    return {
      code: 'unsupported-version',
      path,
      message: `schema is ${showValue(value)}, but this software reads version 1.`,
    };
  }
  if (path.length === 1 && path[0] === 'seed' && typeof value === 'number') {
    return {
      code: 'invalid-seed',
      path,
      message: 'seed cannot be kept exactly as a number; put it in quotes.',
    };
  }
  const options = alternatives(node);
  const words = options.flatMap((option) => (option.enum ?? []).filter((word) => typeof word === 'string'));
  const expected = `${name} must be ${describeType(node)}, but is ${showValue(value)}.`;
  if (words.length > 0 && typeof value === 'string') {
    const suggestion = nearest(value, words);
    const hint = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
    return { code: 'unknown-value', path, message: `${expected}${hint}`, suggestion };
  }
  if (typeof value === 'string' && options.some(({ format }) => format === 'id')) {
    return { code: 'invalid-id', path, message: expected };
  }
  return {
    code: options.some((option) => typeFits(option, value)) ? 'out-of-range' : 'wrong-type',
    path,
    message: expected,
  };
}

function typeFits({ type }: JsonSchemaNode, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return type === typeof value;
}

/** The value at a path, by own keys only. */
export function valueAt(root: unknown, path: readonly PathKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PathKey, unknown>)[key];
  }
  return value;
}
