import type { Finding } from '../finding.js';
import type { PathKey } from '../source/source-node.js';
import { ENVIRONMENTS, OUTPUT_FORMATS, SPECIAL_EVENT_TYPES, WARFARE_TYPES } from '../vocabulary.js';
import {
  CLASS_KEYS,
  CLASSIC_KEYS,
  CLASSIC_MARKS,
  ENVIRONMENT_RENAMES,
  KEYS_WITHOUT_EFFECT,
  SCENARIO_MARKS,
  WARFARE_RENAMES,
} from './keys.js';
import { migrateFacilities } from './migrate-facilities.js';
import type { MigratedFronts } from './migrate-fronts.js';
import { migrateFronts } from './migrate-fronts.js';
import { migrateInjuryMix, migrateSwitches } from './migrate-mixes.js';
import type { MigrationNotes } from './migration-notes.js';
import { createMigrationNotes, isMapping } from './migration-notes.js';

type Body = Readonly<Record<string, unknown>>;

export type Migration =
  | {
      readonly ok: true;
      /** A scenario as people write it; still to be checked. */
      readonly input: Record<string, unknown>;
      readonly warnings: readonly Finding[];
      /** Where the fields of the scenario stood in the classic body. */
      readonly originOf: (path: readonly PathKey[]) => readonly PathKey[] | null;
    }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Whether a value is a configuration of the earlier system rather than a scenario. */
export function isClassic(value: unknown): boolean {
  if (!isMapping(value) || SCENARIO_MARKS.some((key) => Object.hasOwn(value, key))) return false;
  if (CLASSIC_MARKS.some((key) => Object.hasOwn(value, key))) return true;
  if (isMapping(value.special_events)) return true;
  // A mix with the classic names; one key is enough.
  return (
    isMapping(value.injury_mix) &&
    Object.keys(value.injury_mix).some(
      (key) =>
        CLASS_KEYS[key] === undefined &&
        CLASS_KEYS[key.toLowerCase().replaceAll(/[\s-]+/g, '_')] !== undefined,
    )
  );
}

/**
 * Turns a configuration of the earlier system into a scenario: bodies of its web form, its client library
 * and its presets, also wrapped in `configuration`. What is missing takes the scenario's defaults; what has
 * no effect any more is reported.
 */
export function migrateClassic(value: unknown): Migration {
  const notes = createMigrationNotes();
  const outer = isMapping(value) ? value : {};
  const wrapped = isMapping(outer.configuration);
  const base: readonly PathKey[] = wrapped ? ['configuration'] : [];
  const body: Body = wrapped ? (outer.configuration as Body) : outer;
  if (wrapped) notes.sortKeys(outer, [], ['configuration', 'output_formats'], KEYS_WITHOUT_EFFECT);
  notes.sortKeys(body, base, CLASSIC_KEYS, KEYS_WITHOUT_EFFECT);

  const origins = new Map<string, readonly PathKey[]>();
  const input: Record<string, unknown> = { schema: 1 };
  /** Takes the first of several names of a field. */
  const take = (
    field: string,
    ...names: readonly string[]
  ): { readonly value: unknown; readonly path: readonly PathKey[] } | null => {
    const name = names.find((candidate) => body[candidate] !== undefined && body[candidate] !== null);
    if (name === undefined) return null;
    const path = [...base, name];
    origins.set(field, path);
    return { value: body[name], path };
  };
  const carry = (field: string, ...names: readonly string[]): void => {
    const taken = take(field, ...names);
    if (taken !== null && taken.value !== '') input[field] = taken.value;
  };

  carry('name', 'name');
  carry('description', 'description');
  carry('seed', 'seed');
  carry('start', 'base_date');
  carry('days', 'days_of_fighting', 'duration_days');
  carry('intensity', 'intensity');
  carry('tempo', 'tempo');
  const total = take('casualties', 'total_patients', 'count');
  if (total !== null) input.casualties = { total: total.value };

  const mix = take('injury_mix', 'injury_mix', 'injury_distribution');
  if (mix !== null) assign(input, 'injury_mix', migrateInjuryMix(mix.value, mix.path, notes));
  assign(input, 'warfare', migrateWarfare(take('warfare', 'warfare_types', 'warfare_type'), notes));
  const conditions = take('environment', 'environmental_conditions');
  if (conditions !== null) {
    const names = migrateSwitches(
      conditions.value,
      conditions.path,
      'The condition',
      ENVIRONMENTS,
      ENVIRONMENT_RENAMES,
      notes,
    );
    assign(input, 'environment', names);
  }
  const events = take('special_events', 'special_events');
  if (events !== null) {
    const names = migrateSwitches(events.value, events.path, 'The event', SPECIAL_EVENT_TYPES, {}, notes);
    assign(input, 'special_events', names);
  }
  const fronts = take('fronts', 'front_configs', 'fronts');
  const migratedFronts = fronts === null ? undefined : migrateFronts(fronts.value, fronts.path, notes);
  if (migratedFronts !== undefined && migratedFronts.fronts.length > 0) input.fronts = migratedFronts.fronts;
  const facilities = take('medical', 'facility_configs');
  if (facilities !== null) {
    const known: MigratedFronts = migratedFronts ?? { fronts: [], chains: new Map() };
    const list = migrateFacilities(facilities.value, facilities.path, known, notes);
    if (list !== undefined && input.fronts !== undefined) input.medical = { facilities: list };
  }
  assign(input, 'output', migrateFormats(body.output_formats ?? outer.output_formats, notes));

  if (notes.problems.length > 0) return { ok: false, findings: notes.problems };
  const migrated: Finding = {
    code: 'migrated',
    path: [],
    message:
      'This is a configuration of the earlier system; it is read as a scenario, and what is missing takes its default.',
    warning: true,
  };
  return {
    ok: true,
    input,
    warnings: [migrated, ...notes.warnings],
    originOf: (path) => origins.get(String(path[0])) ?? null,
  };
}

function assign(input: Record<string, unknown>, field: string, value: unknown): void {
  if (value !== undefined) input[field] = value;
}

function migrateWarfare(
  taken: { readonly value: unknown; readonly path: readonly PathKey[] } | null,
  notes: MigrationNotes,
): Readonly<Record<string, unknown>> | undefined {
  if (taken === null) return undefined;
  const names = migrateSwitches(
    taken.value,
    taken.path,
    'The warfare type',
    WARFARE_TYPES,
    WARFARE_RENAMES,
    notes,
  );
  if (names === undefined) return undefined;
  const { value } = taken;
  // A number was, and is, a weight.
  const weightOf = (name: string) =>
    isMapping(value) && typeof value[name] === 'number' ? value[name] : true;
  return Object.fromEntries(names.map((name) => [name, weightOf(name)]));
}

function migrateFormats(
  value: unknown,
  notes: MigrationNotes,
): { readonly formats: readonly string[] } | undefined {
  if (!Array.isArray(value)) return undefined;
  const known = value.filter((format: unknown) => (OUTPUT_FORMATS as readonly unknown[]).includes(format));
  for (const format of value) {
    if (!known.includes(format))
      notes.warn(['output_formats'], `The format "${String(format)}" is not written.`);
  }
  return known.length === 0 ? undefined : { formats: known as string[] };
}
