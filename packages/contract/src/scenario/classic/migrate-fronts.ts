import { nearest } from '../distance.js';
import { showValue } from '../expectation.js';
import { NATIONS } from '../nations.js';
import type { PathKey } from '../source/source-node.js';
import { FRONT_KEYS, FRONT_KEYS_WITHOUT_EFFECT } from './keys.js';
import { toFractions } from './migrate-mixes.js';
import type { MigrationNotes } from './migration-notes.js';
import { isMapping, keepId, toId } from './migration-notes.js';

export interface MigratedFront {
  readonly id: string;
  readonly name?: string;
  readonly share?: unknown;
  readonly nations: Readonly<Record<string, number>>;
}

export interface MigratedFronts {
  readonly fronts: readonly MigratedFront[];
  /** Facility ids of the classic body by front id, nearest first. */
  readonly chains: ReadonlyMap<string, readonly string[]>;
}

/** `front_configs[]` (or `fronts[]` of a classic preset) → `fronts[]`. */
export function migrateFronts(
  value: unknown,
  path: readonly PathKey[],
  notes: MigrationNotes,
): MigratedFronts | undefined {
  if (!Array.isArray(value)) {
    notes.refuse('wrong-type', path, `The fronts must be a list, but are ${showValue(value)}.`);
    return undefined;
  }
  const chains = new Map<string, readonly string[]>();
  const taken = new Set<string>();
  const fronts = value.flatMap((front: unknown, index): MigratedFront[] => {
    const here = [...path, index];
    if (!isMapping(front)) {
      notes.refuse('wrong-type', here, `A front must be a mapping, but is ${showValue(front)}.`);
      return [];
    }
    notes.sortKeys(front, here, FRONT_KEYS, FRONT_KEYS_WITHOUT_EFFECT);
    const name = typeof front.name === 'string' && front.name !== '' ? front.name : undefined;
    const wanted =
      typeof front.id === 'string' && front.id !== '' ? keepId(front.id) : toId(name ?? `front-${index + 1}`);
    // Bodies without ids may name two fronts alike; two fronts with one id of their own stay a problem.
    const id = front.id === undefined && taken.has(wanted) ? `${wanted}-${index + 1}` : wanted;
    taken.add(id);
    if (Array.isArray(front.facility_chain)) chains.set(id, front.facility_chain.map(String));
    const share = front.ratio ?? front.casualty_rate;
    return [
      {
        id,
        ...(name === undefined ? {} : { name }),
        ...(share === undefined || share === null ? {} : { share }),
        nations: migrateNations(front, here, notes),
      },
    ];
  });
  return { fronts, chains };
}

function migrateNations(
  front: Readonly<Record<string, unknown>>,
  path: readonly PathKey[],
  notes: MigrationNotes,
): Readonly<Record<string, number>> {
  const key = front.nationality_distribution === undefined ? 'nations' : 'nationality_distribution';
  const here = [...path, key];
  const weights = new Map<string, number>();
  for (const [code, weight, at] of listNations(front[key], here, notes)) {
    if (!(NATIONS as readonly string[]).includes(code)) {
      const suggestion = nearest(code, NATIONS);
      const hint = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
      const message = `"${code.slice(0, 40)}" is none of the 32 nations: ${NATIONS.join(', ')}.${hint}`;
      notes.refuse('unknown-nation', at, message, suggestion);
    } else if (typeof weight !== 'number' || !(weight >= 0)) {
      notes.refuse(
        'out-of-range',
        at,
        `The share of ${code} must be a number of at least 0, but is ${showValue(weight)}.`,
      );
    } else if (weight > 0) {
      weights.set(code, (weights.get(code) ?? 0) + weight);
    }
  }
  if (weights.size === 0) {
    if (notes.problems.length === 0) notes.refuse('nations-empty', here, 'A front has no nations.');
    return {};
  }
  return Object.fromEntries(toFractions(weights, here, 'The nations of a front', notes) ?? weights);
}

type NationEntry = readonly [code: string, weight: unknown, path: readonly PathKey[]];

/** Both forms: a list of `{nationality_code, percentage}`, and a mapping of codes to shares. */
function listNations(
  value: unknown,
  path: readonly PathKey[],
  notes: MigrationNotes,
): readonly NationEntry[] {
  if (isMapping(value)) return Object.entries(value).map(([code, weight]) => [code, weight, [...path, code]]);
  if (!Array.isArray(value)) {
    notes.refuse(
      'wrong-type',
      path,
      `The nations of a front must be a list or a mapping, but are ${showValue(value)}.`,
    );
    return [];
  }
  return value.map((item: unknown, index): NationEntry => {
    const here = [...path, index];
    if (!isMapping(item)) return [String(item), undefined, here];
    const code = item.nationality_code ?? item.code ?? item.nation;
    return [
      typeof code === 'string' ? code : showValue(code),
      item.percentage ?? item.ratio ?? item.weight,
      here,
    ];
  });
}
