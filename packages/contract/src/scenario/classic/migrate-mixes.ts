import { formatNumber, showValue } from '../expectation.js';
import type { PathKey } from '../source/source-node.js';
import { CLASS_KEYS } from './keys.js';
import type { MigrationNotes } from './migration-notes.js';
import { isMapping } from './migration-notes.js';

/** Fractions of a mix that sums to about 1 or about 100; undefined, with a problem noted, for anything else. */
export function toFractions(
  weights: ReadonlyMap<string, number>,
  path: readonly PathKey[],
  what: string,
  notes: MigrationNotes,
): ReadonlyMap<string, number> | undefined {
  const sum = [...weights.values()].reduce((total, weight) => total + weight, 0);
  if (sum >= 0.9 - 1e-9 && sum <= 1.1 + 1e-9) return weights;
  if (sum >= 90 - 1e-9 && sum <= 110 + 1e-9) {
    return new Map([...weights].map(([key, weight]) => [key, weight / 100]));
  }
  notes.refuse(
    'mix-sum',
    path,
    `${what} sums to ${formatNumber(Number(sum.toFixed(3)))}; fractions sum to about 1 (0.9 to 1.1), percentages to about 100 (90 to 110).`,
  );
  return undefined;
}

/** `{"Disease": 52, "Non-Battle Injury": 33, "Battle Injury": 15}` → `injury_mix`. */
export function migrateInjuryMix(
  value: unknown,
  path: readonly PathKey[],
  notes: MigrationNotes,
): Record<string, number> | undefined {
  if (!isMapping(value)) {
    notes.refuse('wrong-type', path, `The injury mix must be a mapping, but is ${showValue(value)}.`);
    return undefined;
  }
  const weights = new Map<string, number>();
  let complete = true;
  for (const [key, weight] of Object.entries(value)) {
    const name = CLASS_KEYS[key.toLowerCase().replaceAll(/[\s-]+/g, '_')];
    if (name === undefined) {
      const message = `"${key.slice(0, 40)}" is none of the classes Disease, Non-Battle Injury and Battle Injury.`;
      notes.refuse('unknown-key', [...path, key], message);
      complete = false;
    } else if (typeof weight !== 'number' || !(weight >= 0)) {
      notes.refuse(
        'out-of-range',
        [...path, key],
        `The share of "${key}" must be a number of at least 0, but is ${showValue(weight)}.`,
      );
      complete = false;
    } else {
      weights.set(name, (weights.get(name) ?? 0) + weight);
    }
  }
  if (!complete) return undefined;
  const fractions = toFractions(weights, path, 'The injury mix', notes);
  return fractions === undefined ? undefined : Object.fromEntries(fractions);
}

/** `{rain: true, fog: false}` or a list of names → the names that are on, renamed. */
export function migrateSwitches(
  value: unknown,
  path: readonly PathKey[],
  what: string,
  known: readonly string[],
  renames: Readonly<Record<string, string>>,
  notes: MigrationNotes,
): readonly string[] | undefined {
  let names: readonly string[];
  if (typeof value === 'string') names = [value];
  else if (Array.isArray(value)) names = value.map(String);
  else if (isMapping(value)) {
    for (const [key, on] of Object.entries(value)) {
      if (typeof on !== 'boolean' && typeof on !== 'number' && on !== null) {
        notes.refuse(
          'wrong-type',
          [...path, key],
          `${what} "${key}" must be true or false, but is ${showValue(on)}.`,
        );
      }
    }
    names = Object.keys(value).filter((key) => !key.startsWith('_') && Boolean(value[key]));
  } else {
    notes.refuse('wrong-type', path, `${what} must be a mapping of switches, but is ${showValue(value)}.`);
    return undefined;
  }
  const renamed = names.map((name) => (Object.hasOwn(renames, name) ? (renames[name] ?? name) : name));
  renamed.forEach((name, index) => {
    if (known.includes(name)) return;
    const at = isMapping(value) ? [...path, names[index] ?? ''] : path;
    notes.refuse(
      'unknown-value',
      at,
      `${what} "${name.slice(0, 40)}" is unknown; known are ${known.join(', ')}.`,
    );
  });
  return [...new Set(renamed)];
}
