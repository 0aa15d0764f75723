/** A key of a mapping or an index of a list. */
export type PathKey = string | number;

/** Where a value and its parts stand in the text it was read from. */
export interface SourceNode {
  /** Offset of the value's first character. */
  readonly offset: number;
  readonly entries?: ReadonlyMap<string, { readonly keyOffset: number; readonly node: SourceNode }>;
  readonly items?: readonly SourceNode[];
}

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** Something wrong with the text itself, before its content is looked at. */
export interface TextProblem {
  readonly code:
    | 'file-syntax'
    | 'file-too-deep'
    | 'file-too-many'
    | 'file-tag'
    | 'file-documents'
    | 'file-empty'
    | 'duplicate-key';
  readonly message: string;
  readonly offset: number | null;
  readonly path: readonly PathKey[];
}

/** What a reader of YAML or JSON returns. `value` is undefined when a problem stopped the reading. */
export interface TextReading {
  readonly value: unknown;
  readonly node: SourceNode | null;
  readonly problems: readonly TextProblem[];
}

/** Limits that keep a hostile file from costing time or memory. */
export const MAX_DEPTH = 64;
export const MAX_VALUES = 100_000;

export const tooDeep = (offset: number | null): TextProblem => ({
  code: 'file-too-deep',
  message: `The file is nested more than ${MAX_DEPTH} levels deep; a scenario needs fewer than ten.`,
  offset,
  path: [],
});

export const tooMany = (offset: number | null): TextProblem => ({
  code: 'file-too-many',
  message: 'The file holds, or its aliases expand to, more than 100,000 values.',
  offset,
  path: [],
});

/** `medical.fleets[0].vehicles`; empty for the whole. */
export function formatPath(path: readonly PathKey[]): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? key : `.${key}`;
  }
  return text;
}

/**
 * Finds the line and column of the value at a path, or of its key; of the nearest part above it that
 * stands in the text, where the path itself does not.
 */
export function createLocator(text: string, root: SourceNode | null) {
  let lineStarts: number[] | null = null;

  const positionOf = (offset: number): Position => {
    if (lineStarts === null) {
      lineStarts = [0];
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
    }
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
  };

  const locate = (path: readonly PathKey[], target: 'key' | 'value'): Position | null => {
    if (root === null) return null;
    let node = root;
    let offset = root.offset;
    for (const key of path) {
      if (typeof key === 'number') {
        const item = node.items?.[key];
        if (item === undefined) break;
        node = item;
        offset = item.offset;
      } else {
        const entry = node.entries?.get(key);
        if (entry === undefined) break;
        node = entry.node;
        offset = target === 'key' ? entry.keyOffset : node.offset;
      }
    }
    return positionOf(offset);
  };

  return { positionOf, locate };
}

/** Sets a key without ever reaching a prototype. */
export function setOwn(target: object, key: PathKey, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}
