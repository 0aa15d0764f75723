import type { ProblemCode } from '../../problems.js';
import { nearest } from '../distance.js';
import type { Finding } from '../finding.js';
import type { PathKey } from '../source/source-node.js';

/** What a migration has to say: problems stop it, warnings do not. Paths are those of the classic body. */
export interface MigrationNotes {
  readonly problems: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly refuse: (
    code: ProblemCode,
    path: readonly PathKey[],
    message: string,
    suggestion?: string,
  ) => void;
  readonly warn: (path: readonly PathKey[], message: string) => void;
  /** Sorts the keys of a mapping into known, without effect (warned) and unknown (refused). */
  readonly sortKeys: (
    body: Readonly<Record<string, unknown>>,
    path: readonly PathKey[],
    known: readonly string[],
    withoutEffect: readonly string[],
  ) => void;
}

export function createMigrationNotes(): MigrationNotes {
  const problems: Finding[] = [];
  const warnings: Finding[] = [];
  const warnedKeys = new Set<string>();
  const refuse: MigrationNotes['refuse'] = (code, path, message, suggestion) => {
    problems.push({
      code,
      path,
      message,
      suggestion,
      ...(code === 'unknown-key' ? { target: 'key' as const } : {}),
    });
  };
  const warn: MigrationNotes['warn'] = (path, message) => {
    warnings.push({ code: 'without-effect', path, message, target: 'key', warning: true });
  };
  const sortKeys: MigrationNotes['sortKeys'] = (body, path, known, withoutEffect) => {
    for (const key of Object.keys(body)) {
      // Keys with an underscore in front were comments.
      if (key.startsWith('_') || known.includes(key)) continue;
      if (withoutEffect.includes(key)) {
        // Once is enough: a rate of every facility is one piece of news.
        if (warnedKeys.has(key)) continue;
        warnedKeys.add(key);
        warn(
          [...path, key],
          `"${key}" has no effect: what it set follows from the simulation, or is no part of a scenario.`,
        );
        continue;
      }
      const suggestion = nearest(key, known);
      const hint = suggestion === undefined ? '.' : `; did you mean "${suggestion}"?`;
      refuse(
        'unknown-key',
        [...path, key],
        `"${key.slice(0, 40)}" is not a key of a classic configuration${hint}`,
        suggestion,
      );
    }
  };
  return { problems, warnings, refuse, warn, sortKeys };
}

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `Role 2 (Forward)` → `role-2-forward`. */
export function toId(text: string): string {
  const id = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replaceAll(/^[-_]+|-+$/g, '');
  return id.slice(0, 64) || 'unnamed';
}

/** Keeps an id that is one, else makes one of it. */
export const keepId = (text: string): string =>
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(text) ? text : toId(text);
