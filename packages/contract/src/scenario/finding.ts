import type { Problem, ProblemCode } from '../problems.js';
import type { PathKey, Position } from './source/source-node.js';
import { formatPath } from './source/source-node.js';

/** A problem or warning before it knows its line: what the checks return. */
export interface Finding {
  readonly code: ProblemCode;
  readonly path: readonly PathKey[];
  readonly message: string;
  readonly suggestion?: string | undefined;
  /** Whether the key or the value is pointed at; the value by default. */
  readonly target?: 'key' | 'value';
  readonly warning?: boolean;
}

type Locate = (path: readonly PathKey[], target: 'key' | 'value') => Position | null;

/** Findings as problems, in the order in which they stand in the text; those without a place come last. */
export function toProblems(findings: readonly Finding[], locate: Locate): readonly Problem[] {
  return findings
    .map(({ code, path, message, suggestion, target }): Problem => {
      const position = locate(path, target ?? 'value');
      return {
        code,
        path: formatPath(path),
        message,
        ...(position ?? {}),
        ...(suggestion === undefined ? {} : { suggestion }),
      };
    })
    .toSorted(
      (a, b) => (a.line ?? Infinity) - (b.line ?? Infinity) || (a.column ?? 0) - (b.column ?? 0) || 0,
    );
}
