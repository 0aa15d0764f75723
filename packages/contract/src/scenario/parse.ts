import type { Problem } from '../problems.js';
import { findSemanticProblems } from './checks/find-semantic.js';
import { isClassic, migrateClassic } from './classic/migrate-classic.js';
import { showValue } from './expectation.js';
import type { Finding } from './finding.js';
import { toProblems } from './finding.js';
import type { JsonSchemaNode } from './json-schema.js';
import { scenarioJsonSchema } from './json-schema.js';
import type { Override } from './overrides.js';
import { setByPath } from './overrides.js';
import { resolveScenario } from './resolve.js';
import type { Scenario } from './scenario.js';
import type { ShapedScenario } from './schema/scenario-schema.js';
import { scenarioSchema } from './schema/scenario-schema.js';
import { findShapeProblems, valueAt } from './shape-findings.js';
import type { SourceFormat } from './source/read-source.js';
import { readSource } from './source/read-source.js';
import type { PathKey } from './source/source-node.js';
import { setOwn } from './source/source-node.js';

export interface ParseOptions {
  /** Decides the format by its extension, where `format` is left out. */
  readonly filename?: string;
  readonly format?: SourceFormat;
  /** Changes applied to what was read, before it is checked. */
  readonly overrides?: readonly Override[];
}

export type ParseResult =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      readonly warnings: readonly Problem[];
      /** Whether the input was a configuration of the earlier system. */
      readonly classic: boolean;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A list of problems is for people: past this many the rest is noise. */
const MAX_PROBLEMS = 200;

/**
 * Reads, checks and resolves a scenario: YAML or JSON text, its bytes, or a value already read. Reports
 * every problem at once, with line and column where the input was text. Never throws on input.
 *
 * @example
 * const result = parseScenario('days: 3\ncasualties: { total: 200 }');
 * if (result.ok) result.scenario.days; // 3
 */
export function parseScenario(input: unknown, options: ParseOptions = {}): ParseResult {
  const reading = readSource(input, options.format ?? formatOf(options.filename));
  if (!reading.ok) return reading;
  const { value, locate } = reading.source;
  if (!isMapping(value)) {
    const message = `A scenario is a mapping of fields such as "days: 8", not ${showValue(value)}.`;
    return { ok: false, problems: [{ code: 'wrong-type', path: '', message }] };
  }

  const fail = (findings: readonly Finding[], place = locate): ParseResult => ({
    ok: false,
    problems: toProblems(findings, place).slice(0, MAX_PROBLEMS),
  });

  const classic = isClassic(value);
  const migrated = classic ? migrateClassic(value) : null;
  if (migrated !== null && !migrated.ok) return fail(migrated.findings);

  const draft = copy(migrated === null ? value : migrated.input) as Record<string, unknown>;
  const overridden = (options.overrides ?? []).flatMap(
    ([path, to]) => setByPath(draft, path, copy(to)) ?? [],
  );
  // A migrated field stands where the classic field stood.
  const place: typeof locate =
    migrated === null
      ? locate
      : (path) => {
          const origin = migrated.originOf(path);
          return origin === null ? null : locate(origin, 'value');
        };
  const { shaped, findings } = checkScenario(draft);
  const wrong = [...overridden, ...findings.filter(({ warning }) => warning !== true)];
  if (shaped === null || wrong.length > 0) return fail(wrong, place);
  return {
    ok: true,
    scenario: resolveScenario(shaped),
    warnings: [...toProblems(migrated?.warnings ?? [], locate), ...toProblems(findings, place)],
    classic,
  };
}

/** A plain mapping, of whatever realm; no Map, typed array or other object with a life of its own. */
function isMapping(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const formatOf = (filename: string | undefined): SourceFormat => {
  const name = filename?.toLowerCase() ?? '';
  if (name.endsWith('.json')) return 'json';
  return name.endsWith('.yaml') || name.endsWith('.yml') ? 'yaml' : 'auto';
};

interface Checked {
  /** Null when the shape is wrong. */
  readonly shaped: ShapedScenario | null;
  /** Problems and warnings. */
  readonly findings: readonly Finding[];
}

let shape: JsonSchemaNode | null = null;

/** The JSON Schema, built when the first mistake needs it: that takes longer than reading a scenario. */
function knownShape(): JsonSchemaNode {
  shape ??= scenarioJsonSchema();
  return shape;
}

function checkScenario(draft: Record<string, unknown>): Checked {
  const parsed = scenarioSchema.safeParse(draft);
  if (parsed.success) return { shaped: parsed.data, findings: findSemanticProblems(parsed.data) };
  const shapeProblems = findShapeProblems(parsed.error.issues, draft, knownShape());
  return { shaped: null, findings: [...shapeProblems, ...findBehindGaps(draft, shapeProblems)] };
}

/** Rounds in which what has the wrong shape is taken out; the second and later ones for what then is missing. */
const MAX_ROUNDS = 4;

/**
 * All problems at once: what has the wrong shape is taken out, so that the rest can be checked as well.
 */
function findBehindGaps(
  draft: Record<string, unknown>,
  shapeProblems: readonly Finding[],
): readonly Finding[] {
  const rest = copy(draft) as Record<string, unknown>;
  const gaps: (readonly PathKey[])[] = [];
  let paths = shapeProblems.map(({ path }) => path);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    for (const path of paths) {
      const gap = takeOut(rest, path);
      if (gap !== null) gaps.push(gap);
    }
    const parsed = scenarioSchema.safeParse(rest);
    if (parsed.success) {
      return findSemanticProblems(parsed.data, gaps).filter(({ warning }) => warning !== true);
    }
    paths = parsed.error.issues.map(({ path }) => path as PathKey[]);
  }
  return [];
}

/**
 * Removes the value at a path, or the nearest part around it that can go: an element of a list stays where
 * it is, or the others would change their index, so that the whole list goes.
 *
 * @returns The path of what was removed.
 */
function takeOut(root: Record<string, unknown>, path: readonly PathKey[]): readonly PathKey[] | null {
  for (let length = path.length; length > 0; length--) {
    const parent = valueAt(root, path.slice(0, length - 1));
    const key = path[length - 1];
    if (typeof parent !== 'object' || parent === null || Array.isArray(parent)) continue;
    if (key === undefined || !Object.hasOwn(parent, key)) continue;
    if (Reflect.deleteProperty(parent, key)) return path.slice(0, length);
  }
  return null;
}

/** A deep copy of plain data; what is no plain data stays as it is, for the schema to refuse. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (!isMapping(value)) return value;
  const target = {};
  for (const [key, member] of Object.entries(value)) setOwn(target, key, copy(member));
  return target;
}
