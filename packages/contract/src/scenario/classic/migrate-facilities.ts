import { showValue } from '../expectation.js';
import type { PathKey } from '../source/source-node.js';
import { FACILITY_KEYS, FACILITY_KEYS_WITHOUT_EFFECT } from './keys.js';
import type { MigratedFronts } from './migrate-fronts.js';
import type { MigrationNotes } from './migration-notes.js';
import { isMapping, keepId, toId } from './migration-notes.js';

type Body = Readonly<Record<string, unknown>>;

interface Classic {
  readonly classicId: string;
  readonly id: string;
  readonly name: string;
  readonly role: 1 | 2 | 3 | 4;
  readonly capacity: number | null;
  readonly frontId: string | null;
}

export type MigratedFacility = Readonly<Record<string, unknown>> & { readonly id: string };

/**
 * `facility_configs[]` → `medical.facilities[]`. A capacity is dealt into places by role (estimate: the
 * proportions of a Role 2 Basic and of a field hospital, calibration 5.2). A list without any capacity
 * describes the usual chain only: then the doctrinal laydown is used (undefined).
 */
export function migrateFacilities(
  value: unknown,
  path: readonly PathKey[],
  fronts: MigratedFronts,
  notes: MigrationNotes,
): readonly MigratedFacility[] | undefined {
  if (!Array.isArray(value)) {
    notes.refuse('wrong-type', path, `The facilities must be a list, but are ${showValue(value)}.`);
    return undefined;
  }
  const facilities = value.flatMap((item: unknown, index) => readFacility(item, [...path, index], notes));
  if (facilities.length === 0) return undefined;
  if (facilities.every(({ capacity }) => capacity === null)) {
    notes.warn(
      path,
      'The facilities have no capacity; a doctrinal laydown sized to the casualty load is used.',
    );
    return undefined;
  }
  const all = facilities.some(({ role }) => role === 4)
    ? facilities
    : [
        ...facilities,
        {
          classicId: 'role-4',
          id: 'role-4',
          name: 'Role 4',
          role: 4,
          capacity: null,
          frontId: null,
        } as const,
      ];
  if (all.length > facilities.length) {
    notes.warn(
      path,
      'The chain ends before Role 4; a Role 4 is added, so that casualties can leave the theatre.',
    );
  }
  return all.map((facility) => ({
    id: facility.id,
    name: facility.name,
    role: facility.role,
    ...dealPlaces(facility.role, facility.capacity),
    fronts: frontsOf(facility, all, fronts),
    evacuates_to: nextOf(facility, all, fronts),
  }));
}

function readFacility(item: unknown, path: readonly PathKey[], notes: MigrationNotes): readonly Classic[] {
  if (!isMapping(item)) {
    notes.refuse('wrong-type', path, `A facility must be a mapping, but is ${showValue(item)}.`);
    return [];
  }
  notes.sortKeys(item, path, FACILITY_KEYS, FACILITY_KEYS_WITHOUT_EFFECT);
  const text = (key: string) => (typeof item[key] === 'string' && item[key] !== '' ? item[key] : undefined);
  const name = text('name') ?? text('id') ?? 'Facility';
  const role = roleOf(item);
  if (role === null) {
    notes.warn(path, `"${name}" is no treatment facility of Role 1 to 4; it is left out.`);
    return [];
  }
  const { capacity } = item;
  if (capacity !== undefined && capacity !== null && (typeof capacity !== 'number' || !(capacity > 0))) {
    notes.refuse(
      'out-of-range',
      [...path, 'capacity'],
      `The capacity must be a number above 0, but is ${showValue(capacity)}.`,
    );
    return [];
  }
  const classicId = text('id') ?? name;
  return [
    {
      classicId,
      id: text('id') === undefined ? toId(name) : keepId(classicId),
      name,
      role,
      capacity: typeof capacity === 'number' ? Math.min(100_000, Math.round(capacity)) : null,
      frontId: text('front_id') ?? null,
    },
  ];
}

/** The role from whichever key carries it: `R2`, `Role 2`, `ROLE_2`, `role2`, 2. */
function roleOf(item: Body): Classic['role'] | null {
  for (const key of ['facility_type', 'type', 'role', 'id', 'name']) {
    const value = item[key];
    if (key === 'role' && typeof value === 'number' && value >= 1 && value <= 4) {
      return Math.floor(value) as Classic['role'];
    }
    if (typeof value !== 'string') continue;
    const match = /(?:^|[^a-z])r(?:ole)?[\s_-]*([1-4])/i.exec(value);
    if (match !== null) return Number(match[1]) as Classic['role'];
  }
  return null;
}

function dealPlaces(role: Classic['role'], capacity: number | null): Body {
  if (role === 4) return {};
  const total = capacity ?? { 1: 10, 2: 16, 3: 60 }[role];
  const part = (share: number) => Math.max(1, Math.round(total * share));
  if (role === 1) {
    return { treatment_places: part(0.4), resuscitation_bays: part(0.15), holding_beds: part(0.45) };
  }
  return {
    treatment_places: part(0.15),
    resuscitation_bays: part(0.08),
    operating_tables: part(role === 2 ? 0.06 : 0.04),
    icu_beds: part(0.12),
    ward_beds: part(0.65),
  };
}

function frontsOf(
  facility: Classic,
  all: readonly Classic[],
  { fronts, chains }: MigratedFronts,
): readonly string[] {
  const lowest = Math.min(...all.map(({ role }) => role));
  return fronts.flatMap(({ id }) => {
    const chain = chains.get(id);
    if (chain !== undefined && chain.length > 0) return chain[0] === facility.classicId ? [id] : [];
    if (facility.role !== lowest) return [];
    const own = all.filter(
      (other) => other.role === lowest && other.frontId !== null && keepId(other.frontId) === id,
    );
    return own.length === 0 || own.includes(facility) ? [id] : [];
  });
}

function nextOf(facility: Classic, all: readonly Classic[], { chains }: MigratedFronts): readonly string[] {
  const targets = new Set<string>();
  for (const chain of chains.values()) {
    const next = chain[chain.indexOf(facility.classicId) + 1];
    const target = all.find(({ classicId }) => classicId === next);
    if (chain.includes(facility.classicId) && target !== undefined && target.role >= facility.role)
      targets.add(target.id);
  }
  if (targets.size === 0) {
    const higher = all.filter(({ role }) => role > facility.role);
    const next = Math.min(...higher.map(({ role }) => role));
    for (const { id, role } of higher) if (role === next) targets.add(id);
  }
  return [...targets];
}
